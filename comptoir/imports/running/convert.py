"""From the text of a cell to a value of its field: dates in the file's order, amounts as typed, names looked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.imports.mapping.targets import Target
from comptoir.imports.readers.habits import parse_moment
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.names import AMBIGUOUS, Unclear
from comptoir.imports.running.rows import Cell, Draft
from comptoir.items.core.fields import Kind
from comptoir.items.kinds.values import NOT_AMOUNT, NOT_BOOLEAN, NOT_DATE, NOT_INTEGER, Point
from comptoir.kit.money import parse_amount

CURRENCY = r"(?:[€$£¥₽]|[A-Za-z]{3})?"
AMOUNT = re.compile(rf"{CURRENCY}\s*([+-]?\d[\d\s.,'’]*|[+-]?[.,]\d+)\s*{CURRENCY}")
BLANKS = re.compile(r"[\s'’]+")
LONE_THOUSAND = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?:\D|$))")
SEVERAL_EMAILS = re.compile(r"[;,\s]+")
SEVERAL_PHONES = re.compile(r"[;\n\r]+|,\s")
TRUE = {"1", "y", "yes", "true", "on", "oui", "vrai", "o", "да", "x"}
FALSE = {"0", "n", "no", "false", "off", "non", "faux", "нет", "-"}


class Unreadable(ValueError):
    """The text is no value of the field; `reason` says why. The row is refused."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


def convert(target: Target, draft: Draft, session: ImportSession) -> None:
    """Put the value of the target's cells into the draft; what cannot be read refuses the row."""
    field = target.field
    cells = draft.cells.get(target.code)
    if field is None or not cells:
        return
    if field.kind == Kind.POINTS:
        draft.values.setdefault(field.code, []).extend(_points(target, cells))
        return
    try:
        value = _CONVERTERS.get(field.kind, _text)(target, cells[0], draft, session)
    except Unreadable as error:
        draft.refuse(target.code, error.reason)
        return
    if value is not None:
        draft.values[field.code] = value
    for cell in cells[1:]:
        if cell.text != cells[0].text:
            draft.warn_of(cell, _("Not used: another column gives this field already."))


def to_amount(text: str, *, factor: str = "", decimal_comma: bool = False) -> Decimal:
    """Return the amount, whichever its separators and currency sign, times the factor. Errors: Unreadable.

    `decimal_comma` is the habit of the column: with it 1.234 is a thousand, without it 1,234 is.
    """
    match = AMOUNT.fullmatch(text.strip())
    if match is None:
        raise Unreadable(NOT_AMOUNT)
    bare = BLANKS.sub("", match[1])
    if bare.count(",") + bare.count(".") > 1:
        bare = _without_thousands(bare)
    elif LONE_THOUSAND.fullmatch(bare) and ("." in bare) == decimal_comma:
        bare = bare.replace(",", "").replace(".", "")
    try:
        amount = parse_amount(bare)
    except ValueError as error:
        raise Unreadable(NOT_AMOUNT) from error
    if amount is None:
        raise Unreadable(NOT_AMOUNT)
    return amount * Decimal(factor) if factor else amount


def to_day(text: str, order: str) -> date:
    try:
        return parse_moment(text, order)[0]
    except ValueError as error:
        raise Unreadable(NOT_DATE) from error


def _without_thousands(bare: str) -> str:
    """1.234,50 and 1,234.50: the last separator is the decimal one, unless it too stands before three digits."""
    last = max(bare.rfind(","), bare.rfind("."))
    whole, decimals = bare[:last], bare[last + 1 :]
    if bare.count(bare[last]) > 1:
        return THOUSANDS.sub("", bare)
    return whole.replace(",", "").replace(".", "") + "." + decimals


def _points(target: Target, cells: list[Cell]) -> list[Point]:
    pattern = SEVERAL_EMAILS if target.code.startswith("email") else SEVERAL_PHONES
    texts = [text.strip() for cell in cells for text in pattern.split(cell.text)]
    return [Point(text, target.value_type) for text in dict.fromkeys(texts) if text]


def _text(target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> str:
    return session.read_as(target.code, cell.text)


def _number(target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> int:
    amount = _amount(target, cell, _draft, session)
    if amount != int(amount):
        raise Unreadable(NOT_INTEGER)
    return int(amount)


def _amount(target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> Decimal:
    return to_amount(
        session.read_as(target.code, cell.text),
        factor=session.plan.factors.get(target.code, ""),
        decimal_comma=session.habits.has_decimal_comma(cell.column),
    )


def _boolean(target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> bool:
    text = session.read_as(target.code, cell.text).strip().casefold()
    if text not in TRUE | FALSE:
        raise Unreadable(NOT_BOOLEAN)
    return text in TRUE


def _date(_target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> date:
    return to_day(cell.text, session.date_order(cell.column))


def _datetime(_target: Target, cell: Cell, _draft: Draft, session: ImportSession) -> datetime:
    try:
        day, moment = parse_moment(cell.text, session.date_order(cell.column))
    except ValueError as error:
        raise Unreadable(NOT_DATE) from error
    if moment is not None and moment.tzinfo is not None:
        return datetime.combine(day, moment)
    return datetime.combine(day, moment or time(), session.zone)


def _choice(target: Target, cell: Cell, draft: Draft, session: ImportSession) -> str | None:
    directory = target.field.directory if target.field else ""
    text = session.read_as(target.code, cell.text)
    found = session.find_choice(directory, text) or session.create_choice(directory, text)
    if found is None:
        _left_blank(target, text, draft, session)
    return found


def _user(target: Target, cell: Cell, draft: Draft, session: ImportSession) -> int | None:
    text = session.read_as(target.code, cell.text)
    found = session.people.find(text)
    if found in (None, AMBIGUOUS):
        _left_blank(target, text, draft, session)
        return None
    return int(found)


def _users(target: Target, cell: Cell, draft: Draft, session: ImportSession) -> list[int] | None:
    found = _user(target, cell, draft, session)
    return [found] if found else None


def _item(target: Target, cell: Cell, draft: Draft, session: ImportSession) -> int | None:
    text = session.read_as(target.code, cell.text)
    return find_item(target, target.field.target if target.field else "", text, draft, session)


def _items(target: Target, cell: Cell, draft: Draft, session: ImportSession) -> list[int] | None:
    found = _item(target, cell, draft, session)
    return [found] if found else None


def find_item(target: Target, type_code: str, text: str, draft: Draft, session: ImportSession) -> int | None:
    """Return the record that the text names, created if asked for; else warn and leave the field blank."""
    found = session.find_record(type_code, text) or session.create_record(type_code, text)
    if found is None or isinstance(found, Unclear):
        _left_blank(target, text, draft, session, several=isinstance(found, Unclear))
        return None
    return found


def _left_blank(target: Target, text: str, draft: Draft, session: ImportSession, *, several: bool = False) -> None:
    reason = _("Several records bear this name: the field is left blank.") if several else _("Not found: left blank.")
    draft.warn(target.code, reason, text)
    session.note("left_blank", target.code, text)


_Converter = Callable[[Target, Cell, Draft, ImportSession], Any]
_CONVERTERS: dict[Kind, _Converter] = {
    Kind.INTEGER: _number,
    Kind.AMOUNT: _amount,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.CHOICE: _choice,
    Kind.USER: _user,
    Kind.USERS: _users,
    Kind.ITEM: _item,
    Kind.ITEMS: _items,
}
