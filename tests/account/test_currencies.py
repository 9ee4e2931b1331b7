"""Currencies and their rates."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from comptoir.account.models import Currency, CurrencyRate
from comptoir.account.queries import Rates
from tests.markup import markup_of
from tests.world import World

USD = "/settings/account/currencies/USD/"


@pytest.fixture
def admin(world: World) -> Client:
    return world.client_of("admin")


def add(admin: Client, rate: str, since: str = "2025-01-01", nominal: str = "1", url: str = USD):
    return admin.post(url, {"rate": rate, "since": since, "nominal": nominal})


def test_adds_one_with_its_usual_decimals(admin: Client) -> None:
    assert admin.post("/settings/account/currencies/add/", {"code": "KWD"}).status_code == 302
    assert Currency.objects.get(code="KWD").decimals == 3


@pytest.mark.parametrize("code", ["EUR", "XYZ", "", "eur", "FRF"])
def test_refuses_one_that_is_there_or_is_no_money_today(admin: Client, code: str) -> None:
    assert admin.post("/settings/account/currencies/add/", {"code": code}).status_code == 422


def test_a_rate_counts_from_its_day_on(admin: Client) -> None:
    add(admin, "0,92", "2025-01-01")
    add(admin, "0.8875", "2025-06-01")
    rates = Rates()
    assert rates.convert(Decimal(100), "USD", date(2024, 12, 31)) is None
    assert rates.convert(Decimal(100), "USD", date(2025, 5, 31)).amount == Decimal("92.00")
    assert rates.convert(Decimal(100), "USD", date(2025, 6, 1)).amount == Decimal("88.75")


def test_a_rate_may_be_for_many_units(admin: Client) -> None:
    add(admin, "0.61", nominal="100", url="/settings/account/currencies/JPY/")
    assert Rates().convert(Decimal(10_000), "JPY", date(2025, 1, 1)).amount == Decimal("61.00")


def test_a_rate_of_the_same_day_is_replaced(admin: Client) -> None:
    add(admin, "0.92")
    add(admin, "0.93")
    assert [rate.rate for rate in CurrencyRate.objects.all()] == [Decimal("0.93")]


@pytest.mark.parametrize(
    ("rate", "since", "nominal"),
    [
        ("0", "2025-01-01", "1"),
        ("-1", "2025-01-01", "1"),
        ("x", "2025-01-01", "1"),
        ("", "2025-01-01", "1"),
        ("NaN", "2025-01-01", "1"),
        ("1e30", "2025-01-01", "1"),
        ("0.00001", "2025-01-01", "1"),
        ("1", "31/12/2025", "1"),
        ("1", "", "1"),
        ("1", "2025-02-30", "1"),
        ("1", "2025-01-01", "0"),
        ("1", "2025-01-01", "1.5"),
        ("1", "2025-01-01", "9" * 30),
        ("1", "2025-01-01", ""),
    ],
)
def test_refuses_what_is_no_rate(admin: Client, rate: str, since: str, nominal: str) -> None:
    assert add(admin, rate, since, nominal).status_code == 422
    assert not CurrencyRate.objects.exists()


def test_a_deleted_rate_can_be_put_back(admin: Client) -> None:
    add(admin, "0.92", nominal="1")
    rate = CurrencyRate.objects.get()
    answer = admin.post(f"{USD}rates/{rate.pk}/delete/", headers={"HX-Request": "true"})
    assert not CurrencyRate.objects.exists()
    undo = re.search(r'"undo": "([^"]+)"', answer["HX-Trigger"])[1]
    assert admin.post(undo, headers={"HX-Request": "true"}).status_code == 204
    back = CurrencyRate.objects.get()
    assert (back.rate, back.since, back.nominal) == (Decimal("0.92"), date(2025, 1, 1), 1)


def test_a_rate_of_another_currency_is_not_found(admin: Client) -> None:
    add(admin, "0.92")
    rate = CurrencyRate.objects.get()
    assert admin.post(f"/settings/account/currencies/GBP/rates/{rate.pk}/delete/").status_code == 404
    assert admin.get("/settings/account/currencies/XXX/").status_code == 404


def test_the_account_page_shows_the_rate_in_force(admin: Client, frozen) -> None:
    add(admin, "0.92", "2025-01-01")
    add(admin, "0.95", "2025-06-03")
    page = markup_of(admin.get("/settings/account/"))
    assert "1 USD = 0.9200 EUR" in page
    assert "0.9500" not in page
