"""A change set: what one save does to a directory, written with one version number and one event per value."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from comptoir.access.models import User
from comptoir.directories import events
from comptoir.directories.models import DirectoryValue, DirectoryVersion
from comptoir.directories.values.reading import bump, claim
from comptoir.events.models import Event
from comptoir.events.outbox import publish

ATTRIBUTES = (
    "name",
    "names",
    "sort",
    "is_system",
    "semantics",
    "colour",
    "is_hidden",
    "is_default",
    "default_key",
    "pipeline_id",
    "leaving_to",
)


def attributes_of(value: DirectoryValue) -> dict[str, object]:
    """Return the attributes of a value, as history keeps them."""
    return {name: getattr(value, name) for name in ATTRIBUTES}


def version_of(directory: str) -> int:
    """Return how often the directory was saved."""
    found = DirectoryVersion.objects.filter(directory=directory).values_list("number", flat=True).first()
    return found or 0


class ChangeSet:
    """Collects the events of one save; use within its transaction, `finish` writes them.

    `batch` is the identity of the change set, by which history shows it and undo finds it.
    """

    def __init__(self, directory: str, actor: User, at: datetime, batch: uuid.UUID | None = None) -> None:
        self.directory, self.actor, self.at = directory, actor, at
        self.batch = batch or uuid.uuid4()
        self.before = lock_version(directory)
        self.events: list[Event] = []

    def added(self, value: DirectoryValue) -> None:
        after = attributes_of(value)
        self.note(events.ADDED.code, value.code, {name: [None, after[name]] for name in ATTRIBUTES if after[name]})

    def changed(self, value: DirectoryValue, before: Mapping[str, object]) -> None:
        """Note what differs now from `before`, a snapshot; nothing when nothing does."""
        after = attributes_of(value)
        differs = {name: [before[name], after[name]] for name in ATTRIBUTES if before[name] != after[name]}
        if differs:
            self.note(events.CHANGED.code, value.code, differs)

    def deleted(self, value: DirectoryValue) -> None:
        before = attributes_of(value)
        self.note(events.DELETED.code, value.code, {name: [before[name], None] for name in ATTRIBUTES})

    def merged(self, value: DirectoryValue, into: str, items: int) -> None:
        before = attributes_of(value)
        gone = {name: [before[name], None] for name in ATTRIBUTES}
        self.note(events.MERGED.code, value.code, {**gone, "into": [None, into], "items": [None, items]})

    def finish(self) -> uuid.UUID:
        """Raise the version and publish; a change set without a change leaves both as they are."""
        if self.events:
            DirectoryVersion.objects.filter(directory=self.directory).update(number=self.before + 1)
            publish(self.events)
            bump()
        return self.batch

    def note(self, code: str, value: str, changes: Mapping[str, list[object]]) -> None:
        """Note an event about the value of that code; "" when it is about the list itself."""
        named = {"directory": [self.directory] * 2, "code": [value] * 2, "version": [self.before, self.before + 1]}
        self.events.append(
            Event(
                code=code,
                actor=self.actor,
                at=self.at,
                batch=self.batch,
                subject=events.subject(self.directory),
                changes={**named, **changes},
            )
        )


def lock_version(directory: str) -> int:
    """Return the directory's version and keep others from saving it, or writing by it, until the transaction ends."""
    claim()
    DirectoryVersion.objects.get_or_create(directory=directory)
    return DirectoryVersion.objects.select_for_update().get(directory=directory).number
