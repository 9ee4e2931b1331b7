"""Writes to segments: saving, renaming, sharing, changing the filter, deleting, restoring; each publishes an event.

A change is its owner's, or that of who may change settings.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import Department, User
from comptoir.account.queries import account
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.events.registry import EventType
from comptoir.items import errors, events
from comptoir.items.core.values import to_integer
from comptoir.items.errors import OperationRefused, SegmentRefused, TooManySegments
from comptoir.items.filters.address import MOST_CONDITIONS, meaning
from comptoir.items.filters.to_sql import Filter
from comptoir.items.lists.request import ListRequest
from comptoir.items.lists.segments.reading import as_segment, may_change
from comptoir.items.models import Segment
from comptoir.kit.errors import Invalid, NotAValue
from comptoir.kit.text import Text, clean_line

MOST = 100
LONGEST_NAME = 100
LONGEST_QUERY = 20_000
ATTRIBUTES = ("name", "query", "sharing", "department_id")
NO_NAME = _("Give the segment a name.")
UNKNOWN_SHARING = _("Choose with whom the segment is shared.")
TOO_MUCH = _("This filter is too long to be kept: at most %(most)s conditions.")


@dataclass(frozen=True, slots=True)
class SegmentForm:
    """What the form says of a segment: its name, and with whom it is shared."""

    name: str
    sharing: Segment.Sharing
    department: Department | None


def read_segment_form(name: str, sharing: str) -> SegmentForm:
    """Return the name and the sharing ("nobody", "everyone", "department:7"). Errors: Invalid, by field."""
    wrong: dict[str, Text] = {}
    clean = clean_line(name)
    if not clean:
        wrong["name"] = NO_NAME
    elif len(clean) > LONGEST_NAME:
        wrong["name"] = errors.TOO_LONG % {"most": LONGEST_NAME}
    kind, _colon, number = sharing.partition(":")
    department = _department(number) if kind == Segment.Sharing.DEPARTMENT else None
    if kind not in Segment.Sharing.values or (kind == Segment.Sharing.DEPARTMENT and department is None):
        wrong["sharing"] = UNKNOWN_SHARING
    if wrong:
        raise Invalid(fields=wrong)
    return SegmentForm(clean, Segment.Sharing(kind), department)


def query_to_keep(kept: ListRequest) -> str:
    """Return the filter as a segment keeps it. Errors: Invalid when it is too long."""
    query = kept.asked_query
    if len(kept.conditions) > MOST_CONDITIONS or len(query) > LONGEST_QUERY:
        raise Invalid(TOO_MUCH % {"most": MOST_CONDITIONS})
    return query


def _department(number: str) -> Department | None:
    try:
        return Department.objects.filter(pk=to_integer(number) or 0).first()
    except NotAValue:
        return None


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


def attributes_of(segment: Segment) -> dict[str, object]:
    """Return the attributes of a segment, as its events keep them."""
    return {name: getattr(segment, name) for name in ATTRIBUTES}


def announce(
    kind: EventType, segment: Segment, change: Change, *, before: Mapping[str, object], after: Mapping[str, object]
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


def add_segment(
    asked: ListRequest, form: SegmentForm, *, with_columns: tuple[str, ...] = (), actor: User, at: datetime
) -> Segment:
    """Keep the conditions, the sorting and the grouping of a list, with the columns when they are given.

    Errors: OperationRefused without the right to read such records; TooManySegments; Invalid; UnknownField,
    InvalidFilter for a filter that is not understood.
    """
    if not asked.type.allowed(actor, "read"):
        raise OperationRefused(_("read"), asked.type.plural)
    query = query_of(asked, with_columns=with_columns, actor=actor)
    with transaction.atomic():
        if Segment.objects.filter(owner=actor, item_type=asked.type.code, deleted_at__isnull=True).count() >= MOST:
            raise TooManySegments
        segment = Segment.objects.create(
            item_type=asked.type.code,
            name=form.name,
            query=query,
            owner=actor,
            sharing=form.sharing,
            department=form.department,
            created_at=at,
            updated_at=at,
        )
        announce(events.SEGMENT_ADDED, segment, Change.alone(actor, at), before={}, after=attributes_of(segment))
    return segment


def change_segment(segment: Segment, form: SegmentForm, *, actor: User, at: datetime) -> Segment:
    """Give a segment that name and share it so. Errors: SegmentRefused."""
    require_change(segment, actor)
    values = {"name": form.name, "sharing": form.sharing, "department": form.department}
    return _write(segment, values, Change.alone(actor, at))


def change_segment_filter(
    segment: Segment, asked: ListRequest, *, with_columns: tuple[str, ...] = (), actor: User, at: datetime
) -> Segment:
    """Give a segment the filter of a list. Errors: SegmentRefused; Invalid; UnknownField, InvalidFilter."""
    require_change(segment, actor)
    query = query_of(asked, with_columns=with_columns, actor=actor)
    return _write(segment, {"query": query}, Change.alone(actor, at))


def rewrite_segment(segment: Segment, query: str, change: Change) -> Segment:
    """Rewrite a filter as a part of another change, whose right was asked for there."""
    return _write(segment, {"query": query}, change)


def _write(segment: Segment, values: Mapping[str, object], change: Change) -> Segment:
    with transaction.atomic():
        current = Segment.objects.select_for_update().get(pk=segment.pk)
        before = attributes_of(current)
        for name, value in values.items():
            setattr(current, name, value)
        after = attributes_of(current)
        if after != before:
            current.updated_at = change.at
            current.save()
            announce(events.SEGMENT_CHANGED, current, change, before=before, after=after)
    return current


def delete_segment(segment: Segment, *, actor: User, at: datetime) -> None:
    """Take a segment away from everybody; nothing when it is away already. Errors: SegmentRefused."""
    require_change(segment, actor)
    with transaction.atomic():
        if Segment.objects.filter(pk=segment.pk, deleted_at__isnull=True).update(deleted_at=at):
            change = Change.alone(actor, at)
            announce(events.SEGMENT_DELETED, segment, change, before=attributes_of(segment), after={})


def restore_segment(segment: Segment, *, actor: User, at: datetime) -> None:
    """Bring a deleted segment back as it was. Errors: SegmentRefused."""
    require_change(segment, actor)
    with transaction.atomic():
        if Segment.objects.filter(pk=segment.pk, deleted_at__isnull=False).update(deleted_at=None, updated_at=at):
            change = Change.alone(actor, at)
            announce(events.SEGMENT_RESTORED, segment, change, before={}, after=attributes_of(segment))
