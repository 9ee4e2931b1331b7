"""Filtering and sorting answers in memory, for lists of a few hundred rows that are read together anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from comptoir.kit.filters import OF_ANSWERS, Condition, Group, Op, Order, fold, is_like
from comptoir.rest.protocol.call import to_integer

Row: TypeAlias = Mapping[str, Any]
COMPARISONS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GT: lambda left, right: bool(left > right),
    Op.GTE: lambda left, right: bool(left >= right),
    Op.LT: lambda left, right: bool(left < right),
    Op.LTE: lambda left, right: bool(left <= right),
}


class Matcher:
    """Applies conditions to rows of text. Only `fields` can be filtered by; `numbers` among them compare as numbers."""

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

    def _fits(self, row: Row, where: Group) -> bool:
        def positive(condition: Condition) -> bool | None:
            if condition.field not in self.fields:
                return None
            return self._holds(row[condition.field], condition.field, condition.op, condition.value)

        return fold(where, positive, OF_ANSWERS)

    def _holds(self, shown: object, field: str, op: Op, value: Any) -> bool:
        if op is Op.EMPTY:
            return shown in (None, "")
        if op is Op.IN:
            return any(self._holds(shown, field, Op.EQ, entry) for entry in value)
        if op is Op.BETWEEN:
            return self._holds(shown, field, Op.GTE, value[0]) and self._holds(shown, field, Op.LTE, value[1])
        if op is Op.CONTAINS:
            return _folded(value) in _folded(shown)
        if op is Op.LIKE:
            return is_like(_folded(shown), _folded(value))
        left, right = self._typed(field, shown), self._typed(field, value)
        if left is None or right is None:
            return False
        return bool(left == right) if op is Op.EQ else COMPARISONS[op](left, right)

    def _typed(self, field: str, value: Any) -> Any:
        """Return the comparable value; None for a text that is not a number."""
        return to_integer(value) if field in self.numbers else _folded(value)

    def _key(self, field: str, value: object) -> tuple[bool, Any]:
        empty = value in (None, "")
        return not empty, 0 if empty and field in self.numbers else self._typed(field, value)


def _folded(value: object) -> str:
    return "" if value is None else str(value).casefold()
