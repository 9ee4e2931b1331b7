"""The types of widgets: how many series each takes, how it divides them, how large it is at first."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from comptoir.kit.registry import Registry

MOST_SERIES = 6
DATES = ("day", "week", "month", "quarter", "year")


class Division(StrEnum):
    """What a type divides its figures by: nothing, dates, parts of another kind, either; or one fixed group."""

    NONE = ""
    DATES = "dates"
    PARTS = "parts"
    EITHER = "either"
    PERSON = "person"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class WidgetType:
    """A type. adds_up: it shows parts of a whole, so that a rate has no place in it; width, height: at first."""

    code: str
    label: str | Promise
    icon: str
    fewest: int = 1
    most: int = 1
    division: Division = Division.NONE
    adds_up: bool = False
    width: int = 6
    height: int = 2

    @property
    def is_chart(self) -> bool:
        return self.division not in (Division.NONE, Division.PERSON)

    def takes(self, by: str) -> bool:
        """Say whether this type can divide by that group, or by nothing for ""."""
        match self.division:
            case Division.NONE:
                return by == ""
            case Division.DATES:
                return by in DATES
            case Division.PARTS:
                return by not in DATES
            case Division.EITHER:
                return by != ""
        return by == self.division.value


widget_types: Registry[WidgetType] = Registry("widget types", lambda kind: kind.code)

NUMBER = widget_types.add(WidgetType("number", pgettext_lazy("type of widget", "Number"), "hash", width=3, height=1))
BLOCK = widget_types.add(
    WidgetType("block", pgettext_lazy("type of widget", "Number block"), "layout-grid", most=MOST_SERIES, height=1)
)
EXPRESSION = widget_types.add(
    WidgetType("expression", pgettext_lazy("type of widget", "Expression"), "percent", fewest=2, most=2, height=1)
)
RATING = widget_types.add(
    WidgetType("rating", pgettext_lazy("type of widget", "Ranking"), "trophy", division=Division.PERSON)
)
FUNNEL = widget_types.add(
    WidgetType("funnel", pgettext_lazy("type of widget", "Funnel"), "funnel", division=Division.STAGE, adds_up=True)
)
COLUMNS = widget_types.add(
    WidgetType(
        "columns", pgettext_lazy("type of widget", "Columns"), "chart-column", most=MOST_SERIES,
        division=Division.EITHER,
    )
)  # fmt: skip
STACKED = widget_types.add(
    WidgetType(
        "stacked", pgettext_lazy("type of widget", "Stacked columns"), "chart-column-stacked", most=MOST_SERIES,
        division=Division.EITHER, adds_up=True,
    )
)  # fmt: skip
LINES = widget_types.add(
    WidgetType(
        "lines", pgettext_lazy("type of widget", "Lines"), "chart-line", most=MOST_SERIES, division=Division.DATES,
        width=12,
    )
)  # fmt: skip
AREA = widget_types.add(
    WidgetType(
        "area", pgettext_lazy("type of widget", "Area"), "chart-area", most=MOST_SERIES, division=Division.DATES,
        width=12,
    )
)  # fmt: skip
PIE = widget_types.add(
    WidgetType(
        "pie", pgettext_lazy("type of widget", "Ring"), "chart-pie", most=MOST_SERIES, division=Division.PARTS,
        adds_up=True,
    )
)  # fmt: skip
