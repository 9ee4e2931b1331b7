"""Renaming a segment, sharing it otherwise, giving it another filter."""

from datetime import datetime
from typing import Any

from django.db import transaction

from comptoir.access.models import User
from comptoir.items import events
from comptoir.items.lists.request import ListRequest
from comptoir.items.models import Segment
from comptoir.items.segments.changes import Change, announce, attributes_of, query_of, require_change
from comptoir.items.segments.values import Said


def change_segment(segment: Segment, said: Said, *, actor: User, at: datetime) -> Segment:
    """Give a segment that name and share it so. Errors: SegmentRefused."""
    require_change(segment, actor)
    values = {"name": said.name, "sharing": said.sharing, "department": said.department}
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


def _write(segment: Segment, values: dict[str, Any], change: Change) -> Segment:
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
