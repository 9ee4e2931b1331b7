"""The codes of lists that segments name: which segments name one, and another code put in its place, or back again."""

import uuid
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.http import QueryDict

from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.item_types import item_types
from comptoir.items.filters.address import UnreadableFilter, Written, read_condition
from comptoir.items.lists.segments.changes import Change, rewrite_segment
from comptoir.items.models import Segment

Fields = Mapping[str, frozenset[str]]


def fields_holding(directory: str) -> dict[str, frozenset[str]]:
    """Return {item type: its fields that hold codes of the directory}."""
    found = {
        item_type.code: frozenset(
            field.code for field in item_type.fields() if directory in field.kind.directories(field, item_type)
        )
        for item_type in item_types
    }
    return {code: fields for code, fields in found.items() if fields}


def segments_naming(directory: str) -> dict[str, list[Segment]]:
    """Return {code: the segments that name it}, private ones and others. One query, read row by row."""
    fields = fields_holding(directory)
    found: dict[str, list[Segment]] = {}
    for segment in Segment.objects.filter(item_type__in=fields, deleted_at__isnull=True).order_by("id"):
        for code in dict.fromkeys(_codes(segment, fields)):
            found.setdefault(code, []).append(segment)
    return found


def with_code_replaced(segment: Segment, fields: Fields, old: str, new: str) -> str:
    """Return the filter of the segment with one code in the place of another."""
    holding = fields.get(segment.item_type, frozenset())
    pairs = parse_qsl(segment.query, keep_blank_values=True)
    return urlencode([(name, _replaced(text, holding, old, new) if name == "f" else text) for name, text in pairs])


def _codes(segment: Segment, fields: Fields) -> Iterator[str]:
    for text in QueryDict(segment.query).getlist("f"):
        written = _read(text)
        if written and written.field in fields[segment.item_type]:
            yield from written.values


def _replaced(text: str, fields: frozenset[str], old: str, new: str) -> str:
    written = _read(text)
    if written is None or written.field not in fields or old not in written.values:
        return text
    values = dict.fromkeys(new if value == old else value for value in written.values)
    return str(Written(written.field, written.op, tuple(values)))


def _read(text: str) -> Written | None:
    try:
        return read_condition(text)
    except UnreadableFilter:
        return None


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
