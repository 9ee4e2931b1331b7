"""An item of another type, and several of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from markupsafe import Markup

from comptoir.access.models import User
from comptoir.items import errors
from comptoir.items.core.addresses import card_url, choices_url
from comptoir.items.core.contexts import Drawing, FormContext, Write
from comptoir.items.core.fields import Field, kinds
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import CellText, Item, Owner
from comptoir.items.kinds.references import Reference, References
from comptoir.kit.memo import once

# References to these name their type in `settings`, as the REST reference does for all but contacts.
WITH_PARENT = frozenset({"lead", "company", "quote"})


class Record(Reference):
    """The id of an item of the type in `target`."""

    unknown = errors.UNKNOWN_RECORD

    def known(self, target: str, wanted: Collection[int], write: Write) -> set[int]:
        """Return the items that may be named: those within the writer's sight."""
        if not wanted:
            return set()
        other = item_types.get(target)
        rows = other.model.objects.alive() if write.trusted else other.visible_to(write.actor)
        return set(rows.filter(pk__in=wanted).values_list("pk", flat=True))

    def names(self, target: str, form: FormContext, ids: Sequence[int]) -> dict[int, str]:
        return titles_of(form.viewer, target, ids)

    def text(self, field: Field, value: int, item: Item, drawing: Drawing) -> str:
        return drawing.related.names(field.target).get(value) or gettext("Hidden record")

    def html(self, field: Field, value: int, item: Item, drawing: Drawing) -> Markup:
        title = drawing.related.names(field.target).get(value)
        if title is None:
            return drawing.once("hidden_record")
        return drawing.once("record", title, card_url(item_types.get(field.target), value))

    def picker_url(self, field: Field) -> str:
        target = item_types.find(field.target)
        return choices_url(target) if target else ""

    def type_name(self, field: Field, *, classic: bool) -> str:
        return f"crm_{field.target}"

    def describe(self, field: Field, owner: Owner) -> dict[str, object]:
        if field.target not in WITH_PARENT or field.mirror_of:
            return {}
        return {"settings": {"parentEntityTypeId": item_types.get(field.target).type_id}}

    def from_cell(self, field: Field, cell: CellText) -> object:
        return cell.record(field.target)


class Records(References, Record):
    """The ids of several items, the primary one first; the type keeps them in its link of the field's code."""

    def load(self, fields: Sequence[Field], owner: Owner, ids: Sequence[int]) -> dict[str, dict[int, list[int]]]:
        return {field.code: owner.links[field.code].targets_of(ids) for field in fields}

    def create(
        self, fields: Sequence[Field], owner: Owner, rows: Sequence[tuple[int, dict[str, list[int]]]], write: Write
    ) -> None:
        for field in fields:
            link = owner.links[field.code]
            link.create({item_id: values[field.code] for item_id, values in rows if values.get(field.code)})

    def change(self, field: Field, owner: Owner, item_id: int, value: list[int], write: Write) -> list[object]:
        link = owner.links[field.code]
        before = link.targets_of([item_id]).get(item_id, [])
        if before != value:
            link.replace(item_id, value)
        return [before, value]

    def rows(self, field: Field, owner: Owner) -> tuple[QuerySet[Any], str, str]:
        link = owner.links[field.code]
        return link.model.objects.all(), f"{link.owner}_id", f"{link.target}_id"

    def describe(self, field: Field, owner: Owner) -> dict[str, object]:
        return {}

    def from_cell(self, field: Field, cell: CellText) -> list[int] | None:
        found = cell.record(field.target)
        return [found] if found else None


def titles_of(viewer: User, target: str, ids: Iterable[int]) -> dict[int, str]:
    """Return {id: title} of the items of a type that the viewer may see; each read once per request."""
    other = item_types.find(target)
    if other is None:
        return {}
    wanted, known = set(ids), once(f"titles of {target} for {viewer.pk}", dict[int, str | None])
    missing = wanted - known.keys()
    if missing:
        rows = other.visible_to(viewer).filter(pk__in=missing).only(*other.title_columns)
        known.update(dict.fromkeys(missing))
        known.update({row.pk: other.title_of(row) or f"#{row.pk}" for row in rows})
    return {id: title for id in wanted if (title := known.get(id)) is not None}


def know_titles(viewer: User, item_type: ItemType, asked: Iterable[int], seen: Iterable[Item]) -> None:
    """Let `titles_of` know the items that were read of those asked for: the others are out of the viewer's sight."""
    known = once(f"titles of {item_type.code} for {viewer.pk}", dict[int, str | None])
    known.update(dict.fromkeys(asked))
    known.update({row.pk: item_type.title_of(row) or f"#{row.pk}" for row in seen})


RECORD = kinds.add(Record("record"))
RECORDS = kinds.add(Records("records"))
