"""Invoices: the cohort issued in the period; cancelled ones left out, part payments counted as paid (ruling R6)."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from comptoir.account.models import Currency
from comptoir.items.choices import sources
from comptoir.items.types import item_types
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


def test_reaching_paid_without_payments_counts_the_whole(client: Any, world: World, ask: Ask) -> None:
    invoice(world, client, "120", "S")
    assert (ask("paid_gross", client), ask("invoices_paid", client)) == (Decimal(120), 1)


def test_an_invoice_without_a_rate_is_left_out_of_the_sum(client: Any, world: World, ask: Ask) -> None:
    Currency.objects.get_or_create(code="XTS")
    invoice(world, client, "5", currency="XTS")
    assert [ask(code, client) for code in CODES] == [1, Decimal(0), 0, Decimal(0), 0, 1]
