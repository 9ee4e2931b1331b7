"""What happened to an item, read from its events and put into words: labels, names of people, records and stages."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.choices import Choice
from comptoir.items.core.contexts import Drawing
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.drawing.related import names_of
from comptoir.items.kinds.stage import stage_once
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

PAGE = 50
SAID_BY_THE_STAGE = ("stage", "closed_at")


@dataclass(frozen=True, slots=True)
class ExtraLabel:
    """The label in history of what is not a field (product rows, payments); `code` is its name in events."""

    code: str
    label: Text


extra_labels: Registry[ExtraLabel] = Registry("names of what is written beside fields", lambda extra: extra.code)


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event in words. `code` is the event's; `stage_before` and `stage_after` are set when the item moved."""

    id: int
    code: str
    at: datetime
    actor: str
    changes: list[FieldChange]
    stage_before: Choice | None = None
    stage_after: Choice | None = None


def history_of(
    item_type: ItemType, item: Item, viewer: User, *, before: int = 0, until: datetime | None = None, size: int = PAGE
) -> list[HistoryEntry]:
    """Return the latest events of an item, newest first: those older than an event, or before a moment, when given."""
    rows = Event.objects.filter(item_type=item_type.type_id, item_id=item.pk)
    if before:
        rows = rows.filter(pk__lt=before)
    if until:
        rows = rows.filter(at__lt=until)
    found = list(rows.order_by("-id")[:size])
    words = Words(item_type, item, viewer, found)
    return [words.entry(event) for event in found]


def types_of_batch(batch: uuid.UUID) -> list[ItemType]:
    """Return the types of the items that one action touched."""
    ids = Event.objects.filter(batch=batch).values_list("item_type", flat=True).distinct()
    return [found for found in map(item_types.by_id, ids) if found]


class Words:
    """Puts the changes of some events of one item into words; names are read in one query a kind."""

    def __init__(self, item_type: ItemType, item: Item, viewer: User, found: Sequence[Event]) -> None:
        self.type, self.item = item_type, item
        ids: dict[str, set[int]] = {"": {event.actor_id for event in found if event.actor_id}}
        for field, value in self._values(found):
            target = field.kind.names_wanted(field)
            if target is not None:
                ids.setdefault(target, set()).update(_ids(value))
        self.drawing = Drawing(item_type, names_of(viewer, ids))

    def entry(self, event: Event) -> HistoryEntry:
        moved = event.changes.get("stage") if event.code == events.CHANGED.code else None
        shown = {} if event.code == events.ADDED.code else event.changes
        return HistoryEntry(
            id=event.pk,
            code=event.code,
            at=event.at,
            actor=self.drawing.related.users.get(event.actor_id or 0, ""),
            changes=[self._change(code, *pair) for code, pair in shown.items() if code not in SAID_BY_THE_STAGE],
            stage_before=self._stage(moved[0]) if moved else None,
            stage_after=self._stage(moved[1]) if moved else None,
        )

    def _values(self, found: Sequence[Event]) -> Iterable[tuple[Field, object]]:
        for event in found:
            for code, pair in event.changes.items():
                if self.type.has(code):
                    yield from ((self.type.field(code), value) for value in pair)

    def _change(self, code: str, before: object, after: object) -> FieldChange:
        if not self.type.has(code):
            extra = extra_labels.find(code)
            return FieldChange(extra.label if extra else code, "", "")
        field = self.type.field(code)
        return FieldChange(field.label, self._written(field, before), self._written(field, after))

    def _written(self, field: Field, value: object) -> str:
        if value in (None, "", []):
            return ""
        values = as_list(value) if field.kind.is_multiple else [value]
        return ", ".join(field.kind.told(field, each, self.item, self.drawing) for each in values)

    def _stage(self, code: object) -> Choice:
        return stage_once(self.type, self.item, code)


def as_list(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _ids(value: object) -> set[int]:
    return {each for each in as_list(value) if isinstance(each, int)}
