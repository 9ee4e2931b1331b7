"""What happened to an item, read from its events and put into words: labels, names of people, records and stages."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.choices import Choice, deleted_name, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.related import titles_of, user_names
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text
from comptoir.ui import formats

PAGE = 50
SAID_BY_THE_STAGE = ("stage", "closed_at")


@dataclass(frozen=True, slots=True)
class ExtraLabel:
    """How history calls what is written beside the fields (product rows, payments); `code` is its name in events."""

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
    item_type: ItemType, item: Any, viewer: User, *, before: int = 0, until: datetime | None = None, size: int = PAGE
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

    def __init__(self, item_type: ItemType, item: Any, viewer: User, found: Sequence[Event]) -> None:
        self.type, self.item = item_type, item
        users: set[int] = {event.actor_id for event in found if event.actor_id}
        targets: dict[str, set[int]] = {}
        for field, value in self._values(found):
            if field.kind in (Kind.USER, Kind.USERS):
                users |= _ids(value)
            elif field.kind in (Kind.ITEM, Kind.ITEMS):
                targets.setdefault(field.target, set()).update(_ids(value))
        self.users = user_names(users)
        self.titles = {target: titles_of(viewer, target, ids) for target, ids in targets.items()}

    def entry(self, event: Event) -> HistoryEntry:
        moved = event.changes.get("stage") if event.code == events.CHANGED.code else None
        shown = {} if event.code == events.ADDED.code else event.changes
        return HistoryEntry(
            id=event.pk,
            code=event.code,
            at=event.at,
            actor=self.users.get(event.actor_id or 0, ""),
            changes=[self._change(code, *pair) for code, pair in shown.items() if code not in SAID_BY_THE_STAGE],
            stage_before=self._stage(moved[0]) if moved else None,
            stage_after=self._stage(moved[1]) if moved else None,
        )

    def _values(self, found: Sequence[Event]) -> Iterable[tuple[Field, Any]]:
        for event in found:
            for code, pair in event.changes.items():
                if self.type.has(code):
                    yield from ((self.type.field(code), value) for value in pair)

    def _change(self, code: str, before: Any, after: Any) -> FieldChange:
        if not self.type.has(code):
            extra = extra_labels.find(code)
            return FieldChange(extra.label if extra else code, "", "")
        field = self.type.field(code)
        return FieldChange(field.label, self._written(field, before), self._written(field, after))

    def _written(self, field: Field, value: Any) -> str:  # noqa: C901 - one branch a kind
        if value in (None, "", []):
            return ""
        match field.kind:
            case Kind.USER | Kind.USERS:
                return ", ".join(self.users.get(id, f"#{id}") for id in as_list(value))
            case Kind.ITEM | Kind.ITEMS:
                titles = self.titles.get(field.target, {})
                return ", ".join(titles.get(id, gettext("Hidden record")) for id in as_list(value))
            case Kind.POINTS:
                return ", ".join(str(each) for each in as_list(value))
            case Kind.AMOUNT:
                return self._money(value)
            case Kind.BOOLEAN:
                return gettext("Yes") if value else gettext("No")
            case Kind.DATE | Kind.DATETIME:
                return _moment(str(value))
            case Kind.CHOICE:
                found = sources.choices.find(field.directory, str(value))
                return found.name if found else deleted_name(value)
            case Kind.STAGE:
                return self._stage(value).name
            case Kind.PIPELINE:
                pipeline = sources.pipelines.find(self.type.code, int(value))
                return pipeline.name if pipeline else f"#{value}"
        return str(value)

    def _money(self, value: Any) -> str:
        try:
            return formats.money(Decimal(str(value)), getattr(self.item, "currency", ""))
        except InvalidOperation:
            return str(value)

    def _stage(self, code: Any) -> Choice:
        """Return the stage of that code, whichever pipeline it belongs to; a nameless one when it is gone."""
        directories = [self.type.stages_of(getattr(self.item, "pipeline_id", None))]
        if self.type.has_pipelines:
            directories += [pipeline.stage_directory for pipeline in sources.pipelines.all(self.type.code)]
        for directory in directories:
            found = sources.choices.find(directory, str(code))
            if found:
                return found
        return Choice(str(code), deleted_name(code))


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _ids(value: Any) -> set[int]:
    return {each for each in as_list(value) if isinstance(each, int)}


def _moment(text: str) -> str:
    try:
        if len(text) <= 10:
            return formats.format_date(date.fromisoformat(text))
        return formats.format_datetime(datetime.fromisoformat(text))
    except ValueError:
        return text
