"""The words of widgets that their owner did not write: titles, names of series, of divisions and operations."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comptoir.analytics.groups import Group
from comptoir.analytics.metric import Figure, metrics, terms_of
from comptoir.kit.text import Text
from comptoir.profile.widgets.shipped import GRID
from comptoir.profile.widgets.type import Division, kind_of
from comptoir.profile.widgets.widget import Operation, Series, Widget

UNITS: dict[str, Text] = {
    "day": pgettext_lazy("division by date", "Day"),
    "week": pgettext_lazy("division by date", "Week"),
    "month": pgettext_lazy("division by date", "Month"),
    "quarter": pgettext_lazy("division by date", "Quarter"),
    "year": pgettext_lazy("division by date", "Year"),
}
OPERATIONS: dict[str, Text] = {
    Operation.SUM: pgettext_lazy("what is made of two figures", "Sum"),
    Operation.DIFFERENCE: pgettext_lazy("what is made of two figures", "Difference"),
    Operation.PERCENT: pgettext_lazy("what is made of two figures", "Percentage"),
}
# Names of expressions that have one.
RESULTS: dict[tuple[str, str, str], Text] = {
    (Operation.DIFFERENCE, "invoiced_gross", "paid_gross"): gettext_lazy("Still unpaid"),
    (Operation.PERCENT, "paid_on_time", "invoiced"): gettext_lazy("Share paid on time"),
}
RESULT_WORDS: dict[str, Text] = {
    Operation.SUM: gettext_lazy("Total"),
    Operation.DIFFERENCE: gettext_lazy("Difference"),
    Operation.PERCENT: gettext_lazy("Share"),
}
SHIPPED: dict[str, Text] = {
    "deals": gettext_lazy("Deals"),
    "invoices": gettext_lazy("Invoices"),
    "payments": gettext_lazy("Payments"),
    "paid-on-time": gettext_lazy("Payment on time"),
}
# What the figures of the shipped block of deals are called in short.
SHORT: dict[str, Text] = {
    "won_value": pgettext_lazy("value of deals", "Won"),
    "open_value": pgettext_lazy("value of deals", "In progress"),
    "lost_value": pgettext_lazy("value of deals", "Lost"),
}


def title_of(widget: Widget) -> str:
    return widget.title or default_title(widget)


def default_title(widget: Widget) -> str:
    """Return the title of a widget whose owner gave none: of what it shows, and by what it is divided."""
    shipped = next((each for each in GRID if each.series == widget.series and each.type == widget.type), None)
    if shipped and shipped.id in SHIPPED:
        return str(SHIPPED[shipped.id])
    names = [series_label(each) for each in widget.series]
    figures = [figure for each in widget.series if (figure := metrics.find(each.figure))]
    name = names[0] if len(set(names)) == 1 else _common(figures, names)
    if widget.by and kind_of(widget).division is not Division.NONE:
        return _("%(figure)s by %(division)s") % {
            "figure": name,
            "division": division_label(widget.by, figures).lower(),
        }
    return name


def label_of(widget: Widget, series: Series) -> str:
    """Return what a series is called on its widget: in short where the title says the rest."""
    short = SHORT.get(series.figure)
    is_shipped = short and not series.part and widget.series == GRID[0].series and not widget.title
    return str(short) if is_shipped and not series.title else series_label(series)


def _common(figures: Sequence[Figure], names: Sequence[str]) -> str:
    sources = {str(terms_of(figure)[0].source.label) for figure in figures}
    return sources.pop() if len(sources) == 1 else ", ".join(names)


def series_label(series: Series) -> str:
    """Return what its owner called a series; else the part it is, such as "Calls"; else the figure."""
    if series.title:
        return series.title
    figure = metrics.find(series.figure)
    if figure is None:
        return series.figure
    words = part_labels(figure, series)
    if not words:
        return str(figure.label)
    if series.figure == "activities" and len(words) == 1:
        return words[0]
    return _("%(figure)s: %(part)s") % {"figure": figure.label, "part": ", ".join(words)}


def part_labels(figure: Figure, series: Series) -> list[str]:
    """Return the fixed parts of a series in words."""
    groups = terms_of(figure)[0].source.groups
    return [_slice_label(groups[name], text) if name in groups else text for name, text in series.part]


def _slice_label(group: Group, text: str) -> str:
    value = group.parse(text)
    return next((str(each.label) for each in group.describe([value]) if each.value == value), text)


def division_label(by: str, figures: Sequence[Figure]) -> str:
    """Return what figures are divided by: "Month", "Responsible"."""
    if by in UNITS:
        return str(UNITS[by])
    for figure in figures:
        group = terms_of(figure)[0].source.groups.get(by)
        if group is not None:
            return str(group.label)
    return by


def result_label(widget: Widget) -> str:
    key = (widget.operation, *(each.figure for each in widget.series[:2]))
    return str(RESULTS.get(key) or RESULT_WORDS.get(widget.operation, ""))  # type: ignore[arg-type]
