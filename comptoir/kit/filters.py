"""The one filter language: neutral conditions and groups that every door parses into.

List view, board, drill-down, saved segment, REST `filter` and automation build these objects; the items
engine turns them into a queryset. Fields are names of the item type, never of the ORM.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal


class Op(enum.StrEnum):
    """What a condition asks of its field.

    The negative ones (NE, NOT_IN, NOT_CONTAINS, NOT_LIKE) also keep rows whose field is empty.
    """

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    LIKE = "like"
    NOT_LIKE = "not_like"
    BETWEEN = "between"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"


@dataclass(frozen=True, slots=True)
class Condition:
    """One question about one field.

    Values: IN and NOT_IN hold a tuple, BETWEEN a tuple of two (both ends included), EMPTY and NOT_EMPTY
    None; LIKE and NOT_LIKE a pattern whose `%` stands for any text; every other one a scalar as the door
    gave it (text, number, bool, date), not yet converted to the type of the field. For a yes-or-no field EMPTY
    means no: REST writes `false` for both.
    """

    field: str
    op: Op
    value: object = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions and groups joined by AND or OR.

    An empty AND keeps every row (`EVERYTHING`), an empty OR keeps none (`NOTHING`).
    """

    joiner: Literal["AND", "OR"]
    parts: tuple[Condition | Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One step of a sorting: a field and its direction."""

    field: str
    descending: bool = False


EVERYTHING = Group("AND")
NOTHING = Group("OR")


def all_of(*parts: Condition | Group) -> Group:
    """Return a group that wants every part."""
    return Group("AND", parts)


def any_of(*parts: Condition | Group) -> Group:
    """Return a group that wants at least one part."""
    return Group("OR", parts)


def conditions(parts: Iterable[Condition | Group]) -> Iterator[Condition]:
    """Yield every condition below, in the order written."""
    for part in parts:
        if isinstance(part, Group):
            yield from conditions(part.parts)
        else:
            yield part
