"""A layout: the widgets of a tab in reading order. What is stored of each, and how it is read back.

What comes from outside is read strictly (`read_layout`, `read_widget`); what is stored is read leniently
(`stored_layout`): a widget whose figure is gone stays, so that its owner sees it and can remove it.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text
from comptoir.profile.errors import InvalidLayout, InvalidWidget, TooManyWidgets
from comptoir.profile.layouts.types import MOST_SERIES, WidgetType, widget_types

MOST_WIDGETS = 30
LONGEST_TITLE = 200
LONGEST_CODE = 60
NARROWEST, WIDEST = 3, 12
LOWEST, HIGHEST = 1, 3
INKS = ("green", "blue", "orange", "violet", "red", "yellow", "cyan", "grey")
WIDGET_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# Words that stand where an id stands in addresses.
RESERVED = ("add", "gallery", "new", "order", "preview", "publish", "published", "restore", "undo")


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
    """title "" is the default one in the reader's language; period "" is the tab's; by "" divides nothing."""

    id: str
    type: str
    series: tuple[Series, ...]
    title: str = ""
    operation: str = ""
    by: str = ""
    period: str = ""
    width: int = 6
    height: int = 2

    @property
    def kind(self) -> WidgetType:
        """Return its type; a type that is gone reads as a block of numbers."""
        return widget_types.find(self.type) or widget_types.get("block")

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


def read_layout(raw: object) -> list[Widget]:
    """Return the widgets of a layout that came from outside; only its shape is tested, see widget_check.check_layout.

    Errors: InvalidLayout, TooManyWidgets, InvalidWidget with the place of each fault.
    """
    if not isinstance(raw, list):
        raise InvalidLayout
    if len(raw) > MOST_WIDGETS:
        raise TooManyWidgets
    widgets = [read_widget(each, f"widgets.{place}.") for place, each in enumerate(raw)]
    if len({widget.id for widget in widgets}) < len(widgets):
        raise InvalidLayout(_("Two widgets of a layout have the same id."))
    return widgets


def read_widget(raw: object, prefix: str = "") -> Widget:
    """Return a widget that came from outside; `prefix` says where in a layout it stands.

    Errors: InvalidWidget with `fields`.
    """
    reader = _Reader(raw, prefix, known=("id", "type", "title", "series", *SIMPLE))
    widget = Widget(
        id=reader.text("id", 40, pattern=WIDGET_ID) or new_id(),
        type=reader.choice("type", [kind.code for kind in widget_types]),
        title=reader.text("title", LONGEST_TITLE),
        series=_series(reader, prefix),
        operation=reader.choice("operation", ["", *Operation]),
        by=reader.text("by", LONGEST_CODE),
        period=reader.text("period", LONGEST_CODE),
        width=reader.number("width", NARROWEST, WIDEST, 6),
        height=reader.number("height", LOWEST, HIGHEST, 2),
    )
    if widget.id in RESERVED:
        reader.fault("id", _("This id has a meaning of its own. Choose another one."))
    reader.finish()
    return widget


SIMPLE = ("operation", "by", "period", "width", "height")


def _series(reader: "_Reader", prefix: str) -> tuple[Series, ...]:
    raw = reader.raw.get("series", [])
    if not isinstance(raw, list) or not raw:
        reader.fault("series", _("Choose what the widget shows."))
        return ()
    if len(raw) > MOST_SERIES:
        reader.fault("series", _("A widget shows at most 6 figures. Remove one first."))
        return ()
    found = []
    for place, each in enumerate(raw):
        inner = _Reader(each, f"{prefix}series.{place}.", known=("figure", "part", "title", "ink"))
        found.append(
            Series(
                inner.text("figure", LONGEST_CODE),
                inner.part(),
                inner.text("title", LONGEST_TITLE),
                inner.choice("ink", ["", *INKS]),
            )
        )
        reader.faults |= inner.faults
    return tuple(found)


class _Reader:
    """Reads the values of one object and gathers what is wrong with them."""

    def __init__(self, raw: object, prefix: str, known: Sequence[str]) -> None:
        self.raw: Mapping[Any, Any] = raw if isinstance(raw, dict) else {}
        self.prefix = prefix
        self.faults: dict[str, Text] = {}
        if not isinstance(raw, dict):
            self.faults[prefix.rstrip(".") or "widget"] = _("An object with properties is expected here.")
        for name in self.raw:
            if name not in known:
                self.fault(str(name)[:LONGEST_CODE], _("A widget has no such property."))

    def fault(self, name: str, text: Text) -> None:
        self.faults[self.prefix + name] = text

    def finish(self) -> None:
        """Errors: InvalidWidget."""
        if self.faults:
            raise InvalidWidget(fields=self.faults)

    def text(self, name: str, longest: int, pattern: re.Pattern[str] | None = None) -> str:
        value = self.raw.get(name, "")
        if not isinstance(value, str) or "\x00" in value:
            self.fault(name, _("A text is expected here."))
        elif len(value) > longest:
            self.fault(name, _("This text is too long: at most 200 characters fit."))
        elif pattern and value and not pattern.fullmatch(value):
            self.fault(name, _("An id is made of small letters, digits and hyphens, at most 40 of them."))
        else:
            return " ".join(value.split())
        return ""

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        value = self.raw.get(name, "")
        if not isinstance(value, str) or value not in allowed:
            self.fault(name, _("This choice is not known. Choose one of those that are offered."))
            return ""
        return str(value)

    def number(self, name: str, least: int, most: int, default: int) -> int:
        value = self.raw.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(name, _("This size is not possible: a widget is 3 to 12 columns wide and 1 to 3 steps high."))
            return default
        return value

    def part(self) -> tuple[tuple[str, str], ...]:
        raw = self.raw.get("part", {})
        if not isinstance(raw, dict) or len(raw) > MOST_SERIES:
            self.fault("part", _("An object with properties is expected here."))
            return ()
        if not all(isinstance(text, str) and len(text) <= LONGEST_CODE for pair in raw.items() for text in pair):
            self.fault("part", _("A text is expected here."))
            return ()
        return tuple(sorted(raw.items()))


def stored_layout(raw: object) -> list[Widget]:
    """Return the widgets that are kept; what cannot be read at all is left out."""
    entries = raw if isinstance(raw, list) else []
    return [_stored(each) for each in entries if isinstance(each, dict) and isinstance(each.get("id"), str)]


def _stored(raw: Mapping[str, Any]) -> Widget:
    series = tuple(
        Series(
            str(each.get("figure", "")), tuple(each.get("part", {}).items()), each.get("title", ""), each.get("ink", "")
        )
        for each in raw.get("series", [])
    )
    simple = {name: raw[name] for name in ("title", *SIMPLE) if name in raw}
    return Widget(id=raw["id"], type=str(raw.get("type", "")), series=series, **simple)


def placed(widgets: Sequence[Widget], id: str, **changes: Any) -> list[Widget]:
    """Return the widgets with one of them changed."""
    return [replace(widget, **changes) if widget.id == id else widget for widget in widgets]
