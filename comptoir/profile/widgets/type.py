"""A type of widget: how many series it takes, how it divides them, how answers become what its template shows.

A type is one module of the folder types/ with `TYPE`, a WidgetType, and its template; the gallery, the settings, the
check of layouts, drawing, files and comparison ask it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text
from comptoir.profile.request import Asked
from comptoir.profile.widgets.lines import Line
from comptoir.profile.widgets.widget import DATES, Operation, Series, Widget

Cell = str | int | Decimal | None
Rows = list[list[Cell]]


class Division(StrEnum):
    """What a type divides its figures by: nothing, dates, parts of another kind, either; or one fixed group."""

    NONE = ""
    DATES = "dates"
    PARTS = "parts"
    EITHER = "either"
    PERSON = "person"
    STAGE = "stage"


@dataclass(frozen=True)
class WidgetType:
    """A type. `draws` makes of a tile's series what the template gets as `tile.shown`; `rows` the same as a table.

    order          its place among the types
    adds_up        it shows parts of a whole, so that a rate has no place in it
    zooms          days chosen on it open it over that span
    has_axes       its points stand along an axis, where those of another period can stand beside them
    has_inks       the colours of its series can be chosen
    operation      what is made of its two series at first; "" for a type that makes nothing of them
    begins_with, begins_by   the series and the division of a new one
    width, height  at first
    """

    code: str
    label: Text
    icon: str
    order: int
    template: str
    draws: Callable[["Tile", Sequence[Line], Asked], Any]
    rows: Callable[["Tile"], Rows]
    fewest: int = 1
    most: int = 1
    division: Division = Division.NONE
    adds_up: bool = False
    has_axes: bool = False
    zooms: bool = False
    has_inks: bool = True
    operation: Operation | None = None
    begins_with: tuple[Series, ...] = (Series("won_value", ink="green"),)
    begins_by: str = ""
    width: int = 6
    height: int = 2

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

    def begin(self) -> Widget:
        """Return a new widget of the type."""
        operation = Operation.SUM if self.operation else ""
        return Widget(
            "new-widget", self.code, self.begins_with, "", operation, self.begins_by, "", self.width, self.height
        )


@dataclass(frozen=True)
class Tile:
    """A widget with its answers. faults: what keeps it from being drawn, by field; shown: what its type draws."""

    widget: Widget
    kind: WidgetType
    title: str
    caption: str
    own_period: bool
    explained_url: str
    faults: Mapping[str, Text]
    shown: Any = None

    @property
    def id(self) -> str:
        return self.widget.id


widget_types: Registry[WidgetType] = Registry("widget types", lambda kind: kind.code)


def kind_of(widget: Widget) -> WidgetType:
    """Return a widget's type; a type that is gone reads as a block of numbers."""
    return widget_types.find(widget.type) or widget_types.get("block")
