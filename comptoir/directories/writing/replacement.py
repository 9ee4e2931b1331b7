"""Replacing a value: the items move to the value that takes over, in a job, and back again when that is undone."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_set import ChangeSet
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import DirectoryChoices
from comptoir.directories.values.use import elsewhere, fields_using, pipeline_of, usage
from comptoir.events.models import Event
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.segments.changes import Change
from comptoir.items.writing.replace_choice import BATCH, replace_choice
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue, report
from comptoir.jobs.registry import job
from comptoir.kit.memo import remembering

REPLACE, PUT_BACK = "directories.replace_value", "directories.put_items_back"


def start_replacement(directory: Directory, code: str, into: str, changes: ChangeSet) -> Job:
    """Queue the job that moves every item from a leaving value to the one that replaces it, in the same change set."""
    uses = usage(directory).get(code, {})
    total = sum(count.alive + count.deleted for count in uses.values())
    return enqueue(
        REPLACE,
        actor=changes.actor,
        total=total,
        directory=directory.code,
        code=code,
        into=into,
        batch=str(changes.batch),
    )


def finish_replacement(
    directory: Directory,
    code: str,
    into: str,
    *,
    actor: User,
    at: datetime,
    batch: uuid.UUID,
    report: Callable[[int], None] = lambda moved: None,
) -> int:
    """Move every item from `code` to `into` in small transactions, then delete the value; return how many moved.

    Safe to call again after a kill: moved items no longer match, and the value is deleted last. Stops if the
    replacement is undone meanwhile.
    """
    target = DirectoryChoices().find(directory.code, into)
    if target is None:
        return 0

    def move(item_type: ItemType, field: Field) -> int:
        pipeline = pipeline_of(directory, item_type)
        return replace_choice(item_type, field, code, target, actor=actor, at=at, batch=batch, pipeline_id=pipeline)

    moved = sum(_moved_before(item_type, field, code, batch) for item_type, field in fields_using(directory))
    for item_type, field in fields_using(directory):
        count = 1
        while count:
            with transaction.atomic():
                if _leaving(directory, code, into) is None:
                    return moved
                count = move(item_type, field)
            moved += count
            report(moved)
    with transaction.atomic():
        # The version first, the value next: the order in which an undo locks them; any other could deadlock.
        changes = ChangeSet(directory.code, actor, at, batch)
        value = _leaving(directory, code, into)
        if value is None:
            return moved
        # Transactions that read the directory before the replacement began may have stored the old code since.
        moved += sum(move(item_type, field) for item_type, field in fields_using(directory))
        for use in elsewhere:
            use.rewrite(directory.code, code, into, Change(actor, at, batch))
        changes.merged(value, into, moved)
        value.delete()
        changes.finish()
    return moved


def _moved_before(item_type: ItemType, field: Field, code: str, batch: uuid.UUID) -> int:
    """Return how many items an earlier run moved, before it was killed."""
    events = Event.objects.filter(batch=batch, item_type=item_type.type_id)
    return events.filter(**{f"changes__{field.code}__0": code}).count()


def _leaving(directory: Directory, code: str, into: str) -> DirectoryValue | None:
    """Return the value, locked, if it is still being replaced: an undo waits for this batch, or stops the next one."""
    rows = DirectoryValue.objects.select_for_update()
    return rows.filter(directory=directory.code, code=code, leaving_to=into).first()


@dataclass(frozen=True, slots=True)
class PutBack:
    """How many items got their value back, and how many were left because somebody changed them since."""

    moved: int
    left: int


def put_items_back(
    directory: Directory,
    batch: uuid.UUID,
    *,
    actor: User,
    at: datetime,
    undo: uuid.UUID,
    report: Callable[[int], None] = lambda moved: None,
) -> PutBack:
    """Give the items that the change set moved their old code back where they still hold the new one.

    May be killed and called again: an item that has its old code does not match any more. `report` gets how many
    items were looked at.
    """
    moved = looked_at = 0
    for item_type, field in fields_using(directory):
        last = 0
        while events := _moves(item_type, batch, last):
            last, looked_at = events[-1].pk, looked_at + len(events)
            moved += _put_back(directory, item_type, field, events, (actor, at, undo))
            report(looked_at)
    for use in elsewhere:
        use.put_back(batch, Change(actor, at, undo))
    return PutBack(moved, looked_at - moved)


def _moves(item_type: ItemType, batch: uuid.UUID, last: int) -> list[Event]:
    rows = Event.objects.filter(batch=batch, item_type=item_type.type_id, pk__gt=last)
    return list(rows.order_by("pk")[:BATCH])


def _put_back(
    directory: Directory,
    item_type: ItemType,
    field: Field,
    events: list[Event],
    who: tuple[User, datetime, uuid.UUID],
) -> int:
    actor, at, undo = who
    groups: dict[tuple[str, str], list[int]] = {}
    for event in events:
        if field.code in event.changes:
            old, new = event.changes[field.code]
            groups.setdefault((new, old), []).append(event.item_id)
    moved = 0
    for (current, wanted), ids in groups.items():
        choice = DirectoryChoices().find(directory.code, wanted)
        if choice is not None:
            moved += replace_choice(item_type, field, current, choice, actor=actor, at=at, batch=undo, only=ids)
    return moved


@job(REPLACE)
def replace_value_job(job: Job) -> None:
    asked = job.arguments
    with remembering():
        finish_replacement(
            catalogue.last_known(asked["directory"]),
            asked["code"],
            asked["into"],
            actor=User.objects.get(pk=job.created_by_id),
            at=job.created_at,
            batch=uuid.UUID(asked["batch"]),
            report=lambda moved: report(job, moved),
        )


@job(PUT_BACK)
def put_items_back_job(job: Job) -> None:
    asked = job.arguments
    with remembering():
        put_items_back(
            catalogue.last_known(asked["directory"]),
            uuid.UUID(asked["batch"]),
            actor=User.objects.get(pk=job.created_by_id),
            at=job.created_at,
            undo=uuid.UUID(asked["undo"]),
            report=lambda moved: report(job, moved),
        )
