"""Deleting a segment, and bringing it back."""

from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.items import events
from comptoir.items.models import Segment
from comptoir.items.segments.changes import Change, announce, attributes_of, require_change


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
