"""Reading widgets: strictly what comes from outside, leniently what is stored.

A stored widget whose figure is gone stays, so that its owner sees it and can remove it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text
from comptoir.profile.errors import InvalidLayout, InvalidWidget, TooManyWidgets
from comptoir.profile.widgets.type import widget_types
from comptoir.profile.widgets.widget import (
    HIGHEST,
    INKS,
    LONGEST_CODE,
    LONGEST_TITLE,
    LOWEST,
    MOST_SERIES,
    MOST_WIDGETS,
    NARROWEST,
    WIDEST,
    Operation,
    Series,
    Widget,
    new_id,
)

WIDGET_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# Stands in addresses for a widget that is not kept yet.
NEW = "new"
PATH = "/profile/widgets/"


def read_layout(raw: object) -> list[Widget]:
    """Return the widgets of a layout that came from outside; only its shape is tested, see check.check_widgets.

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
    if widget.id in reserved_ids():
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


@cache
def reserved_ids() -> frozenset[str]:
    """Return the words that stand where an id stands in addresses, as the addresses themselves say."""
    tails = (route.partition(PATH)[2] for route in _routes(get_resolver().url_patterns))
    words = {tail.partition("/")[0] for tail in tails}
    return frozenset({word for word in words if word and "<" not in word} | {NEW})


def _routes(patterns: Iterable[URLPattern | URLResolver], start: str = "") -> Iterator[str]:
    for each in patterns:
        route = f"{start}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route
