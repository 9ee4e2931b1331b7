"""The description of a row that is no item, such as a user: how its fields are shown, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """What a value may depend on beside its row."""

    zone: tzinfo
    at: datetime


@dataclass(frozen=True, slots=True)
class RowField:
    """A field: `column` is where it is kept, empty for one that cannot be filtered or sorted by.

    `constant` is what every row has, for a field without a column.
    """

    name: str
    value: Callable[[Any, Shown], object]
    kind: str = "string"
    column: str = ""
    constant: str = ""


def by_name(*fields: RowField) -> dict[str, RowField]:
    return {entry.name: entry for entry in fields}
