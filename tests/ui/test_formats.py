"""Numbers, money and days as each reader writes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from comptoir.kit.money import Money
from comptoir.ui import formats

NARROW, WIDE = "\u202f", "\u00a0"


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace(WIDE, " ")


@pytest.mark.parametrize(
    ("language", "value", "exact", "shown"),
    [
        ("fr", "118627", False, "118 627 €"),
        ("fr", "1234.5", False, "1 234,50 €"),
        ("fr", "5482", True, "5 482,00 €"),
        ("fr", "-3.2", False, "−3,20 €"),
        ("en", "1234.5", False, "€1,234.50"),
        ("en", "118627", False, "€118,627"),
    ],
)
def test_money(language: str, value: str, exact: bool, shown: str) -> None:
    with translation.override(language):
        assert plain(formats.money(Money(Decimal(value), "EUR"), exact=exact)) == shown
        assert plain(formats.money(Decimal(value), "EUR", exact)) == shown


def test_money_groups_by_narrow_spaces_that_do_not_break() -> None:
    with translation.override("fr"):
        assert formats.money(Decimal(118627), "EUR") == f"118{NARROW}627{WIDE}€"


def test_money_of_a_currency_without_decimals() -> None:
    with translation.override("fr"):
        assert plain(formats.money(Decimal("1234.5"), "JPY")) in {
            "1 234 JPY",
            "1 235 JPY",
            "1 234 ¥",
            "1 235 ¥",
            "1 234 JP¥",
        }


@pytest.mark.parametrize(("language", "shown"), [("fr", "24,44 %"), ("en", "24.44%")])
def test_percent_is_of_a_value_already_times_a_hundred(language: str, shown: str) -> None:
    with translation.override(language):
        assert plain(formats.percent(Decimal("24.4444"), 2)) == shown


def test_nothing_is_a_dash() -> None:
    for write in (formats.number, formats.money, formats.percent, formats.format_date, formats.ago, formats.days):
        assert write(None) == "—"


def test_numbers_keep_their_decimals_up_to_three() -> None:
    with translation.override("fr"):
        assert plain(formats.number(Decimal("1234.5"))) == "1 234,5"
        assert formats.number(2.24, 1) == "2,2"
        assert formats.signed(3) == "+3"
        assert formats.signed(-3) == "−3"
        assert formats.signed(0) == "0"


@pytest.mark.parametrize(
    ("language", "day", "style", "shown"),
    [
        ("fr", date(2018, 1, 31), "medium", "31 janv. 2018"),
        ("fr", date(2017, 9, 1), "medium", "1er sept. 2017"),
        ("fr", date(2017, 9, 11), "day", "11 sept."),
        ("fr", date(2017, 11, 16), "weekday", "jeudi 16 novembre"),
        ("en", date(2018, 1, 31), "medium", "Jan 31, 2018"),
        ("en", date(2017, 9, 1), "day", "Sep 1"),
    ],
)
def test_dates(language: str, day: date, style: str, shown: str) -> None:
    with translation.override(language):
        assert formats.format_date(day, style) == shown


def test_a_moment_is_shown_in_the_time_zone_in_force() -> None:
    late = datetime(2025, 6, 1, 22, 30, tzinfo=UTC)
    with translation.override("fr"), timezone.override("Europe/Paris"):
        assert formats.format_date(late) == "2 juin 2025"
        assert formats.format_time(late) == "0:30"


@pytest.mark.parametrize(
    ("distance", "shown"),
    [
        (0, "aujourd’hui"),
        (-1, "hier"),
        (1, "demain"),
        (3, "dim. 19"),
        (-3, "13 nov."),
        (14, "30 nov."),
        (-400, "12 oct. 2016"),
    ],
)
def test_days_near_today_are_said_in_words(distance: int, shown: str) -> None:
    today = date(2017, 11, 16)
    with translation.override("fr"):
        assert formats.relative_day(today + timedelta(days=distance), today) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Snelling", "AS"), ("Darcel", "Da"), ("", "?"), ("Élodie de La Tour", "ÉT"), ("— x", "X")],
)
def test_initials(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


@pytest.mark.parametrize(
    ("given", "used"),
    [("#39A8EF", "#39a8ef"), ("abc", "#aabbcc"), ('"><script>', "#9aa19b"), (None, "#9aa19b"), ("#12345", "#9aa19b")],
)
def test_only_a_colour_is_painted(given: str | None, used: str) -> None:
    assert formats.hex_colour(given) == used
