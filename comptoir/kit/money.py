"""Exact money: Decimal in Python, integers of 1/10,000 in the database, never a float.

SQLite has no exact decimals: it would store a DecimalField as a float, and sums would drift.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

SCALE = 10_000
QUANTUM = Decimal(1) / SCALE
# 10^14 units of 1/10,000 are 10^18, which fits into a bigint (9.2 * 10^18), and so does the sum of a few.
LARGEST = Decimal(10) ** 14
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str


def to_units(amount: Decimal) -> int:
    """Return the amount in 1/10,000, rounded half-up."""
    return int((amount * SCALE).to_integral_value(ROUND_HALF_UP))


def from_units(units: int) -> Decimal:
    return (Decimal(units) / SCALE).quantize(QUANTUM)


def round_half_up(amount: Decimal, decimals: int) -> Decimal:
    """Round as amounts are stored: half-up to the currency's decimals."""
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def round_for_display(amount: Decimal, decimals: int) -> Decimal:
    # Half-even, as Babel formats numbers: a figure must not differ from its axis or its file.
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def parse_amount(value: object) -> Decimal | None:
    """Return the amount that a form, a file or a request gives; None for an empty value.

    Errors: ValueError for anything that is not a finite number below 10^14. Blanks as thousands separators and a
    decimal comma are understood (1 234,50), so is a plain dot (1234.50).
    """
    # bool is an int in Python: True would become 1.
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, Decimal | int):
        number = Decimal(value)
    else:
        text = "".join(str(value).split()).replace("\u202f", "").replace("\u00a0", "")
        if not text:
            return None
        if "," in text and "." not in text:
            text = text.replace(",", ".")
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"not a number: {value!r}") from error
    # Decimal("NaN") and Decimal("Infinity") are valid spellings.
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError(f"not a usable amount: {value!r}")
    return number
