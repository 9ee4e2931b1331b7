"""Where the values of a directory are used: in the fields of item types, and in what registers itself here."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from comptoir.directories.catalogue import Directory
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.lists.segments.changes import Change
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Uses:
    """How many items of a type hold a code, and how many more in the recycle bin."""

    alive: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class OtherUse:
    """Something other than items that names codes, such as segments.

    count(directory)           {code: how many}, in one query
    url(directory, code)       the page that shows them
    words(count)               what becomes of so many of them when a value is replaced, read behind the number
    rewrite(directory, old, new, change)  makes it name the new code, as a part of the change
    put_back(batch, change)    undoes what that batch rewrote and nobody changed since
    """

    code: str
    label: Text
    count: Callable[[str], dict[str, int]]
    url: Callable[[str, str], str]
    words: Callable[[int], str]
    rewrite: Callable[[str, str, str, Change], int]
    put_back: Callable[[uuid.UUID, Change], int]


elsewhere: list[OtherUse] = []


def fields_using(directory: Directory) -> list[tuple[ItemType, Field]]:
    """Return the item types and their fields that hold codes of the directory."""
    if directory.is_stages:
        owner = item_types.find(directory.item_type)
        return [(owner, owner.field("stage"))] if owner else []
    return [
        (item_type, field)
        for item_type in item_types
        for field in item_type.fields()
        if field.directory == directory.code
    ]


def usage(directory: Directory) -> dict[str, dict[str, Uses]]:
    """Return {code: {item type code: uses}} of what is used; one grouped query per item type."""
    found: dict[str, dict[str, Uses]] = {}
    for item_type, field in fields_using(directory):
        # Counted from the index of the field alone (items.models.code_index); empty codes are skipped by the range.
        rows = _rows(directory, item_type).filter(**{f"{field.attribute}__gt": ""})
        counted = rows.order_by().values_list(field.attribute).annotate(all=Count("*"), deleted=Count("deleted_at"))
        for code, total, deleted in counted:
            before = found.setdefault(code, {}).get(item_type.code, Uses())
            found[code][item_type.code] = Uses(before.alive + total - deleted, before.deleted + deleted)
    return found


def other_uses(directory: Directory) -> dict[str, dict[str, int]]:
    """Return {code: {other use: how many}}; one query each."""
    found: dict[str, dict[str, int]] = {}
    for use in elsewhere:
        for code, count in use.count(directory.code).items():
            found.setdefault(code, {})[use.code] = count
    return found


def in_use(directory: Directory, code: str, *, deleted: bool = True) -> bool:
    """Say whether any item holds the code; `deleted` counts those in the recycle bin too."""
    for item_type, field in fields_using(directory):
        rows = _rows(directory, item_type).filter(**{field.attribute: code})
        if (rows if deleted else rows.alive()).exists():
            return True
    return False


def _rows(directory: Directory, item_type: ItemType) -> Any:
    """Return the items that can hold codes of the directory: for stages those of its pipeline."""
    rows, pipeline = item_type.model.objects.all(), pipeline_of(directory, item_type)
    return rows if pipeline is None else rows.filter(pipeline_id=pipeline)


def pipeline_of(directory: Directory, item_type: ItemType) -> int | None:
    """Return the pipeline whose items alone can hold codes of the directory; None when it has none."""
    return directory.pipeline_id if directory.is_stages and item_type.has_pipelines else None
