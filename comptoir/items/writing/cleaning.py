"""From given values to values that may be stored: each field checked, references looked up once per batch."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.functional import Promise

from comptoir.access.models import User
from comptoir.items import errors
from comptoir.items.core.choices import sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.rules import WriteContext
from comptoir.items.kinds import values
from comptoir.items.kinds.values import NotAValue, Point
from comptoir.items.models import Observer
from comptoir.kit.text import clean_line, clean_text

POINT_LENGTH = 255
MOST_POINTS = 100


class Cleaner:
    """Checks a batch of rows for one type. References of all rows are looked up with one query per target."""

    def __init__(self, context: WriteContext, rows: Sequence[Mapping[str, object]], *, is_new: bool) -> None:
        self.context = context
        self.type: ItemType = context.item_type
        self.is_new = is_new
        self.rows = [self._parse(index, row) for index, row in enumerate(rows)]
        self.users = self._known_users()
        self.records = self._known_records()

    def clean(self, current: Sequence[Any] | None = None) -> list[dict[str, Any]]:
        """Return the checked values of each row; `current` are the items that are changed. Errors: InvalidItem."""
        return [self._clean_row(index, row, current[index] if current else None) for index, row in enumerate(self.rows)]

    def _parse(self, index: int, row: Mapping[str, object]) -> dict[str, Any]:
        parsed: dict[str, Any] = {}
        wrong: dict[str, str | Promise] = {}
        for code, raw in row.items():
            field = self.type.field(code)
            if not self._writable(field):
                wrong[code] = errors.NOT_WRITABLE
                continue
            try:
                parsed[code] = values.parse(field, raw, self.context.account.zone)
            except NotAValue as error:
                wrong[code] = error.reason
        if wrong:
            raise errors.InvalidItem(wrong, index)
        return parsed

    def _writable(self, field: Field) -> bool:
        if field.code in self.context.system_fields:
            return True
        return not field.read_only and (self.is_new or not field.immutable) and field.kind != Kind.FILE

    def _clean_row(self, index: int, row: dict[str, Any], current: Any) -> dict[str, Any]:
        cleaned: dict[str, Any] = {}
        wrong: dict[str, str | Promise] = {}
        for code, value in row.items():
            field = self.type.field(code)
            try:
                cleaned[code] = self._clean_value(field, value, current)
            except NotAValue as error:
                wrong[code] = error.reason
        for field in self.type.fields():
            if field.required and (self.is_new or field.code in row) and not cleaned.get(field.code):
                wrong.setdefault(field.code, errors.REQUIRED)
        if wrong:
            raise errors.InvalidItem(wrong, index)
        return cleaned

    def _clean_value(self, field: Field, value: Any, current: Any) -> Any:
        match field.kind:
            case Kind.STRING:
                return self._short(field, clean_line(value))
            case Kind.TEXT:
                return clean_text(value)
            case Kind.INTEGER:
                return self._integer(field, value)
            case Kind.CHOICE:
                return self._choice(field, value, current)
            case Kind.CURRENCY:
                return self._currency(value)
            case Kind.PIPELINE:
                return self._pipeline(value)
            case Kind.USER | Kind.USERS:
                return self._references(value, self.users, errors.UNKNOWN_USER, field, current)
            case Kind.ITEM | Kind.ITEMS:
                return self._references(value, self.records[field.target], errors.UNKNOWN_RECORD, field, current)
            case Kind.POINTS:
                return self._points(field, value)
        return value

    def _short(self, field: Field, text: str) -> str:
        most = self.type.longest(field)
        if most and len(text) > most:
            raise NotAValue(errors.TOO_LONG % {"most": most})
        return text

    def _choice(self, field: Field, code: str, current: Any) -> str:
        kept = current is not None and getattr(current, field.attribute) == code
        if not code or kept:
            return code
        found = sources.choices.find(field.directory, code)
        if found is None:
            raise NotAValue(errors.UNKNOWN_CHOICE)
        return found.code

    def _integer(self, field: Field, number: int | None) -> int | None:
        """Refuse a number that the column cannot hold: one database refuses it late, the other never."""
        if number is None or not field.stored:
            return number
        column = self.type.model._meta.get_field(field.attribute).get_internal_type()
        lowest, highest = BaseDatabaseOperations.integer_field_ranges[column]
        if not lowest <= number <= highest:
            raise NotAValue(errors.OUT_OF_RANGE)
        return number

    def _currency(self, code: str) -> str:
        if code.upper() not in self.context.rates.decimals:
            raise NotAValue(errors.UNKNOWN_CURRENCY)
        return code.upper()

    def _pipeline(self, pipeline_id: int | None) -> int | None:
        if pipeline_id is None or sources.pipelines.find(self.type.code, pipeline_id) is None:
            raise NotAValue(errors.UNKNOWN_CHOICE)
        return pipeline_id

    def _references(self, value: Any, known: set[int], reason: str | Promise, field: Field, current: Any) -> Any:
        if not value:
            return [] if field.kind.is_multiple else None
        unknown = set(value if isinstance(value, list) else [value]) - known
        if unknown and not (current is not None and unknown <= self._kept(field, current)):
            raise NotAValue(reason)
        return value

    def _kept(self, field: Field, current: Any) -> set[int]:
        """Return what the item refers to already, which may stay although the actor may not see it."""
        if field.kind == Kind.ITEMS:
            return set(self.type.links[field.code].targets_of([current.pk]).get(current.pk, []))
        if field.kind == Kind.USERS:
            watching = Observer.objects.filter(item_type=self.type.type_id, item_id=current.pk)
            return set(watching.values_list("user_id", flat=True))
        return {getattr(current, field.attribute)}

    def _points(self, field: Field, points: list[Point]) -> list[Point]:
        if len(points) > MOST_POINTS:
            raise NotAValue(errors.TOO_LONG % {"most": MOST_POINTS})
        cleaned = [Point(clean_line(point.value), clean_line(point.value_type), point.id) for point in points]
        for point in cleaned:
            if max(len(point.value), len(point.value_type) + 205) > POINT_LENGTH:
                raise NotAValue(errors.TOO_LONG % {"most": POINT_LENGTH})
            if field.target == "EMAIL" and point.value:
                self._email(point.value)
        return [point for point in cleaned if point.value or point.id]

    @staticmethod
    def _email(value: str) -> None:
        try:
            validate_email(value)
        except ValidationError as error:
            raise NotAValue(errors.INVALID_EMAIL) from error

    def _wanted(self, kinds: tuple[Kind, ...], target: str = "") -> set[int]:
        ids: set[int] = set()
        for field in self.type.of_kind(*kinds):
            if field.target == target:
                for row in self.rows:
                    value = row.get(field.code)
                    ids.update(value if isinstance(value, list) else [value] if value else [])
        return ids

    def _known_users(self) -> set[int]:
        wanted = self._wanted((Kind.USER, Kind.USERS))
        actor = self.context.actor
        if wanted <= {actor.pk} and actor.is_active:
            return wanted
        people = User.objects.filter(pk__in=wanted)
        return set((people if self.context.keep_blanks else people.active()).values_list("pk", flat=True))

    def _known_records(self) -> dict[str, set[int]]:
        known: dict[str, set[int]] = {}
        for target in {field.target for field in self.type.of_kind(Kind.ITEM, Kind.ITEMS)}:
            wanted = self._wanted((Kind.ITEM, Kind.ITEMS), target)
            known[target] = set()
            if wanted:
                other = item_types.get(target)
                rows = other.model.objects.alive() if self.context.trusted else other.visible_to(self.context.actor)
                known[target] = set(rows.filter(pk__in=wanted).values_list("pk", flat=True))
        return known
