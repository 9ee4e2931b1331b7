"""The settings of a widget as a form: what was typed, made to fit its type, and what may be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.account.queries import today
from comptoir.analytics.metric import Figure, Totals, metrics, terms_of
from comptoir.analytics.questions import groups_of
from comptoir.kit.period import UnknownPeriod, parse_period
from comptoir.kit.text import Text
from comptoir.profile.widgets.check import divisions
from comptoir.profile.widgets.titles import OPERATIONS, division_label
from comptoir.profile.widgets.type import Division, WidgetType, widget_types
from comptoir.profile.widgets.widget import DATES
from comptoir.ui.component_values import Option
from comptoir.ui.periods import period_label

Raw = dict[str, Any]
CUSTOM = "custom"
PERIODS = ("ALL", "D7", "D30", "D60", "D90", "W0", "M0", "Q0", "Y0", "W-1", "M-1", "Q-1", "Y-1")
WIDTHS = (3, 4, 6, 8, 9, 12)
HEIGHTS = (1, 2, 3)


@dataclass(frozen=True)
class Choices:
    """A heading of a drop-down with the options below it."""

    label: Text
    options: Sequence[Option]


def read_form(values: Mapping[str, str], id: str) -> Raw:
    """Return what a form says, as `read_widget` wants it; figures in their order, those taken out left aside."""
    count = len([name for name in values if name.startswith("figure-")])
    removed = values.get("remove", "")
    series = [_series(values, place) for place in range(min(count, 12)) if str(place) != removed]
    if "add" in values:
        series.append({"figure": "", "part": {}, "title": "", "ink": ""})
    raw = {
        "id": id,
        "type": values.get("type", ""),
        "title": values.get("title", ""),
        "series": series,
        "operation": values.get("operation", ""),
        "by": values.get("by", ""),
        "period": _period(values),
        "width": _number(values.get("width", "")),
        "height": _number(values.get("height", "")),
    }
    return fitted(raw)


def _series(values: Mapping[str, str], place: int) -> Raw:
    name, _equals, value = values.get(f"part-{place}", "").partition("=")
    return {
        "figure": values.get(f"figure-{place}", ""),
        "part": {name: value} if name else {},
        "title": values.get(f"title-{place}", ""),
        "ink": values.get(f"ink-{place}", ""),
    }


def _period(values: Mapping[str, str]) -> str:
    code = values.get("period", "")
    if code != CUSTOM:
        return code
    first, last = values.get("from", ""), values.get("to", "")
    if first and last:
        return f"R-{min(first, last)}-{max(first, last)}"
    return f"U-{last}" if last else CUSTOM


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def fitted(raw: Raw) -> Raw:
    """Return the settings made to fit their type: as many figures as it takes, a division that it knows."""
    kind = widget_types.find(raw["type"])
    if kind is None:
        return raw
    series = raw["series"][: kind.most]
    series += [{"figure": "", "part": {}, "title": "", "ink": ""} for _place in range(kind.fewest - len(series))]
    for each in series:
        figure = metrics.find(each["figure"])
        if figure is not None and not set(each["part"]) <= set(groups_of(figure)):
            each["part"] = {}
    figures = [figure for each in series if (figure := metrics.find(each["figure"]))]
    offered = division_codes(kind, figures)
    by = raw["by"] if raw["by"] in offered else next((code for code in ("month", *offered) if code in offered), "")
    operation = (raw["operation"] or kind.operation) if kind.operation else ""
    return {**raw, "series": series, "by": by, "operation": str(operation)}


def division_codes(kind: WidgetType, figures: Sequence[Figure]) -> list[str]:
    """Return by what this type can divide these figures; "" stands for not at all."""
    if kind.division is Division.NONE:
        return [""]
    if kind.division in (Division.PERSON, Division.STAGE):
        return [kind.division.value]
    found = [code for code in divisions(figures) if kind.takes(code)]
    return ["", *found] if kind.division is Division.PARTS and len(figures) > 1 else found


def figure_choices(kind: WidgetType, first: Figure | None) -> list[Choices]:
    """Return the figures that the type can show, by what they are about; after the first one only of its unit."""
    by_source: dict[str, list[Option]] = {}
    for figure in metrics:
        if (first and figure.unit != first.unit) or not _suits(kind, figure):
            continue
        by_source.setdefault(str(terms_of(figure)[0].source.label), []).append(Option(figure.code, figure.label))
    return [Choices(label, options) for label, options in by_source.items()]


def _suits(kind: WidgetType, figure: Figure) -> bool:
    if kind.adds_up and figure.totals is Totals.FROM_PARTS:
        return False
    return kind.division is Division.NONE or any(code for code in divisions([figure]) if kind.takes(code))


def part_choices(figure: Figure | None) -> list[Choices]:
    """Return the parts of a figure that can be shown alone: a channel, a direction, a pipeline, a stage."""
    if figure is None:
        return []
    groups = terms_of(figure)[0].source.groups
    found = []
    for name in groups_of(figure):
        values = groups[name].offers()
        slices = groups[name].describe(values) if values else []
        options = [Option(f"{name}={each.key}", each.label) for each in slices if each.key]
        if len(options) > 1:
            found.append(Choices(groups[name].label, options))
    return found


def division_options(kind: WidgetType, figures: Sequence[Figure]) -> list[Option]:
    return [
        Option(code, division_label(code, figures) if code else _("Not at all: a slice for each figure"))
        for code in division_codes(kind, figures)
    ]


def division_groups(options: Sequence[Option]) -> list[Choices]:
    """Return the divisions under two headings: dates, and what else there is."""
    dates = [option for option in options if option.value in DATES]
    others = [option for option in options if option.value not in DATES]
    return [
        Choices(label, group)
        for label, group in ((pgettext("division of a figure", "By date"), dates), (_("By group"), others))
        if group
    ]


def operation_options() -> list[Option]:
    return [Option(code, label) for code, label in OPERATIONS.items()]


def period_options(code: str) -> list[Option]:
    """Return the periods that a widget can have: the tab's, or one of its own."""
    options = [Option("", _("The tab’s"))]
    options += [Option(each, period_label(parse_period(each, today()))) for each in PERIODS]
    if code and code not in PERIODS and code != CUSTOM and (known := _known_label(code)):
        options.append(Option(code, known))
    return [*options, Option(CUSTOM, _("From day to day…"))]


def _known_label(code: str) -> str:
    try:
        return period_label(parse_period(code, today()))
    except UnknownPeriod:
        return ""
