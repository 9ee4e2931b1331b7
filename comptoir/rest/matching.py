"""Filtering and sorting answers that are all in memory: a few hundred values are read at once anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from comptoir.kit.filters import Condition, Group, Op, Order
from comptoir.rest.call import to_integer

Row: TypeAlias = Mapping[str, Any]
POSITIVE = {Op.NE: Op.EQ, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS, Op.NOT_LIKE: Op.LIKE, Op.NOT_EMPTY: Op.EMPTY}
COMPARISONS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GT: lambda left, right: bool(left > right),
    Op.GTE: lambda left, right: bool(left >= right),
    Op.LT: lambda left, right: bool(left < right),
    Op.LTE: lambda left, right: bool(left <= right),
}


class Matcher:
    """Judges rows of text by conditions. `fields` may be asked about, `numbers` among them compare as numbers."""

    def __init__(self, fields: Iterable[str], numbers: Iterable[str]) -> None:
        self.fields = frozenset(fields)
        self.numbers = frozenset(numbers)

    def select(self, rows: Iterable[Row], where: Group) -> list[Row]:
        """Return the rows that fit; conditions on unknown fields are ignored."""
        return [row for row in rows if self._fits(row, where)]

    def sort(self, rows: Sequence[Row], orders: Sequence[Order]) -> list[Row]:
        """Return the rows in that order, empty values first; unknown fields are ignored."""
        ordered = list(rows)
        for order in reversed([order for order in orders if order.field in self.fields]):
            ordered.sort(key=lambda row: self._key(order.field, row[order.field]), reverse=order.descending)
        return ordered

    def _fits(self, row: Row, part: Condition | Group) -> bool:
        if isinstance(part, Group):
            joined = (self._fits(row, inner) for inner in part.parts)
            return all(joined) if part.joiner == "AND" else any(joined)
        if part.field not in self.fields:
            return True
        op = POSITIVE.get(part.op)
        if op is not None:
            return not self._holds(row[part.field], part.field, op, part.value)
        return self._holds(row[part.field], part.field, part.op, part.value)

    def _holds(self, shown: object, field: str, op: Op, value: Any) -> bool:
        if op is Op.EMPTY:
            return shown in (None, "")
        if op is Op.IN:
            return any(self._holds(shown, field, Op.EQ, entry) for entry in value)
        if op is Op.BETWEEN:
            return self._holds(shown, field, Op.GTE, value[0]) and self._holds(shown, field, Op.LTE, value[1])
        if op is Op.CONTAINS:
            return _fold(value) in _fold(shown)
        if op is Op.LIKE:
            return _like(_fold(shown), _fold(value))
        left, right = self._typed(field, shown), self._typed(field, value)
        if left is None or right is None:
            return False
        return bool(left == right) if op is Op.EQ else COMPARISONS[op](left, right)

    def _typed(self, field: str, value: Any) -> Any:
        """Return what is compared; None for what is no number."""
        return to_integer(value) if field in self.numbers else _fold(value)

    def _key(self, field: str, value: object) -> tuple[bool, Any]:
        empty = value in (None, "")
        return not empty, 0 if empty and field in self.numbers else self._typed(field, value)


def _fold(value: object) -> str:
    return "" if value is None else str(value).casefold()


def _like(text: str, pattern: str) -> bool:
    """Say whether the pattern fits, in which `%` stands for any text; no regular expression, so never slow."""
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
