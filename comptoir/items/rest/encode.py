"""From items to answers: a page at a time, with one query for each related table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from comptoir.account.queries import account
from comptoir.items.core.protocols import Item
from comptoir.items.rest.columns import Column
from comptoir.items.rest.related import read_related
from comptoir.items.rest.rest_type import RestType
from comptoir.rest.protocol.errors import Family

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


def narrowed(rows: Any, columns: Sequence[Column]) -> Any:
    """Return the queryset reading only what the columns show, when all of them are plain fields of the row."""
    fields = [column.field for column in columns]
    if not all(field and not field.kind.is_multiple and field.stored for field in fields):
        return rows
    return rows.only(*(field.attribute for field in fields if field))


def encode(rest_type: RestType, columns: Sequence[Column], items: Sequence[Item]) -> list[dict[str, object]]:
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


def encode_one(rest_type: RestType, family: Family, item: Item) -> dict[str, object]:
    """Return everything REST shows of one item, multifields too."""
    columns = [column for column in rest_type.columns(family).values() if column.read]
    return encode(rest_type, columns, [item])[0]
