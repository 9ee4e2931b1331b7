"""The one filter language meets the database: conditions on fields of a type become a restriction of its rows."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, UnknownField
from comptoir.items.kinds import values
from comptoir.items.kinds.contact_points import normal_value
from comptoir.items.kinds.values import NotAValue
from comptoir.items.models import ContactPoint, Observer
from comptoir.kit.errors import BadRequest
from comptoir.kit.filters import NO_ROW, OF_QUERIES, Condition, Group, Op, fold

TEXTS = (Kind.STRING, Kind.TEXT)
CODES = (Kind.CHOICE, Kind.STAGE, Kind.CURRENCY)
COMPARISONS = {Op.GT: "gt", Op.GTE: "gte", Op.LT: "lt", Op.LTE: "lte"}


class InvalidFilter(BadRequest):
    """`field` is what was asked about, `why` is "field" or "value"."""

    code = "invalid_filter"

    def __init__(self, message: str | Promise, field: str, why: str) -> None:
        super().__init__(message)
        self.field = field
        self.why = why


class Filter:
    """Turns conditions into a Q for one item type. Errors: UnknownField, InvalidFilter."""

    def __init__(self, item_type: ItemType, zone: tzinfo, *, country: str = "FR") -> None:
        self.type = item_type
        self.zone = zone
        self.country = country

    def q(self, part: Condition | Group) -> Q:
        return fold(part, self._positive, OF_QUERIES)

    def _positive(self, condition: Condition) -> Q:
        if not self.type.has(condition.field):
            raise UnknownField(condition.field)
        field = self.type.field(condition.field)
        try:
            if field.kind == Kind.POINTS:
                return self._points(field, condition)
            if field.kind in (Kind.ITEMS, Kind.USERS):
                return self._related(field, condition)
            return self._column(field, condition)
        except NotAValue as error:
            message = _("The filter on “%(field)s” cannot be understood: %(reason)s")
            raise InvalidFilter(
                message % {"field": field.label, "reason": error.reason}, condition.field, "value"
            ) from error

    def _column(self, field: Field, condition: Condition) -> Q:
        column, value = field.attribute, condition.value
        if field.kind == Kind.FILE or not field.stored:
            raise NotAValue(_("This field cannot be filtered."))
        match condition.op:
            case Op.EMPTY:
                return self._empty(field)
            case Op.EQ:
                return self._empty(field) if value in (None, "", ()) else self._equal(field, value)
            case Op.IN:
                return self._any(field, value)
            case Op.BETWEEN:
                low, high = self._pair(value)
                return self._compare(field, Op.GTE, low) & self._compare(field, Op.LTE, high)
            case Op.CONTAINS | Op.LIKE if field.kind not in TEXTS:
                raise NotAValue(_("Only texts can be searched so."))
            case Op.CONTAINS:
                return Q(**{f"{column}__icontains": values.to_text(value)})
            case Op.LIKE:
                return Q(**{f"{column}__like": values.to_text(value)})
        return self._compare(field, condition.op, value)

    def _empty(self, field: Field) -> Q:
        column = field.attribute
        if field.kind in (*TEXTS, *CODES):
            return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
        if field.kind == Kind.BOOLEAN:
            return Q(**{column: False})
        if field.kind == Kind.AMOUNT:
            return Q(**{column: 0}) | Q(**{f"{column}__isnull": True})
        return Q(**{f"{column}__isnull": True})

    def _equal(self, field: Field, value: object) -> Q:
        if field.kind == Kind.DATETIME and _is_day(value):
            return self._compare(field, Op.GTE, value) & self._compare(field, Op.LTE, value)
        return Q(**{field.attribute: self._parse(field, value)})

    def _any(self, field: Field, value: object) -> Q:
        if not isinstance(value, list | tuple):
            raise NotAValue(values.NOT_LIST)
        given = [entry for entry in value if entry not in (None, "")]
        condition = Q(**{f"{field.attribute}__in": [self._parse(field, entry) for entry in given]})
        return condition | self._empty(field) if len(given) < len(value) else condition

    def _compare(self, field: Field, op: Op, value: object) -> Q:
        """Compare; a mere day as the upper end of a moment includes that whole day."""
        if value in (None, ""):
            return NO_ROW
        parsed = self._parse(field, value)
        if field.kind == Kind.DATETIME and op in (Op.LTE, Op.GT) and _is_day(value):
            parsed, op = parsed + timedelta(days=1), Op.LT if op == Op.LTE else Op.GTE
        return Q(**{f"{field.attribute}__{COMPARISONS[op]}": parsed})

    def _parse(self, field: Field, value: object) -> Any:
        return values.parse(field, value, self.zone)

    @staticmethod
    def _pair(value: object) -> tuple[object, object]:
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise NotAValue(_("Two values are needed, from and to."))
        return value[0], value[1]

    def _points(self, field: Field, condition: Condition) -> Q:
        rows = ContactPoint.objects.filter(item_type=self.type.type_id, kind=field.target)
        value = condition.value
        match condition.op:
            case Op.EMPTY:
                return ~Q(pk__in=rows.values("item_id"))
            case Op.EQ if value in (None, "", ()):
                return ~Q(pk__in=rows.values("item_id"))
            case Op.EQ | Op.IN:
                given = value if isinstance(value, list | tuple) else [value]
                wanted = [normal_value(field.target, values.to_text(entry), self.country) for entry in given]
                rows = rows.filter(normal__in=wanted)
            case Op.CONTAINS:
                rows = rows.filter(value__icontains=values.to_text(value))
            case Op.LIKE:
                rows = rows.filter(value__like=values.to_text(value))
            case _:
                raise NotAValue(_("Addresses and numbers can only be compared as a whole."))
        return Q(pk__in=rows.values("item_id"))

    def _related(self, field: Field, condition: Condition) -> Q:
        if field.kind == Kind.USERS:
            rows, owner, target = Observer.objects.filter(item_type=self.type.type_id), "item_id", "user_id"
        else:
            link = self.type.links[field.code]
            rows, owner, target = link.model.objects.all(), f"{link.owner}_id", f"{link.target}_id"
        value = condition.value
        if condition.op == Op.EMPTY or (condition.op == Op.EQ and value in (None, "", ())):
            return ~Q(pk__in=rows.values(owner))
        if condition.op not in (Op.EQ, Op.IN):
            raise NotAValue(_("Records can only be compared as a whole."))
        wanted = values.to_ids(value if isinstance(value, list | tuple) else [value])
        return Q(pk__in=rows.filter(**{f"{target}__in": wanted}).values(owner))


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        return len(value.strip()) <= 10
    return isinstance(value, date) and not isinstance(value, datetime)
