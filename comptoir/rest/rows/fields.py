"""Fields of rows that are not items, such as users: how they are described, shown, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from comptoir.kit.text import Text

FLAGS = ("isRequired", "isReadOnly", "isImmutable", "isMultiple", "isDynamic")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a value depends on besides its row: the account's zone, the moment of the call."""

    zone: tzinfo
    at: datetime


@dataclass(frozen=True, slots=True)
class RowField:
    """A field; `column` is its column, "" for a field by which rows cannot be filtered or sorted.

    `constant` is the value of every row, for a field without a column.
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
