"""What counts as contact, whose it is, and how often."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone

from comptoir.account.models import AccountSettings
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, restore_items
from tests.analytics.conftest import Ask
from tests.clock import moment
from tests.world import World


@pytest.fixture
def client(world: World) -> Any:
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        yield world.add("company", title="Acme")


def contact(world: World, *items: Any, **values: Any) -> Any:
    values = {"kind": "call", "direction": "in", "completed": True, "happened_at": moment("2025-06-01 10:00"), **values}
    bindings = [(item_types.get(item.type_code).type_id, item.pk) for item in items]
    return world.add("activity", bindings=bindings, **values)


def test_planned_missed_and_tasks_stand_apart(client: Any, world: World, ask: Ask) -> None:
    contact(world, client)
    contact(world, client, completed=False)
    contact(world, client, outcome="missed")
    contact(world, client, kind="task")
    contact(world, client, kind="todo", completed=False)
    codes = ("activities", "planned", "missed", "uncounted")
    assert [ask(code, client) for code in codes] == [1, 1, 1, 1]


def test_the_account_says_which_kinds_count(client: Any, world: World, ask: Ask) -> None:
    contact(world, client, kind="task")
    contact(world, client, kind="sms")
    AccountSettings.objects.update(contact_kinds=["task"])
    assert (ask("activities", client), ask("uncounted", client)) == (1, 1)
    assert ask("activities", client, part={"channel": "task"}) == 1


def test_the_direction_does_not_matter_for_the_count(client: Any, world: World, ask: Ask) -> None:
    for direction in ("in", "out", ""):
        contact(world, client, direction=direction)
    assert ask("activities", client) == 3
    assert [ask("activities", client, part={"direction": way}) for way in ("in", "out")] == [1, 1]


def test_a_company_with_its_contacts_counts_each_activity_once(client: Any, world: World, ask: Ask) -> None:
    people = [world.add("contact", name=name, company=client) for name in ("Léa", "Max")]
    contact(world, client, *people)
    contact(world, *people)
    contact(world, people[0])
    contact(world, world.add("contact", name="Stranger"))
    assert ask("activities", client) == 3
    assert ask("activities", client, with_contacts=False) == 1
    assert [ask("activities", person) for person in people] == [3, 2]


def test_an_activity_on_two_deals_loads_both(client: Any, world: World, ask: Ask) -> None:
    deals = [world.add("deal", title=title, company=client) for title in "AB"]
    contact(world, client, *deals)
    contact(world, client)
    foreign = world.add("deal", title="Other", company=world.add("company", title="Other"))
    contact(world, client, foreign)
    assert (ask("pairs", client), ask("activities", client), ask("load", client)) == (2, 3, 1)


def test_a_deleted_activity_leaves_and_comes_back(client: Any, world: World, ask: Ask) -> None:
    made = contact(world, client, world.add("deal", title="D", company=client))
    batch = delete_items(item_types.get("activity"), [made.pk], actor=world.admin, at=timezone.now())
    assert (ask("activities", client), ask("pairs", client)) == (0, 0)
    restore_items(batch, actor=world.admin, at=timezone.now())
    assert (ask("activities", client), ask("pairs", client)) == (1, 1)


def test_the_activities_of_a_hidden_contact_change_nothing(client: Any, world: World, ask: Ask) -> None:
    secret = world.add("contact", name="Secret", company=client, responsible=world.dave)
    open_deal = world.add("deal", title="Seen", company=client)
    contact(world, secret, open_deal)
    assert (ask("activities", client), ask("activities", client, viewer=world.alice)) == (1, 0)
    assert (ask("pairs", client), ask("pairs", client, viewer=world.alice)) == (1, 0)


def test_a_pair_with_a_hidden_deal_changes_nothing(client: Any, world: World, ask: Ask) -> None:
    secret = world.add("deal", title="Secret", company=client, responsible=world.dave)
    contact(world, client, secret)
    assert (ask("pairs", client), ask("pairs", client, viewer=world.alice)) == (1, 0)
    assert ask("activities", client, viewer=world.alice) == 1
