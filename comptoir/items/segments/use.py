"""Which segments name which codes of a directory, in whoever's hands they are."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from comptoir.items.core.choices import sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.filters.address import UnreadableFilter, Written, read_condition
from comptoir.items.models import Segment

Fields = Mapping[str, frozenset[str]]


def fields_holding(directory: str) -> dict[str, frozenset[str]]:
    """Return {item type: its fields that hold codes of the directory}."""
    found = {
        item_type.code: frozenset(
            field.code for field in item_type.of_kind(Kind.CHOICE, Kind.STAGE) if _holds(item_type, field, directory)
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


def _holds(item_type: ItemType, field: Field, directory: str) -> bool:
    if field.kind == Kind.CHOICE or not item_type.has_pipelines:
        return directory == (field.directory if field.kind == Kind.CHOICE else item_type.stage_directory)
    return any(each.stage_directory == directory for each in sources.pipelines.all(item_type.code))


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
