"""The edges of a period: local midnights, days of changing clocks, 29 February, quarter ends, the last n days."""

from typing import Any

import pytest
import time_machine

from comptoir.items.core.item_types import item_types
from tests.analytics.conftest import Ask
from tests.clock import moment
from tests.world import World

NOW = "2025-06-15 12:00"


@pytest.fixture
def client(world: World) -> Any:
    with time_machine.travel(moment(NOW), tick=False):
        yield world.add("company", title="Edge")


def contact_on(world: World, client: Any, *moments: str) -> None:
    for text in moments:
        world.add("activity", kind="call", direction="in", completed=True, happened_at=moment(text),
                  bindings=[(item_types.get("company").type_id, client.pk)])  # fmt: skip


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ("D-2025-05-18", ("2025-05-18 00:00", "2025-05-18 23:59:59"), ("2025-05-17 23:59:59", "2025-05-19 00:00")),
        ("D30", ("2025-05-17 00:00", "2025-06-15 23:00"), ("2025-05-16 23:59:59", "2025-06-16 00:00")),
        ("D7", ("2025-06-09 00:00",), ("2025-06-08 23:59:59",)),
        ("D0", ("2025-06-15 00:00", "2025-06-15 23:59"), ("2025-06-14 23:59", "2025-06-16 00:00")),
        ("D-2025-03-30", ("2025-03-30 00:00", "2025-03-30 23:59"), ("2025-03-29 23:59", "2025-03-31 00:00")),
        ("D-2025-10-26", ("2025-10-26 00:00", "2025-10-26 23:59"), ("2025-10-25 23:59", "2025-10-27 00:00")),
        ("M-2024-02", ("2024-02-29 23:59:59", "2024-02-01 00:00"), ("2024-03-01 00:00", "2024-01-31 23:59")),
        ("Q-2025-1", ("2025-03-31 23:59:59", "2025-01-01 00:00"), ("2025-04-01 00:00", "2024-12-31 23:59:59")),
        ("Q-2024-4", ("2024-12-31 23:59:59",), ("2025-01-01 00:00", "2024-09-30 23:59:59")),
        ("Y-2024", ("2024-01-01 00:00", "2024-12-31 23:59"), ("2025-01-01 00:00", "2023-12-31 23:59")),
        ("W-2025-01", ("2024-12-30 00:00", "2025-01-05 23:59"), ("2024-12-29 23:59", "2025-01-06 00:00")),
        ("U-2025-06-15", ("1999-01-01 00:00", "2025-06-15 23:59"), ("2025-06-16 00:00",)),
        ("R-2025-05-01-2025-05-15", ("2025-05-01 00:00", "2025-05-15 23:59"), ("2025-05-16 00:00",)),
        ("M0", ("2025-06-01 00:00", "2025-06-30 23:59"), ("2025-05-31 23:59", "2025-07-01 00:00")),
        ("M-1", ("2025-05-01 00:00", "2025-05-31 23:59"), ("2025-06-01 00:00",)),
        ("N7", ("2025-06-15 00:00", "2025-06-21 23:59"), ("2025-06-22 00:00",)),
    ],
)
def test_counts_what_happened_inside(
    period: str, inside: tuple[str, ...], outside: tuple[str, ...], client: Any, world: World, ask: Ask
) -> None:
    contact_on(world, client, *inside, *outside)
    assert ask("activities", client, period) == len(inside)


def test_the_hour_that_comes_twice_belongs_to_its_day(client: Any, world: World, ask: Ask) -> None:
    contact_on(world, client, "2025-10-26 02:30")
    assert [ask("activities", client, f"D-2025-10-{day}") for day in (25, 26, 27)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("period", "alive"),
    [
        ("D-2025-04-30", 0),  # begins the day after
        ("D-2025-05-01", 1),  # its first day
        ("D-2025-05-20", 1),  # the day it was closed on
        ("D-2025-05-21", 0),
        ("M-2025-05", 1),
        ("ALL", 1),
    ],
)
def test_a_deal_lives_from_its_first_to_its_closing_day(
    period: str, alive: int, client: Any, world: World, ask: Ask
) -> None:
    world.add("deal", title="D", company=client, stage="WON", begin_date="2025-05-01", close_date="2025-05-20")
    assert ask("deals_alive", client, period) == alive


def test_a_deal_without_begin_date_lives_from_its_creation(client: Any, world: World, ask: Ask) -> None:
    with time_machine.travel(moment("2025-06-10 00:30"), tick=False):  # still 9 June in UTC
        world.add("deal", title="D", company=client, begin_date="", close_date="")
    assert [ask("deals_alive", client, f"D-2025-06-{day:02d}") for day in (9, 10, 15)] == [0, 1, 1]
