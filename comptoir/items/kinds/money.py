"""An amount of money, and the currency it is in."""

from __future__ import annotations

import re
from datetime import tzinfo
from decimal import Decimal, InvalidOperation

from django.db.models import Q
from django.utils.translation import get_language

from comptoir.account.models import Currency as AccountCurrency
from comptoir.account.queries import account
from comptoir.items import errors
from comptoir.items.core.contexts import Check, Drawing, FormContext, Write
from comptoir.items.core.fields import EMPTINESS, Field, Kind, Reader, kinds
from comptoir.items.core.protocols import CellText, Item
from comptoir.items.core.values import NOT_AMOUNT, to_amount
from comptoir.items.kinds.choice import Listed
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.kit.memo import once
from comptoir.kit.money import parse_amount
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import camel_number, classic_money, filled, read_number
from comptoir.ui import formats
from comptoir.ui.component_values import Option

SIGN = r"(?:[€$£¥₽]|[A-Za-z]{3})?"
AMOUNT = re.compile(rf"{SIGN}\s*([+-]?\d[\d\s.,'’]*|[+-]?[.,]\d+)\s*{SIGN}")
BLANKS = re.compile(r"[\s'’]+")
LONE_THOUSAND = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?:\D|$))")


class Money(Kind):
    """An amount: a Decimal, in the currency of the item's field `currency` or in the account's."""

    is_number = True
    is_sortable = True
    control = "amount"
    filter_control = "number"
    rest_type = "double"
    operators = (Op.GTE, Op.LTE, Op.BETWEEN, Op.EQ, Op.NE, *EMPTINESS)

    def parse(self, raw: object, zone: tzinfo) -> Decimal:
        return to_amount(raw)

    def form_text(self, value: object) -> str:
        text = super().form_text(value)
        return text.replace(".", ",") if (get_language() or "").startswith("fr") else text

    def form_extras(self, field: Field, form: FormContext) -> dict[str, object]:
        return {"currency": getattr(form.item, "currency", "") or account().currency}

    def text(self, field: Field, value: Decimal | str, item: Item, drawing: Drawing) -> str:
        return formats.money(Decimal(value), getattr(item, "currency", "") or drawing.currency)

    def told(self, field: Field, value: object, item: Item, drawing: Drawing) -> str:
        try:
            return self.text(field, str(value), item, drawing)
        except InvalidOperation:
            return str(value)

    def export_cell(self, value: Decimal) -> Decimal:
        return Decimal(value)

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        try:
            return formats.money(Decimal(value.replace(",", ".")), account().currency)
        except InvalidOperation:
            return value

    def q_empty(self, field: Field) -> Q:
        return Q(**{field.attribute: 0}) | Q(**{f"{field.attribute}__isnull": True})

    def classic_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: classic_money(getattr(item, attribute))

    def camel_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: camel_number(getattr(item, attribute))

    def read_rest(self, raw: Value, zone: tzinfo) -> Decimal | None:
        return read_number(filled(raw))

    def from_cell(self, field: Field, cell: CellText) -> Decimal:
        return amount_in(cell)


class Currency(Listed):
    """The code of one of the account's currencies."""

    empty = ""
    rest_type = "crm_currency"

    def clean(self, field: Field, value: str, check: Check) -> str:
        if value.upper() not in check.write.rates.decimals:
            raise NotAValue(errors.UNKNOWN_CURRENCY)
        return value.upper()

    def default(self, field: Field, write: Write) -> str:
        return write.account.currency

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        return [Option(code, code) for code in once("currencies", _currencies)]

    def says_nothing(self, value: object) -> bool:
        return value in (None, "")


def amount_in(cell: CellText) -> Decimal:
    """Return the amount of a file's cell. Errors: NotAValue."""
    return amount_of(cell.text, factor=cell.factor, decimal_comma=cell.has_decimal_comma)


def amount_of(text: str, *, factor: str = "", decimal_comma: bool = False) -> Decimal:
    """Return the amount, whichever its separators and currency sign, times the factor. Errors: NotAValue.

    `decimal_comma` is the habit of the column: with it 1.234 is a thousand, without it 1,234 is.
    """
    match = AMOUNT.fullmatch(text.strip())
    if match is None:
        raise NotAValue(NOT_AMOUNT)
    bare = BLANKS.sub("", match[1])
    if bare.count(",") + bare.count(".") > 1:
        bare = _without_thousands(bare)
    elif LONE_THOUSAND.fullmatch(bare) and ("." in bare) == decimal_comma:
        bare = bare.replace(",", "").replace(".", "")
    try:
        amount = parse_amount(bare)
    except ValueError as error:
        raise NotAValue(NOT_AMOUNT) from error
    if amount is None:
        raise NotAValue(NOT_AMOUNT)
    return amount * Decimal(factor) if factor else amount


def _without_thousands(bare: str) -> str:
    """1.234,50 and 1,234.50: the last separator is the decimal one, unless it too stands before three digits."""
    last = max(bare.rfind(","), bare.rfind("."))
    whole, decimals = bare[:last], bare[last + 1 :]
    if bare.count(bare[last]) > 1:
        return THOUSANDS.sub("", bare)
    return whole.replace(",", "").replace(".", "") + "." + decimals


def _currencies() -> list[str]:
    return list(AccountCurrency.objects.values_list("code", flat=True))


MONEY = kinds.add(Money("money"))
CURRENCY = kinds.add(Currency("currency"))
