"""Won, lost and their values: currencies, reopening, deletion, templates, responsible persons, hidden deals."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from comptoir.account.models import Currency, CurrencyRate
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, restore_items, update_item
from tests.analytics.conftest import Ask
from tests.clock import moment
from tests.world import World

DEAL = item_types.get("deal")


@pytest.fixture
def client(world: World) -> Any:
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        Currency.objects.get_or_create(code="USD")
        Currency.objects.get_or_create(code="XTS")
        CurrencyRate.objects.create(currency_id="USD", since=date(2025, 1, 1), rate=Decimal("0.9"))
        CurrencyRate.objects.create(currency_id="USD", since=date(2025, 6, 1), rate=Decimal("0.8"))
        yield world.add("company", title="Acme")


def win(world: World, client: Any, amount: str = "100", **values: Any) -> Any:
    values = {"stage": "WON", "begin_date": "2025-01-01", "close_date": "2025-05-20", **values}
    return world.add("deal", title="Won", company=client, amount=amount, **values)


def test_nothing_is_zero_and_no_rate(client: Any, ask: Ask) -> None:
    zero = ("activities", "planned", "pairs", "deals_alive", "won", "won_value", "lost", "invoiced", "paid_gross")
    assert [ask(code, client) for code in zero] == [0] * len(zero)
    assert [ask(code, client) for code in ("load", "conversion", "win_rate")] == [None, None, None]


def test_won_without_contact_gives_no_conversion(client: Any, world: World, ask: Ask) -> None:
    win(world, client)
    assert (ask("won", client), ask("conversion", client), ask("load", client)) == (1, None, Decimal(0))


def test_each_amount_at_the_rate_of_its_closing_day(client: Any, world: World, ask: Ask) -> None:
    win(world, client, "100", currency="USD", close_date="2025-05-31")
    win(world, client, "100", currency="USD", close_date="2025-06-01")
    win(world, client, "100.55")
    assert ask("won_value", client) == Decimal(90) + Decimal(80) + Decimal("100.55")


def test_a_later_rate_leaves_closed_deals_alone(client: Any, world: World, ask: Ask) -> None:
    win(world, client, "100", currency="USD")
    CurrencyRate.objects.update(rate=Decimal(2))
    assert ask("won_value", client) == Decimal(90)


def test_a_missing_rate_is_left_out_and_told(client: Any, world: World, ask: Ask) -> None:
    win(world, client, "100", currency="XTS")
    win(world, client, "5")
    assert (ask("won", client), ask("won_value", client), ask("won_without_rate", client)) == (2, Decimal(5), 1)


def test_each_value_leaves_out_and_tells_what_has_no_rate(client: Any, world: World, ask: Ask) -> None:
    for stage in ("NEW", "WON", "LOSE"):
        for amount, currency in (("10", "EUR"), ("100", "XTS")):
            world.add("deal", title="D", company=client, stage=stage, amount=amount, currency=currency,
                      begin_date="2025-01-01", close_date="2025-05-20")  # fmt: skip
    values = ("open_value", "won_value", "lost_value", "deals_value", "in_progress_value", "begun_value")
    assert [ask(code, client) for code in values] == [10, 10, 10, 30, 30, 30]
    left_out = (
        "open_without_rate", "won_without_rate", "lost_without_rate", "deals_without_rate",
        "in_progress_without_rate", "begun_without_rate",
    )  # fmt: skip
    assert [ask(code, client) for code in left_out] == [1, 1, 1, 3, 3, 3]
    assert (ask("won_with_rate", client), ask("average_won", client)) == (1, Decimal(10))


def test_the_time_to_win_is_counted_in_days_of_the_account(client: Any, world: World, ask: Ask) -> None:
    win(world, client, begin_date="2025-05-18")
    win(world, client, begin_date="2025-05-20")
    win(world, client, begin_date="2025-05-23")  # begun after it was closed
    assert (ask("days_to_win", client), ask("time_to_win", client)) == (Decimal(-1), Decimal(-1) / 3)
    assert ask("time_to_win", client, "M-2024-01") is None


def test_created_is_when_it_was_entered_begun_what_it_says(client: Any, world: World, ask: Ask) -> None:
    win(world, client, begin_date="2025-01-01")
    assert [ask("deals_created", client, period) for period in ("M-2025-01", "D0")] == [0, 1]
    assert [ask("deals_begun", client, period) for period in ("D-2025-01-01", "D0")] == [1, 0]


def test_negative_amounts_count(client: Any, world: World, ask: Ask) -> None:
    win(world, client, "-30")
    win(world, client, "100")
    assert (ask("won", client), ask("won_value", client)) == (2, Decimal(70))


def test_exact_to_the_last_cent_of_many(client: Any, world: World, ask: Ask) -> None:
    for _number in range(10):
        win(world, client, "0.1")
    win(world, client, "99999999999.99")
    assert ask("won_value", client) == Decimal("100000000000.99")


def test_a_reopened_deal_counts_as_it_stands(client: Any, world: World, ask: Ask) -> None:
    deal = win(world, client)
    update_item(DEAL, deal.pk, {"stage": "NEW"}, actor=world.admin, at=timezone.now())
    assert [ask(code, client) for code in ("won", "lost", "closed", "deals_open")] == [0, 0, 0, 1]
    update_item(DEAL, deal.pk, {"stage": "LOSE"}, actor=world.admin, at=timezone.now())
    assert [ask(code, client, "D0") for code in ("won", "lost", "closed", "deals_open")] == [0, 1, 1, 0]


def test_a_deleted_deal_leaves_and_comes_back(client: Any, world: World, ask: Ask) -> None:
    deal = win(world, client)
    batch = delete_items(DEAL, [deal.pk], actor=world.admin, at=timezone.now())
    assert (ask("won", client), ask("deals_alive", client)) == (0, 0)
    restore_items(batch, actor=world.admin, at=timezone.now())
    assert (ask("won", client), ask("deals_alive", client)) == (1, 1)


def test_a_template_of_recurring_deals_is_no_deal(client: Any, world: World, ask: Ask) -> None:
    win(world, client, is_recurring=True)
    assert (ask("won", client), ask("deals_alive", client)) == (0, 0)


def test_the_planned_close_date_of_an_open_deal_tests_nothing(client: Any, world: World, ask: Ask) -> None:
    world.add("deal", title="Late", company=client, begin_date="2025-01-01", close_date="2025-02-01")
    assert (ask("deals_alive", client, "D0"), ask("closed", client)) == (1, 0)


def test_a_deal_of_a_contact_is_not_the_companys_without_its_field(client: Any, world: World, ask: Ask) -> None:
    contact = world.add("contact", name="Léa", company=client)
    win(world, None, contact=contact)
    assert (ask("won", contact), ask("won", client)) == (1, 0)


def test_the_responsible_filter_keeps_one_persons(client: Any, world: World, ask: Ask) -> None:
    win(world, client, responsible=world.bob)
    win(world, client, "7")
    assert ask("won", client, responsible=world.bob.pk) == 1
    assert ask("won_value", client, responsible=world.alice.pk) == Decimal(7)


def test_a_hidden_deal_changes_nothing(client: Any, world: World, ask: Ask) -> None:
    win(world, client, "7")
    before = [ask(code, client, viewer=world.alice) for code in ("won", "won_value", "deals_alive", "win_rate")]
    win(world, client, "1000", responsible=world.dave)
    world.add("deal", title="Lost", company=client, stage="LOSE", responsible=world.dave)
    after = [ask(code, client, viewer=world.alice) for code in ("won", "won_value", "deals_alive", "win_rate")]
    assert before == after == [1, Decimal(7), 1, Decimal(100)]
    assert ask("won_value", client) == Decimal(1007)
