"""Paging of list methods: 50 rows a page, `total` and `next` beside the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

PAGE_SIZE = 50
# Larger than any table; a number beyond a bigint would make the database fail at OFFSET.
LARGEST_START = 10**12

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


class Rows(Protocol[Row_co]):
    """The rows to page through: a queryset, restricted and ordered."""

    def __getitem__(self, part: slice, /) -> Iterable[Row_co]: ...

    def count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Page:
    """The answer of a list method: `result` with its `total`, and `next` while more rows exist."""

    result: object
    total: int | None = None
    next: int | None = None


def page_of(
    rows: Rows[Row], start: int, encode: Callable[[list[Row]], Sequence[Any]], *, wrap: str | None = None
) -> Page:
    """Return the page of `rows` that begins at `start`; `encode` turns all its records into answers together.

    Shape:  the bare list, or {wrap: list}. start = -1: the first 50 rows, total 0, no next, nothing is counted.
    Cost:   one query for the rows, one for the total unless a short page already tells it.
    """
    offset = min(max(start, 0), LARGEST_START)
    found = list(rows[offset : offset + PAGE_SIZE])
    result = encode(found)
    shown: object = result if wrap is None else {wrap: result}
    # Clients page by key with start=-1 (`>ID` of the last row), so that no call counts a large table.
    if start < 0:
        return Page(shown, total=0)
    total = _total(rows, offset, len(found))
    following = offset + PAGE_SIZE
    return Page(shown, total=total, next=following if following < total else None)


def page_of_list(rows: Sequence[Any], start: int, *, wrap: str | None = None) -> Page:
    """Return a page of answers that are in memory."""
    offset = min(max(start, 0), LARGEST_START)
    shown: object = list(rows[offset : offset + PAGE_SIZE])
    shown = shown if wrap is None else {wrap: shown}
    if start < 0:
        return Page(shown, total=0)
    following = offset + PAGE_SIZE
    return Page(shown, total=len(rows), next=following if following < len(rows) else None)


def _total(rows: Rows[Any], offset: int, found: int) -> int:
    if found < PAGE_SIZE and (found or not offset):
        return offset + found
    return rows.count()
