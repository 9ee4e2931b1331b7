"""Moving the items off a leaving value and then deleting it: what the job of a replacement does."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.directories.catalogue import Directory
from comptoir.directories.changes import ChangeSet
from comptoir.directories.models import DirectoryValue
from comptoir.directories.queries import DirectoryChoices
from comptoir.directories.usage import fields_using, other_users, pipeline_of
from comptoir.events.models import Event
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.segments.changes import Change
from comptoir.items.writing.replace_choice import replace_choice


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

    May be killed and called again: items that were moved do not match any more, and the value goes last.
    Stops when somebody undoes the replacement meanwhile.
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
        # The version first, the value next: as an undo locks them, or both could wait for each other.
        changes = ChangeSet(directory.code, actor, at, batch)
        value = _leaving(directory, code, into)
        if value is None:
            return moved
        # Whoever read the lists before the replacement began may have written the old code meanwhile.
        moved += sum(move(item_type, field) for item_type, field in fields_using(directory))
        for user in other_users:
            user.rewrite(directory.code, code, into, Change(actor, at, batch))
        changes.merged(value, into, moved)
        value.delete()
        changes.finish()
    return moved


def _moved_before(item_type: ItemType, field: Field, code: str, batch: uuid.UUID) -> int:
    """Return how many items an earlier run moved, before it was killed."""
    events = Event.objects.filter(batch=batch, item_type=item_type.type_id)
    return events.filter(**{f"changes__{field.code}__0": code}).count()


def _leaving(directory: Directory, code: str, into: str) -> DirectoryValue | None:
    """Return the value while it is still to go, locked: an undo waits for the batch at hand, or stops the next one."""
    rows = DirectoryValue.objects.select_for_update()
    return rows.filter(directory=directory.code, code=code, leaving_to=into).first()
