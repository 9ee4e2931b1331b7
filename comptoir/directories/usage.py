"""Where the values of a directory are used: in the fields of item types, and in what registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from comptoir.directories.catalogue import Directory
from comptoir.items.fields import Field, Kind
from comptoir.items.types import ItemType, item_types


@dataclass(frozen=True, slots=True)
class Uses:
    """How many items of a type hold a code, and how many more in the recycle bin."""

    alive: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class OtherUser:
    """Something beside items that names codes, such as saved filters.

    count(directory) -> {code: how many}; rewrite(directory, old, new) makes it name the new code.
    """

    label: str | Promise
    count: Callable[[str], dict[str, int]]
    rewrite: Callable[[str, str, str], None]


other_users: list[OtherUser] = []


def fields_using(directory: Directory) -> list[tuple[ItemType, Field]]:
    """Return the item types and their fields that hold codes of the directory."""
    if directory.is_stages:
        owner = item_types.find(directory.item_type)
        return [(owner, owner.field("stage"))] if owner else []
    return [
        (item_type, field)
        for item_type in item_types
        for field in item_type.of_kind(Kind.CHOICE)
        if field.directory == directory.code
    ]


def usage(directory: Directory) -> dict[str, dict[str, Uses]]:
    """Return {code: {item type code: uses}} of what is used; one grouped query per item type."""
    found: dict[str, dict[str, Uses]] = {}
    for item_type, field in fields_using(directory):
        rows = item_type.model.objects.exclude(**{field.attribute: ""})
        if directory.is_stages and item_type.has_pipelines:
            rows = rows.filter(pipeline_id=directory.pipeline_id)
        counted = (
            rows.order_by()
            .values_list(field.attribute)
            .annotate(alive=Count("pk", filter=Q(deleted_at__isnull=True)), all=Count("pk"))
        )
        for code, alive, total in counted:
            before = found.setdefault(code, {}).get(item_type.code, Uses())
            found[code][item_type.code] = Uses(before.alive + alive, before.deleted + total - alive)
    return found


def in_use(directory: Directory, code: str, *, deleted: bool = True) -> bool:
    """Say whether any item holds the code; `deleted` counts those in the recycle bin too."""
    for item_type, field in fields_using(directory):
        rows = item_type.model.objects.all() if deleted else item_type.model.objects.alive()
        if rows.filter(**{field.attribute: code}).exists():
            return True
    return False
