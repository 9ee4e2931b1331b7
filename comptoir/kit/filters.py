"""The filter language: conditions and groups, folded into a query or into a yes or no.

Lists, segments, drill-downs and REST filters are parsed into these objects. An interpreter provides one leaf, the
meaning of a single positive condition; `fold` handles AND, OR, opposites and conditions that are ignored. Fields are
named by their codes, never by columns of the ORM.
"""

from __future__ import annotations

import enum
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Generic, Literal, TypeVar

from django.db import models
from django.db.models import Q

T = TypeVar("T")


class Op(enum.StrEnum):
    """An operator. The negative ones (NE, NOT_IN, NOT_CONTAINS, NOT_LIKE) also match rows whose field is empty."""

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
    """A condition on one field.

    Values: IN and NOT_IN hold a tuple, BETWEEN a tuple of two (both ends included), EMPTY and NOT_EMPTY
    None; LIKE and NOT_LIKE a pattern in which `%` matches any text; every other operator a scalar (text, number, bool,
    date) as the interface received it, not yet converted to the type of the field. On a yes-or-no field EMPTY means
    no: REST writes `false` for both.
    """

    field: str
    op: Op
    value: object = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions and groups joined by AND or OR.

    An empty AND matches every row (`EVERYTHING`), an empty OR none (`NOTHING`).
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
    """Return a group that matches when every part does."""
    return Group("AND", parts)


def any_of(*parts: Condition | Group) -> Group:
    """Return a group that matches when at least one part does."""
    return Group("OR", parts)


OPPOSITE = {Op.NE: Op.EQ, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS, Op.NOT_LIKE: Op.LIKE, Op.NOT_EMPTY: Op.EMPTY}


@dataclass(frozen=True, slots=True)
class Logic(Generic[T]):
    """How AND, OR and NOT combine the results of leaves."""

    everything: T
    nothing: T
    both: Callable[[T, T], T]
    either: Callable[[T, T], T]
    opposite: Callable[[T], T]


# Django knows this to be empty without asking the database.
NO_ROW = Q(pk__in=())
# An empty Q keeps every row, but Django drops it from an OR and leaves it empty under a NOT.
OF_QUERIES: Logic[Q] = Logic(
    everything=Q(),
    nothing=NO_ROW,
    both=operator.and_,
    either=lambda left, right: left | right if left and right else Q(),
    opposite=lambda found: ~found if found else NO_ROW,
)
OF_ANSWERS: Logic[bool] = Logic(True, False, operator.and_, operator.or_, operator.not_)


def fold(part: Condition | Group, leaf: Callable[[Condition], T | None], logic: Logic[T]) -> T:
    """Return the combined meaning of conditions and groups.

    `leaf` receives positive conditions only (NE as EQ and so on) and returns None for one that it ignores, such as one
    on an unknown field. Ignored conditions are left out of their group, and so are groups that become empty; when
    nothing remains, everything matches.
    """
    found = _fold(part, leaf, logic)
    return logic.everything if found is None else found


def _fold(part: Condition | Group, leaf: Callable[[Condition], T | None], logic: Logic[T]) -> T | None:
    if isinstance(part, Condition):
        if part.op not in OPPOSITE:
            return leaf(part)
        found = leaf(replace(part, op=OPPOSITE[part.op]))
        return None if found is None else logic.opposite(found)
    if part == NOTHING:
        return logic.nothing
    meant = [found for inner in part.parts if (found := _fold(inner, leaf, logic)) is not None]
    return reduce(logic.both if part.joiner == "AND" else logic.either, meant) if meant else None


@models.Field.register_lookup
class Like(models.Lookup[str]):
    """`column__like="a%b"`: the caller's `%` matches any text, `_` only itself; case is ignored on every database."""

    lookup_name = "like"

    def get_prep_lookup(self) -> str:
        # The backslash first, or it would escape those that are added for `_`. `%` stays a wildcard: REST filters send
        # it.
        return str(self.rhs).replace("\\", "\\\\").replace("_", "\\_")

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        # PostgreSQL has no LIKE for numbers and dates without a cast; SQLite casts by itself. Only PostgreSQL takes the
        # backslash as the escape character by default, hence ESCAPE.
        left, name = (f"{left}::text", "ILIKE") if connection.vendor == "postgresql" else (left, "LIKE")
        return f"{left} {name} {right} ESCAPE '\\'", (*left_params, *right_params)


def is_like(text: str, pattern: str) -> bool:
    """Say whether a text in memory matches a LIKE pattern. No regular expression: a pattern cannot make it slow."""
    head, *rest = pattern.split("%")
    if not rest:
        return text == pattern
    if not text.startswith(head):
        return False
    *middle, tail = rest
    place = len(head)
    for piece in middle:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(text) - len(tail) >= place and text.endswith(tail)
