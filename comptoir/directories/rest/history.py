"""comptoir.directory.history and comptoir.directory.undo: methods of our own, beyond the reference."""

from __future__ import annotations

import uuid

from comptoir.access.policies import require_settings
from comptoir.account.queries import account
from comptoir.directories.history.reading import HistoryEntry, ValueChange, change_sets, count_change_sets
from comptoir.directories.history.words import describe_set
from comptoir.directories.rest.rows import entity_id
from comptoir.directories.writing.undo import undo_change_set
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family, camel_error
from comptoir.rest.protocol.paging import LARGEST_START, PAGE_SIZE, Page
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import classic_datetime

CAMEL = Family.CAMEL


@method(
    "comptoir.directory.history",
    family=CAMEL,
    summary="Lists what was changed in the lists, newest first: who, when, before and after. Our own method.",
    params={"entityId": "only this directory", "start": "where to go on, 50 change sets a page"},
    example={"entityId": "SOURCE"},
)
def history(call: Call) -> Page:
    require_settings(call.user)
    directory = entity_id(call.text("entityId"))
    total = count_change_sets(directory)
    start = min(max(call.start, 0), LARGEST_START)
    found = change_sets(directory, start=start, most=PAGE_SIZE)
    end = start + len(found)
    return Page([_encode(entry, call) for entry in found], total=total, next=end if end < total else None)


@method(
    "comptoir.directory.undo",
    family=CAMEL,
    writes=True,
    summary="Undoes a change set of the lists, for 30 days, and says what it left. Our own method.",
    params={"id": "the change set, as comptoir.directory.history names it"},
    example={"id": "0b6f2a52-5d3e-4c7b-9d41-6b1f0f6a7c11"},
)
def undo(call: Call) -> object:
    require_settings(call.user)
    try:
        batch = uuid.UUID(call.text("id"))
    except ValueError as error:
        raise camel_error("INVALID_ARG_VALUE", "Invalid value {id}") from error
    undone = undo_change_set(batch, actor=call.user, at=call.at)
    return {
        "id": str(undone.batch),
        "jobs": list(undone.jobs),
        "left": [
            {"entityId": change.directory, "statusId": change.code, "reason": str(reason)}
            for change, reason in undone.left
        ],
    }


def _encode(entry: HistoryEntry, call: Call) -> dict[str, object]:
    return {
        "id": str(entry.batch),
        "at": classic_datetime(entry.first.at, account().zone),
        "userId": entry.first.actor_id,
        "canBeUndone": entry.can_be_undone(call.at),
        "undoneBy": str(entry.undone_by.batch) if entry.undone_by else None,
        "undoes": str(entry.undoes.batch) if entry.undoes else None,
        "text": describe_set(entry.changes, account().language),
        "changes": [_change(change) for change in entry.changes],
    }


def _change(change: ValueChange) -> dict[str, object]:
    before, after = ({name: pair[place] for name, pair in change.changes.items()} for place in (0, 1))
    return {
        "event": change.event.code,
        "entityId": change.directory,
        "statusId": change.code,
        "before": before,
        "after": after,
    }
