"""The cast plays the parts that every other test relies on."""

import pytest
from django.test import Client

from comptoir.items.core.item_types import item_types
from tests.world import CAST, World

READERS = {"admin": True, "alice": True, "bob": False, "carol": True, "dave": False}


@pytest.mark.parametrize("name", READERS)
def test_who_sees_a_deal_of_alice(world: World, name: str) -> None:
    deal = world.add("deal", title="Roof")
    seen = item_types.get("deal").visible_to(world.who(name))
    assert list(seen) == ([deal] if READERS[name] else [])


@pytest.mark.parametrize("name", CAST)
def test_each_has_a_browser(world: World, name: str) -> None:
    assert isinstance(world.client_of(name), Client)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", [1, 2])
def test_defaults_outlive_a_flush(_round: int) -> None:
    world = World()
    assert world.alice.roles.count() == 1
    world.add("deal", title="Roof")
