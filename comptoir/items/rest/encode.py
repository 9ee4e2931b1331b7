"""From items to answers: a whole page at once, with one query for each thing that stands beside the items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from comptoir.account.queries import account
from comptoir.items.rest.columns import Column
from comptoir.items.rest.related import read_related
from comptoir.items.rest.rest_type import RestType
from comptoir.rest.errors import Family

SYSTEM, CUSTOM = "*", "UF_*"


def selected(rest_type: RestType, family: Family, select: Iterable[str]) -> list[Column]:
    """Return the columns that a `select` asks for; the id always, unknown names never.

    Classic: no select is `*` and `UF_*`; `*` leaves multifields out, they must be named.
    crm.item.*: no select is everything.
    """
    known = [column for column in rest_type.columns(family).values() if column.read]
    wanted = set(select) or {SYSTEM, CUSTOM}
    identity = "ID" if family is Family.CLASSIC else "id"
    return [
        column
        for column in known
        if column.name in wanted or column.name == identity or (SYSTEM in wanted and column.in_mask)
    ]


def encoder(rest_type: RestType, family: Family, select: Iterable[str] = ()) -> Callable[[Sequence[Any]], list[Any]]:
    """Return the function that turns items into answers with these columns."""
    columns = selected(rest_type, family, select)
    return lambda items: encode(rest_type, columns, items)


def encode(rest_type: RestType, columns: Sequence[Column], items: Sequence[Any]) -> list[dict[str, object]]:
    related = read_related(rest_type.item_type, items, (column.needs for column in columns), account().zone)
    readers = [(column.name, column.read, column.skip_empty) for column in columns if column.read]
    answers: list[dict[str, object]] = []
    for item in items:
        answer: dict[str, object] = {}
        for name, read, skip_empty in readers:
            value = read(item, related)
            if value or not skip_empty:
                answer[name] = value
        answers.append(answer)
    return answers


def encode_one(rest_type: RestType, family: Family, item: Any) -> dict[str, object]:
    """Return everything REST shows of one item, multifields too."""
    columns = [column for column in rest_type.columns(family).values() if column.read]
    return encode(rest_type, columns, [item])[0]
