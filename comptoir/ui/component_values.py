"""What views hand to the component macros: small typed values instead of dictionaries."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a select or combobox; `colour` draws a square, `hint` a second, quieter word."""

    value: str
    label: Text
    colour: str = ""
    hint: Text = ""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column. direction: "asc" or "desc" when the table is sorted by it."""

    label: Text
    numeric: bool = False
    sort_url: str = ""
    direction: str = ""
    modifier: str = ""
    hidden_label: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab, or a segment of a switch, as a link."""

    label: Text
    url: str
    current: bool = False
    count: str | int | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to the page; the last one has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the stage bar. state: done, current or ahead; note: days spent there. url: posted to, moves there."""

    label: Text
    colour: str
    state: str = "ahead"
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stacked bar. tone: a token such as good, bad, info, call, email; or `colour`, from data."""

    label: Text
    value: float
    tone: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The foot of a list: what is shown, of how many, and where the neighbours are."""

    first: int
    last: int
    total: int | None = None
    capped: bool = False
    previous_url: str = ""
    next_url: str = ""
    count_url: str = ""
