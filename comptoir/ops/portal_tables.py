"""The tables of a portal, read in order and compared by digest, whichever database they are in."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Model

CHUNK = 1000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows a table has and the sum of their hashes, which does not depend on their order."""

    rows: int
    sum: str


def tables() -> list[type[Model]]:
    """Return the model of every table, those of many-to-many fields among them, by the name of the table."""
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (model for model in found if model._meta.managed and not model._meta.proxy),
        key=lambda model: model._meta.db_table,
    )


def columns(model: type[Model]) -> list[Any]:
    """Return the fields that are columns, in the order of the model."""
    return list(model._meta.concrete_fields)


def chunks(model: type[Model], *, using: str = DEFAULT_DB_ALIAS, after: Any = None) -> Iterator[list[Row]]:
    """Yield the rows in the order of their keys, those above `after`, as Python values; memory stays bounded."""
    names = [field.attname for field in columns(model)]
    place = names.index(key(model).attname)
    rows: models.QuerySet[Model] = models.QuerySet(model).using(using).order_by("pk")
    last = after
    while chunk := list((rows if last is None else rows.filter(pk__gt=last)).values_list(*names)[:CHUNK]):
        yield chunk
        last = chunk[-1][place]


def digest(model: type[Model], *, using: str = DEFAULT_DB_ALIAS) -> Digest:
    count, total = 0, 0
    for chunk in chunks(model, using=using):
        for row in chunk:
            count += 1
            total += int.from_bytes(hashlib.sha256(_canonical(row)).digest())
    return Digest(count, f"{total % 2**256:064x}")


def digests(*, using: str = DEFAULT_DB_ALIAS) -> dict[str, Digest]:
    """Return {name of the table: digest} of the whole portal."""
    return {model._meta.db_table: digest(model, using=using) for model in tables()}


def key(model: type[Model]) -> "models.Field[Any, Any]":
    field: models.Field[Any, Any] | None = model._meta.pk
    assert field is not None  # noqa: S101 - every table has one
    return field


def plain(value: Any) -> Any:
    """Return a value of a column as JSON has it, the same for every database: moments in UTC, exact numbers as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if value is None or isinstance(value, str | int | float | dict | list):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _canonical(row: Row) -> bytes:
    # Sorted: PostgreSQL keeps the names of a JSON object in an order of its own.
    return json.dumps([plain(value) for value in row], ensure_ascii=True, sort_keys=True).encode()
