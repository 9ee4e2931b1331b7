"""Charts as plain data and plain geometry; `ui/components/charts.html` draws them as SVG, each point a link.

Vocabulary: a chart has series, a series has points, points of one key make a category; a plot is where they are drawn.
Places along a plot are percents of its width, places up and down are pixels: text keeps its size at any width.
"""

from comptoir.ui.charts.axis import Plot, Scale, nice_scale
from comptoir.ui.charts.columns import plot_columns, plot_stacked
from comptoir.ui.charts.funnel import Step, steps
from comptoir.ui.charts.lines import plot_lines
from comptoir.ui.charts.model import INKS, Chart, Kind, Point, Series
from comptoir.ui.charts.pie import Slice, shares, slices
from comptoir.ui.charts.small import Bullet, Spark, bullet, spark
from comptoir.ui.charts.words import point_words, written

__all__ = [
    "INKS",
    "Bullet",
    "Chart",
    "Kind",
    "Plot",
    "Point",
    "Scale",
    "Series",
    "Slice",
    "Spark",
    "Step",
    "bullet",
    "nice_scale",
    "plot",
    "plot_columns",
    "plot_lines",
    "plot_stacked",
    "point_words",
    "shares",
    "slices",
    "spark",
    "steps",
    "written",
]


def plot(chart: Chart) -> Plot:
    """Return the plot of a chart with axes."""
    if chart.kind == Kind.COLUMNS:
        return plot_columns(chart)
    return plot_stacked(chart) if chart.kind == Kind.STACKED else plot_lines(chart)
