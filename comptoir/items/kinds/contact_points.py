"""Contact points: phones, e-mail addresses, websites, messengers and links, kept in rows of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from urllib.parse import quote

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from comptoir.items import errors
from comptoir.items.core.contexts import Check, Drawing, FormContext, Where, Write
from comptoir.items.core.fields import EMPTINESS, Field, Kind, Reader, kinds
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import CellText, Item, Owner
from comptoir.items.core.values import NOT_LIST, Point, plain, to_integer, to_list, to_text
from comptoir.items.models import ContactPoint
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.kit.text import clean_line, fold, normalise_email
from comptoir.rest.protocol import call
from comptoir.rest.protocol.phparray import Value, as_mapping
from comptoir.rest.protocol.values import read_text
from comptoir.ui.component_values import Option

POINT_LENGTH = 255
MOST_POINTS = 100
POINT_TYPES = ("WORK", "MOBILE", "HOME", "OTHER")
SEVERAL_EMAILS = re.compile(r"[;,\s]+")
SEVERAL_PHONES = re.compile(r"[;\n\r]+|,\s")
INPUT_TYPES = {"PHONE": "tel", "EMAIL": "email", "WEB": "url"}


class ContactPoints(Kind):
    """The points of one sort, which the field names in `target`: PHONE, EMAIL, WEB, IM, LINK.

    A value is a list of `Point`, the changes to the rows; rows that are not mentioned stay.
    """

    is_multiple = True
    is_undoable = False
    takes_all_cells = True
    control = "points"
    rest_type = "crm_multifield"
    operators = (Op.CONTAINS, Op.EQ, *EMPTINESS)

    # --- Writing -----------------------------------------------------------------------------------------------------

    def parse(self, raw: object, zone: tzinfo) -> list[Point]:
        """Return points from a text or a list of Point, of texts, or of {"id", "value", "value_type"}."""
        if raw is None or raw == "":
            return []
        if isinstance(raw, str):
            return [Point(raw)]
        return [_point(entry) for entry in to_list(raw)]

    def clean(self, field: Field, value: list[Point], check: Check) -> list[Point]:
        if len(value) > MOST_POINTS:
            raise NotAValue(errors.TOO_LONG % {"most": MOST_POINTS})
        cleaned = [Point(clean_line(point.value), clean_line(point.value_type), point.id) for point in value]
        for point in cleaned:
            # A type has at most 50 characters, a value 255: one comparison checks both.
            if max(len(point.value), len(point.value_type) + 205) > POINT_LENGTH:
                raise NotAValue(errors.TOO_LONG % {"most": POINT_LENGTH})
            if field.target == "EMAIL" and point.value:
                _check_email(point.value)
        return [point for point in cleaned if point.value or point.id]

    def plain(self, value: object) -> object:
        return [point.value for point in value] if isinstance(value, list) else plain(value)

    def load(
        self, fields: Sequence[Field], owner: Owner, ids: Sequence[int]
    ) -> dict[str, dict[int, list[ContactPoint]]]:
        """Return the points of all the fields, read in one query."""
        found = points_of(owner, ids)
        return {
            field.code: {item_id: points.get(field.target, []) for item_id, points in found.items()} for field in fields
        }

    def create(
        self, fields: Sequence[Field], owner: Owner, rows: Sequence[tuple[int, dict[str, list[Point]]]], write: Write
    ) -> None:
        ContactPoint.objects.bulk_create(
            [
                _new(owner, item_id, field.target, point, write.account.country)
                for item_id, values in rows
                for field in fields
                for point in values.get(field.code, ())
                if point.value
            ],
            batch_size=500,
        )

    def change(self, field: Field, owner: Owner, item_id: int, value: list[Point], write: Write) -> list[object]:
        """Apply the changes to the points of one sort.

        A point without id is added, one with a known id is changed, or deleted when its value is empty; an unknown
        id adds. What is not mentioned stays.
        """
        rows = ContactPoint.objects.filter(item_type=owner.type_id, item_id=item_id, kind=field.target).order_by("id")
        known = {row.pk: row for row in rows}
        before = [row.value for row in known.values()]
        for point in value:
            row = known.get(point.id or 0)
            if row is None:
                if point.value:
                    _new(owner, item_id, field.target, point, write.account.country).save()
            elif point.value:
                row.value, row.value_type = point.value, point.value_type
                row.normal = normal_value(field.target, point.value, write.account.country)
                row.save()
            else:
                row.delete()
        return [before, list(rows.values_list("value", flat=True))]

    # --- Forms and showing -------------------------------------------------------------------------------------------

    def form_text(self, value: object) -> str:
        return "" if isinstance(value, list) else super().form_text(value)

    def form_extras(self, field: Field, form: FormContext) -> dict[str, object]:
        """Return the points and the types they may have; one that came from elsewhere keeps its own."""
        points = form.value if isinstance(form.value, list) else []
        labels = {
            "WORK": gettext("Work"),
            "MOBILE": gettext("Mobile"),
            "HOME": gettext("Home"),
            "OTHER": gettext("Other"),
        }
        types = dict.fromkeys((*POINT_TYPES, *(point.value_type for point in points)))
        return {
            "points": points,
            "point_types": [Option(code, labels.get(code, code)) for code in types],
            "input_type": INPUT_TYPES.get(field.target, "text"),
        }

    def read_form(self, field: Field, given: QueryDict) -> object:
        ids, types = given.getlist(f"{field.code}-id"), given.getlist(f"{field.code}-type")
        return [
            {
                "value": value.strip(),
                "id": ids[place] if place < len(ids) else "",
                "value_type": types[place] if place < len(types) else "WORK",
            }
            for place, value in enumerate(given.getlist(field.code))
        ]

    def text(self, field: Field, value: ContactPoint, item: Item, drawing: Drawing) -> str:
        return str(value.value)

    def html(self, field: Field, value: ContactPoint, item: Item, drawing: Drawing) -> Markup:
        return drawing.once("point", value.value, point_url(value))

    def told(self, field: Field, value: object, item: Item, drawing: Drawing) -> str:
        return str(value)

    # --- Filters -----------------------------------------------------------------------------------------------------

    def q(self, field: Field, op: Op, value: object, where: Where) -> Q:
        # A subquery and not a join: an item with several matching points must appear once.
        rows = ContactPoint.objects.filter(item_type=where.owner.type_id, kind=field.target)
        match op:
            case Op.EMPTY:
                return ~Q(pk__in=rows.values("item_id"))
            case Op.EQ if value in (None, "", ()):
                return ~Q(pk__in=rows.values("item_id"))
            case Op.EQ | Op.IN:
                given = value if isinstance(value, list | tuple) else [value]
                wanted = [normal_value(field.target, to_text(entry), where.country) for entry in given]
                rows = rows.filter(normal__in=wanted)
            case Op.CONTAINS:
                rows = rows.filter(value__icontains=to_text(value))
            case Op.LIKE:
                rows = rows.filter(value__like=to_text(value))
            case _:
                raise NotAValue(_("Addresses and numbers can only be compared as a whole."))
        return Q(pk__in=rows.values("item_id"))

    # --- REST and import ---------------------------------------------------------------------------------------------

    def classic_reader(self, field: Field) -> Reader:
        sort = field.target
        return lambda item, page: [
            {"ID": str(point.pk), "VALUE_TYPE": point.value_type, "VALUE": point.value, "TYPE_ID": sort}
            for point in page.points_of(item, sort)
        ]

    def camel_reader(self, field: Field) -> Reader:
        code = field.code
        return lambda item, page: page.list_of(item, code)

    def decode(self, field: Field, raw: Value, zone: tzinfo, owner: Owner, item_id: int) -> list[Point]:
        """Return the changes that PHONE and its like ask for.

        Without ID an entry is added; with one it is changed, or deleted by `DELETE: "Y"` or an empty VALUE. A bare
        text stands for its VALUE; what is not mentioned stays.
        """
        if raw is None or raw == "":
            return []
        if isinstance(raw, str | int | float):
            return [Point(read_text(raw))]
        entries = list((as_mapping(raw) or {}).values())
        known = points_by_id(owner, item_id) if item_id else {}
        return [_classic_point(entry, known) for entry in entries]

    def from_cell(self, field: Field, cell: CellText) -> list[Point]:
        pattern = SEVERAL_EMAILS if field.target == "EMAIL" else SEVERAL_PHONES
        texts = [text.strip() for text in pattern.split(cell.written)]
        return [Point(text, cell.value_type) for text in texts if text]


def point_fields(item_type: ItemType) -> list[Field]:
    """Return the fields of a type that hold contact points."""
    return item_type.of_kind(CONTACT_POINTS)


def normal_value(kind: str, value: str, country: str) -> str:
    """Return the value as it is compared: E.164 for phones that can be read, lower case for the rest."""
    if kind == ContactPoint.Kind.PHONE:
        return normal_phone(value, country)
    return normalise_email(value) if kind == ContactPoint.Kind.EMAIL else fold(value)[:255]


def normal_phone(value: str, country: str) -> str:
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        return "".join(character for character in value if character.isdigit())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def points_of(owner: Owner, item_ids: Sequence[int]) -> dict[int, dict[str, list[ContactPoint]]]:
    """Return {item id: {kind: its points in their order}}; one query."""
    found: dict[int, dict[str, list[ContactPoint]]] = {}
    rows = ContactPoint.objects.filter(item_type=owner.type_id, item_id__in=item_ids).order_by("id")
    for point in rows:
        found.setdefault(point.item_id, {}).setdefault(point.kind, []).append(point)
    return found


def point_url(point: ContactPoint) -> str:
    """Return what a click on a contact point does, "" for nothing; never anything but tel, mailto and web addresses."""
    if point.kind == ContactPoint.Kind.PHONE:
        return f"tel:{quote(point.normal or point.value, safe='+')}"
    if point.kind == ContactPoint.Kind.EMAIL:
        return f"mailto:{quote(point.value, safe='@+')}"
    if point.value.startswith(("http://", "https://")):
        return point.value
    if point.kind == ContactPoint.Kind.WEB and "." in point.value and ":" not in point.value.split("/")[0]:
        return f"https://{point.value}"
    return ""


def points_by_id(owner: Owner, item_id: int) -> dict[int, ContactPoint]:
    rows = ContactPoint.objects.filter(item_type=owner.type_id, item_id=item_id)
    return {row.pk: row for row in rows}


def _new(owner: Owner, item_id: int, kind: str, point: Point, country: str) -> ContactPoint:
    return ContactPoint(
        item_type=owner.type_id,
        item_id=item_id,
        kind=kind,
        value_type=point.value_type or "WORK",
        value=point.value,
        normal=normal_value(kind, point.value, country),
    )


def _point(entry: object) -> Point:
    if isinstance(entry, Point):
        return entry
    if isinstance(entry, dict):
        value_type = to_text(entry.get("value_type")) or "WORK"
        return Point(to_text(entry.get("value")), value_type, to_integer(entry.get("id")))
    return Point(to_text(entry))


def _classic_point(entry: Value, known: dict[int, ContactPoint]) -> Point:
    if not isinstance(entry, dict):
        if isinstance(entry, list):
            raise ValueError(str(NOT_LIST))  # noqa: TRY004 - one kind of error for all that cannot be read
        return Point(read_text(entry))
    identity = call.to_integer(entry.get("ID"))
    row = known.get(identity or 0)
    if call.to_flag(entry.get("DELETE")):
        return Point("", id=identity)
    value = read_text(entry["VALUE"]) if "VALUE" in entry else (row.value if row else "")
    value_type = read_text(entry.get("VALUE_TYPE")) or (row.value_type if row else "WORK")
    return Point(value, value_type, identity)


def _check_email(value: str) -> None:
    try:
        validate_email(value)
    except ValidationError as error:
        raise NotAValue(errors.INVALID_EMAIL) from error


CONTACT_POINTS = kinds.add(ContactPoints("contact_points"))
