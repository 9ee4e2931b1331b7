"""A widget of a tab: its figures, how they are divided, its period and size. What is stored of it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from comptoir.analytics.metric import UNITS

MOST_WIDGETS = 30
LONGEST_TITLE = 200
LONGEST_CODE = 60
MOST_SERIES = 6
NARROWEST, WIDEST = 3, 12
LOWEST, HIGHEST = 1, 3
INKS = ("green", "blue", "orange", "violet", "red", "yellow", "cyan", "grey")
DATES = tuple(UNITS)


class Operation(StrEnum):
    SUM = "sum"
    DIFFERENCE = "difference"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure of a widget, or a part of it such as the calls of the activities."""

    figure: str
    part: tuple[tuple[str, str], ...] = ()
    title: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Widget:
    """title "" is the default one in the viewer's language; period "" is the tab's; by "" divides nothing."""

    id: str
    type: str
    series: tuple[Series, ...]
    title: str = ""
    operation: str = ""
    by: str = ""
    period: str = ""
    width: int = 6
    height: int = 2

    def stored(self) -> dict[str, Any]:
        """Return it as it is kept and as the interface for programs shows it."""
        return {
            "id": self.id,
            "type": self.type,
            "title": self.title,
            "series": [
                {"figure": each.figure, "part": dict(each.part), "title": each.title, "ink": each.ink}
                for each in self.series
            ],
            "operation": self.operation,
            "by": self.by,
            "period": self.period,
            "width": self.width,
            "height": self.height,
        }


def new_id() -> str:
    return secrets.token_hex(4)


def placed(widgets: Sequence[Widget], id: str, **changes: Any) -> list[Widget]:
    """Return the widgets with one of them changed."""
    return [replace(widget, **changes) if widget.id == id else widget for widget in widgets]
