"""The addresses behind the numbers of a widget: its records and how they are calculated."""

from comptoir.profile.request import Asked
from comptoir.profile.widgets.widget import Series, Widget

Part = tuple[tuple[str, str], ...]


def figure_url(widget: Widget, asked: Asked, code: str, part: Part, **more: str) -> str:
    """Return the records behind a figure of the widget, in its own period if it has one."""
    return asked.figure(code, **_values(widget, part), **more)


def explained_url(widget: Widget, asked: Asked) -> str:
    """Return how a widget comes about: its figure's explanation, or a page of all its figures."""
    if len(widget.series) == 1:
        return series_explained_url(widget, asked, widget.series[0])
    return asked.widgets(widget.id, "explained")


def series_explained_url(widget: Widget, asked: Asked, series: Series) -> str:
    return asked.explained(series.figure, **_values(widget, series.part))


def _values(widget: Widget, part: Part) -> dict[str, str]:
    own = {"period": widget.period} if widget.period else {}
    return {**own, **dict(part)}
