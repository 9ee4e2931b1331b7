"""What every change of a segment has in common: who may, and the event that tells of it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.events.registry import EventType
from comptoir.items import events
from comptoir.items.errors import SegmentRefused
from comptoir.items.filters.address import meaning
from comptoir.items.filters.to_sql import Filter
from comptoir.items.lists.request import ListRequest
from comptoir.items.models import Segment
from comptoir.items.segments.reading import as_segment, may_change
from comptoir.items.segments.values import query_to_keep

ATTRIBUTES = ("name", "query", "sharing", "department_id")


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes a segment, when, and as a part of which larger change."""

    actor: User
    at: datetime
    batch: uuid.UUID

    @classmethod
    def alone(cls, actor: User, at: datetime) -> "Change":
        return cls(actor, at, uuid.uuid4())


def require_change(segment: Segment, actor: User) -> None:
    """Errors: SegmentRefused."""
    if not may_change(actor, segment):
        raise SegmentRefused


def query_of(asked: ListRequest, *, with_columns: tuple[str, ...], actor: User) -> str:
    """Return the filter as a segment keeps it. Errors: Invalid; UnknownField, InvalidFilter."""
    kept = as_segment(asked, with_columns)
    Filter(asked.type, account().zone).q(meaning(asked.type, kept.conditions, actor))
    return query_to_keep(kept)


def attributes_of(segment: Segment) -> dict[str, Any]:
    """Return the attributes of a segment, as its events keep them."""
    return {name: getattr(segment, name) for name in ATTRIBUTES}


def announce(
    kind: EventType, segment: Segment, change: Change, *, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Publish one event with what differs."""
    differs = {name: [before.get(name), after.get(name)] for name in ATTRIBUTES if before.get(name) != after.get(name)}
    publish(
        [
            Event(
                code=kind.code,
                actor=change.actor,
                at=change.at,
                batch=change.batch,
                subject=events.segment_subject(segment.pk),
                changes=differs,
            )
        ]
    )
