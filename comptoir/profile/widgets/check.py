"""Whether a widget can be drawn: figures that exist and go together, a way to divide them, a period."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import today
from comptoir.analytics.metric import Figure, Totals, metrics, terms_of
from comptoir.analytics.questions import groups_of, units_of
from comptoir.kit.period import UnknownPeriod, parse_period
from comptoir.kit.text import Text
from comptoir.profile.errors import InvalidWidget
from comptoir.profile.widgets.type import Division, WidgetType, widget_types
from comptoir.profile.widgets.widget import DATES, Operation, Series, Widget


def check_widgets(widgets: Sequence[Widget], prefix: str = "widgets.{place}.") -> None:
    """Errors: InvalidWidget with the place of each fault."""
    faults: dict[str, Text] = {}
    for place, widget in enumerate(widgets):
        start = prefix.format(place=place)
        faults |= {f"{start}{name}": text for name, text in faults_of(widget).items()}
    if faults:
        raise InvalidWidget(fields=faults)


def check_widget(widget: Widget) -> None:
    """Errors: InvalidWidget with the fields at fault."""
    check_widgets([widget], prefix="")


def faults_of(widget: Widget) -> dict[str, Text]:
    """Return what keeps a widget from being drawn, by field; nothing for a sound one."""
    kind = widget_types.find(widget.type)
    if kind is None:
        return {"type": _("This type of widget is not known. Choose one of those that are offered.")}
    faults: dict[str, Text] = {}
    if not kind.fewest <= len(widget.series) <= kind.most:
        faults["series"] = _wrong_number(kind)
    figures = [metrics.find(series.figure) for series in widget.series]
    for place, (series, figure) in enumerate(zip(widget.series, figures, strict=True)):
        if text := _series_fault(series, figure):
            faults[f"series.{place}.figure"] = text
    if not faults:
        known = [figure for figure in figures if figure]
        faults = _together(widget, kind, known) or _division(widget, kind, known)
    return faults | _period(widget) | _operation(widget, kind)


def divisions(figures: Sequence[Figure]) -> list[str]:
    """Return what all the figures can be divided by: dates from the finest up, then groups."""
    if not figures:
        return []
    common = set.intersection(*({*_units(figure), *groups_of(figure)} for figure in figures))
    return [unit for unit in DATES if unit in common] + [name for name in groups_of(figures[0]) if name in common]


def _units(figure: Figure) -> set[str]:
    return set.intersection(*(set(units_of(metric)) for metric in terms_of(figure)))


def _series_fault(series: Series, figure: Figure | None) -> Text | None:
    if not series.figure:
        return _("Choose a figure.")
    if figure is None:
        return _("This figure does not exist any more.")
    for name, value in series.part:
        if name not in groups_of(figure) or name == Division.PERSON:
            return _("This figure cannot be divided in this way.")
        if not _has_part(figure, name, value):
            return _("This part of the figure is not known. Choose one of those that are offered.")
    return None


def _has_part(figure: Figure, name: str, value: str) -> bool:
    try:
        for metric in terms_of(figure):
            metric.source.groups[name].parse(value)
    except ValueError:
        return False
    return True


def _wrong_number(kind: WidgetType) -> Text:
    if kind.fewest == kind.most == 1:
        return _("This type of widget shows one figure.")
    if kind.fewest == kind.most:
        return _("This type of widget shows two figures.")
    return _("This type of widget shows 1 to 6 figures.")


def _together(widget: Widget, kind: WidgetType, figures: Sequence[Figure]) -> dict[str, Text]:
    for place, figure in enumerate(figures):
        if figure.unit != figures[0].unit:
            return {
                f"series.{place}.figure": _("Amounts, numbers and percentages do not mix in one widget. Choose alike.")
            }
        rates = figure.totals is Totals.FROM_PARTS
        if rates and (kind.adds_up or widget.operation == Operation.SUM):
            return {f"series.{place}.figure": _("A rate has no parts that add up. Choose an amount or a number.")}
    return {}


def _division(widget: Widget, kind: WidgetType, figures: Sequence[Figure]) -> dict[str, Text]:
    if widget.by == "" and kind.division is Division.PARTS and len(figures) > 1:
        return {}
    if not kind.takes(widget.by):
        return {"by": _("This type of widget cannot be divided in this way.")}
    if kind.division is Division.NONE:
        return {}
    if widget.by not in divisions(figures):
        fixed = kind.division in (Division.PERSON, Division.STAGE)
        at = "series.0.figure" if fixed else "by"
        return {at: _("This figure cannot be divided in this way.") if widget.by else _("Choose how to divide it.")}
    return {}


def _period(widget: Widget) -> dict[str, Text]:
    try:
        parse_period(widget.period or "ALL", today())
    except UnknownPeriod:
        return {"period": UnknownPeriod.message}
    return {}


def _operation(widget: Widget, kind: WidgetType) -> dict[str, Text]:
    if bool(kind.operation) != bool(widget.operation):
        return {"operation": _("Choose what is made of the two figures.")}
    return {}
