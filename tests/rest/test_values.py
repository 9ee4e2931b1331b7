"""Values of the two families, written and read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.items.kinds.moment import DATE
from comptoir.rest.protocol import values
from tests.clock import PARIS, moment


def test_writes_money() -> None:
    assert values.classic_money(Decimal(15000)) == "15000.00"
    assert values.classic_money(Decimal("999.9900")) == "999.99"
    assert values.classic_money(Decimal("0.1234")) == "0.1234"
    assert values.classic_money(Decimal("1E+5")) == "100000.00"
    assert values.classic_money(Decimal("-3.5")) == "-3.50"
    assert values.classic_money(None) == "0.00"
    assert repr(values.camel_number(Decimal("15000.0000"))) == "15000"
    assert values.camel_number(Decimal("999.99")) == 999.99
    assert values.camel_number(None) is None


def test_writes_moments_in_the_account_offset() -> None:
    at = datetime(2025, 6, 2, 8, 0, 0, 999, tzinfo=UTC)
    assert values.classic_datetime(at, PARIS) == "2025-06-02T10:00:00+02:00"
    assert values.camel_datetime(at, PARIS) == "2025-06-02T10:00:00+02:00"
    assert (values.classic_datetime(None, PARIS), values.camel_datetime(None, PARIS)) == ("", None)


def test_writes_days_as_local_midnight() -> None:
    assert values.classic_date(date(2025, 1, 15), PARIS) == "2025-01-15T00:00:00+01:00"
    assert values.camel_date(date(2025, 7, 15), PARIS) == "2025-07-15T00:00:00+02:00"
    assert (values.classic_date(None, PARIS), values.camel_date(None, PARIS)) == ("", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-14", "2026-05-14 00:00"),
        ("2026-05-14T10:26:32", "2026-05-14 10:26:32"),
        ("2026-05-14 10:26", "2026-05-14 10:26"),
        ("2026-05-14T10:26:32+02:00", "2026-05-14 10:26:32"),
        ("2026-05-14T08:26:32Z", "2026-05-14 10:26:32"),
        ("2026-05-14T08:26:32+0000", "2026-05-14 10:26:32"),
        ("2026-05-14T08:26:32.123456+00:00", "2026-05-14 10:26:32.123456"),
        ("14.05.2026", "2026-05-14 00:00"),
        ("14.05.2026 10:26:32", "2026-05-14 10:26:32"),
        (" 14.05.2026 10:26 ", "2026-05-14 10:26"),
    ],
)
def test_reads_moments(text: str, expected: str) -> None:
    assert values.read_datetime(text, PARIS) == moment(expected)


def test_reads_days() -> None:
    assert DATE.read_rest("2026-05-14", PARIS) == date(2026, 5, 14)
    assert DATE.read_rest("2026-05-14T23:30:00+00:00", PARIS) == date(2026, 5, 15)
    assert DATE.read_rest("2024-08-30T02:00:00+02:00", PARIS) == date(2024, 8, 30)
    assert DATE.read_rest("", PARIS) is None


@pytest.mark.parametrize(
    "text",
    [
        *("x", "2026-13-01", "2026-02-30", "31.02.2026", "05/14/2026", "20260514", "2026-W20-4", "0000-01-01"),
        *("2026-05-14T25:00:00", "2026-05-14T10:00+99:99", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"),
        *("' OR 1", 5, True, ["2026-05-14"]),
    ],
)
def test_refuses_what_is_no_date(text: object) -> None:
    with pytest.raises(ValueError):
        values.read_datetime(text, PARIS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("15000.00", "15000"), (15000, "15000"), (999.99, "999.99"), ("-1.5", "-1.5"), ("1e3", "1000"), (".5", "0.5")],
)
def test_reads_numbers(value: object, expected: str) -> None:
    assert values.read_number(value) == Decimal(expected)


@pytest.mark.parametrize("value", ["1 000", "1,000.00", "x", "1e999", "NaN", "inf", True, [1], "1" * 40, "१२"])
def test_refuses_what_is_no_number(value: object) -> None:
    with pytest.raises(ValueError):
        values.read_number(value)


@pytest.mark.parametrize(
    ("value", "expected"), [("Y", True), ("n", False), (1, True), ("0", False), (False, False), ("True", True)]
)
def test_reads_flags(value: object, expected: bool) -> None:
    assert values.read_flag(value) is expected


def test_empty_values_are_none() -> None:
    for value in (None, "", "  "):
        assert values.read_number(value) is None
        assert values.read_integer(value) is None
        assert values.read_flag(value) is None
        assert values.read_datetime(value, PARIS) is None


def test_reads_integers_and_texts() -> None:
    assert values.read_integer("12") == 12
    assert values.read_integer(12.0) == 12
    for value in ("1.5", "x", 2**70, True):
        with pytest.raises(ValueError):
            values.read_integer(value)
    assert [values.read_text(value) for value in (None, False, True, 5, "x")] == ["", "", "1", "5", "x"]
    with pytest.raises(ValueError):
        values.read_text(["x"])
    with pytest.raises(ValueError):
        values.read_flag("maybe")
