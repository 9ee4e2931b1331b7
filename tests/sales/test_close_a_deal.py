"""Winning, losing and reopening a deal: when it counts as closed (ruling R7)."""

from datetime import datetime
from typing import Any

import pytest

from comptoir.items.core.item_types import item_types
from comptoir.items.models import StageChange
from comptoir.items.writing import update_item
from comptoir.sales.models import Deal
from tests.clock import moment
from tests.world import World


def move(world: World, deal: Deal, stage: str, at: datetime) -> Deal:
    update_item(item_types.get("deal"), deal.pk, {"stage": stage}, actor=world.admin, at=at)
    return Deal.objects.get(pk=deal.pk)


def test_a_won_deal_is_closed_at_the_moment_it_is_won(world: World) -> None:
    won = move(world, world.add("deal", title="Deal"), "WON", moment("2025-06-02 15:30"))
    assert (won.semantics, won.closed_at) == ("S", moment("2025-06-02 15:30"))


def test_reopening_a_lost_deal_clears_the_moment(world: World) -> None:
    lost = move(world, world.add("deal", title="Deal"), "LOSE", moment("2025-06-02 15:30"))
    assert move(world, lost, "NEW", moment("2025-06-03 09:00")).closed_at is None


def test_the_close_date_of_an_open_deal_is_a_plan(world: World, frozen: Any) -> None:
    deal = world.add("deal", title="Deal", close_date="2025-05-01")
    assert (deal.semantics, deal.closed_at) == ("P", None)


@pytest.mark.parametrize(
    ("close_date", "closed_at"),
    [("2025-05-01", "2025-05-01 00:00"), ("2025-07-01", "2025-06-02 10:00"), (None, "2025-06-02 10:00")],
)
def test_a_deal_added_as_won_closes_on_its_close_date_if_that_is_past(
    world: World, frozen: Any, close_date: str | None, closed_at: str
) -> None:
    deal = world.add("deal", title="Deal", stage="WON", close_date=close_date)
    assert deal.closed_at == moment(closed_at)


def test_the_history_has_a_row_for_each_stage(world: World) -> None:
    deal = world.add("deal", title="Deal")
    move(world, move(world, deal, "EXECUTING", moment("2025-06-02 15:30")), "WON", moment("2025-06-03 09:00"))
    assert [row.stage for row in StageChange.objects.order_by("id")] == ["NEW", "EXECUTING", "WON"]
