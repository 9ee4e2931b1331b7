"""Rewriting a code in the filters of segments when another takes over, and back again when that is undone."""

import uuid

from django.db import transaction

from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.models import Segment
from comptoir.items.segments.change_segment import rewrite_segment
from comptoir.items.segments.changes import Change
from comptoir.items.segments.use import fields_holding, with_code_replaced


def replace_in_segments(directory: str, old: str, new: str, change: Change) -> int:
    """Let every segment that names the old code name the new one, deleted ones too; return how many were rewritten."""
    fields = fields_holding(directory)
    with transaction.atomic():
        rewritten = 0
        for segment in Segment.objects.filter(item_type__in=fields):
            query = with_code_replaced(segment, fields, old, new)
            if query != segment.query:
                rewrite_segment(segment, query, change)
                rewritten += 1
    return rewritten


def put_segments_back(batch: uuid.UUID, change: Change) -> int:
    """Give the segments that a change set rewrote their filter of before, where nobody changed it since.

    Safe to call again: a segment that has its filter of before does not match any more.
    """
    put_back = 0
    with transaction.atomic():
        for event in Event.objects.filter(batch=batch, code=events.SEGMENT_CHANGED.code).order_by("id"):
            before, after = event.changes["query"]
            segment = Segment.objects.filter(pk=int(event.subject.partition(":")[2]), query=after).first()
            if segment is not None:
                rewrite_segment(segment, before, change)
                put_back += 1
    return put_back
