"""The fields of a row that is no item, such as a user: how they are described, shown, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from comptoir.kit.text import Text

FLAGS = ("isRequired", "isReadOnly", "isImmutable", "isMultiple", "isDynamic")


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


def described(type_name: str, title: Text, flags: Container[str] = ()) -> dict[str, object]:
    """Return the description of a field; `flags` are those of FLAGS that are true of it."""
    return {"type": type_name, **{flag: flag in flags for flag in FLAGS}, "title": str(title)}
