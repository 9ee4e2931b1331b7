"""Amounts in the account's currency after a change of rates, or of that currency itself.

Rates: 1 USD = 0.90 EUR since 1 January 2025, 0.80 EUR since 1 June. The clock stands on 2 June 2025.
"""

from decimal import Decimal

import pytest

from comptoir.account.actions import add_rate, update_account
from comptoir.account.models import Currency, CurrencyRate
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from tests.clock import moment
from tests.world import World

AT = moment("2025-06-02 10:00")


@pytest.fixture
def deals(world: World, frozen):
    """An open deal of today and one that was won on 15 May, both of 100 USD at 0.90."""
    give(world, "USD", "0.90", "2025-01-01")
    frozen.move_to(moment("2025-05-15 12:00"))
    won = world.add("deal", amount="100", currency="USD", stage="WON")
    frozen.move_to(AT)
    return world.add("deal", amount="100", currency="USD"), won


def give(world: World, code: str, rate: str, since: str) -> None:
    add_rate(Currency.objects.get(code=code), {"rate": rate, "since": since}, actor=world.admin, at=AT)


def work() -> None:
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("id"):
        run(job.pk)


def amounts(deals) -> list[Decimal | None]:
    for deal in deals:
        deal.refresh_from_db()
    return [deal.account_amount for deal in deals]


def test_open_amounts_follow_a_new_rate_and_closed_ones_stay(world: World, deals) -> None:
    assert amounts(deals) == [Decimal(90), Decimal(90)]
    give(world, "USD", "0.80", "2025-05-01")
    work()
    assert amounts(deals) == [Decimal(80), Decimal(90)]
    assert deals[0].rate == Decimal("0.8")


def test_a_new_account_currency_converts_all_each_at_its_day(world: World, deals) -> None:
    """1 USD = 1.30 CAD since January, 1.40 since June; the old rates are wrong in the new currency and replaced."""
    CurrencyRate.objects.all().delete()
    update_account({"currency": "CAD"}, actor=world.admin, at=AT)
    work()
    assert amounts(deals) == [None, None]
    give(world, "USD", "1.30", "2025-01-01")
    give(world, "USD", "1.40", "2025-06-01")
    update_account({"currency": "EUR"}, actor=world.admin, at=AT)
    update_account({"currency": "CAD"}, actor=world.admin, at=AT)
    work()
    assert amounts(deals) == [Decimal(140), Decimal(130)]


def test_payments_are_converted_at_their_day(world: World, frozen) -> None:
    give(world, "USD", "0.90", "2025-01-01")
    payments = [{"amount": "40", "day": "2025-03-01"}]
    invoice = world.add("invoice", amount="100", currency="USD", payments=payments)
    assert invoice.payments.get().account_amount == Decimal(36)
    CurrencyRate.objects.update(rate="1.30")
    update_account({"currency": "CAD"}, actor=world.admin, at=AT)
    work()
    assert invoice.payments.get().account_amount == Decimal(52)


def test_running_it_twice_changes_nothing_more(world: World, deals) -> None:
    give(world, "USD", "0.80", "2025-05-01")
    work()
    Job.objects.update(state=Job.State.WAITING)
    before = amounts(deals)
    work()
    assert amounts(deals) == before
