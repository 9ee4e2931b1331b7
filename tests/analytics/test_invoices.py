"""Invoices: the cohort issued in the period; cancelled ones left out, part payments counted as paid (ruling R6)."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from comptoir.account.models import Currency
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from tests.analytics.conftest import Ask
from tests.clock import moment
from tests.world import World

CODES = ("invoiced", "invoiced_gross", "invoices_paid", "paid_gross", "invoices_cancelled", "invoices_without_rate")


@pytest.fixture
def client(world: World) -> Any:
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        yield world.add("company", title="Acme")


def stage(semantics: str) -> str:
    directory = item_types.get("invoice").stages_of(sources.pipelines.all("invoice")[0].id)
    return next(choice.code for choice in sources.choices.values(directory) if choice.semantics == semantics)


def invoice(world: World, client: Any, amount: str, semantics: str = "P", **values: Any) -> Any:
    values = {"begin_date": "2025-05-02", "close_date": "2025-06-02", "stage": stage(semantics), **values}
    return world.add("invoice", title="I", company=client, amount=amount, **values)


def test_counts_what_was_issued_and_what_came_in(client: Any, world: World, ask: Ask) -> None:
    invoice(world, client, "100.10", "S", payments=[{"amount": "100.10", "day": "2025-07-01"}])
    invoice(world, client, "200", "P", payments=[{"amount": "50", "day": "2025-05-03"}])
    invoice(world, client, "400", "F")
    invoice(world, client, "800", "P", begin_date="2025-06-01")
    assert [ask(code, client, "M-2025-05") for code in CODES] == [
        2, Decimal("300.10"), 1, Decimal("150.10"), 1, 0,
    ]  # fmt: skip
    assert ask("invoiced_gross", client) == Decimal("1100.10")


def test_what_is_unpaid_and_overdue(client: Any, world: World, ask: Ask) -> None:
    invoice(world, client, "100", "S", payments=[{"amount": "100", "day": "2025-06-02"}])
    invoice(world, client, "200", payments=[{"amount": "50", "day": "2025-05-03"}])
    invoice(world, client, "40", close_date="2025-06-15")  # due today: not yet late
    invoice(world, client, "7", close_date="")  # never late
    invoice(world, client, "60", payments=[{"amount": "90", "day": "2025-05-03"}])  # paid too much
    invoice(world, client, "400", "F", payments=[{"amount": "1", "day": "2025-05-03"}])
    assert [ask(code, client) for code in ("invoiced_gross", "paid_gross", "unpaid_gross", "overdue_gross")] == [
        Decimal(407), Decimal(240), Decimal(197), Decimal(150),
    ]  # fmt: skip
    assert [ask(code, client) for code in ("invoices_unpaid", "overdue", "cancelled_gross")] == [4, 1, Decimal(400)]


def test_paid_on_time_is_the_day_the_payments_reached_the_amount(client: Any, world: World, ask: Ask) -> None:
    for days in (("2025-05-20", "2025-06-02"), ("2025-05-20", "2025-06-03")):
        invoice(world, client, "100", "S", payments=[{"amount": "50", "day": day} for day in days])
    invoice(world, client, "100", "S", payments=[{"amount": "100", "day": "2025-05-03"}], close_date="")
    invoice(world, client, "100", payments=[{"amount": "100", "day": "2025-05-03"}])
    assert (ask("paid_on_time", client), ask("on_time_rate", client)) == (1, Decimal(25))
    assert ask("on_time_rate", client, "M-2025-04") is None


def test_payments_count_on_the_day_they_came_in(client: Any, world: World, ask: Ask) -> None:
    Currency.objects.get_or_create(code="XTS")
    invoice(
        world, client, "100", payments=[{"amount": "30", "day": "2025-05-31"}, {"amount": "-10", "day": "2025-06-01"}]
    )
    invoice(world, client, "5", currency="XTS", payments=[{"amount": "5", "day": "2025-06-01"}])
    invoice(world, client, "9", "F", payments=[{"amount": "9", "day": "2025-06-01"}])
    june = [ask(code, client, "M-2025-06") for code in ("payments", "paid_amount", "payments_without_rate")]
    assert june == [2, Decimal(-10), 1]
    assert (ask("cancelled_payments", client, "M-2025-06"), ask("paid_amount", client)) == (1, Decimal(20))
    assert ask("paid_without_rate", client) == 1


def test_reaching_paid_without_payments_counts_the_whole(client: Any, world: World, ask: Ask) -> None:
    invoice(world, client, "120", "S")
    assert (ask("paid_gross", client), ask("invoices_paid", client)) == (Decimal(120), 1)


def test_an_invoice_without_a_rate_is_left_out_of_the_sum(client: Any, world: World, ask: Ask) -> None:
    Currency.objects.get_or_create(code="XTS")
    invoice(world, client, "5", currency="XTS")
    assert [ask(code, client) for code in CODES] == [1, Decimal(0), 0, Decimal(0), 0, 1]
    left_out = ("unpaid_without_rate", "overdue_without_rate", "cancelled_without_rate")
    assert [ask(code, client) for code in left_out] == [1, 1, 0]
    assert [ask(code, client) for code in ("unpaid_gross", "overdue", "overdue_gross")] == [0, 1, 0]
