"""The standing for programs: by our JSON interface and by REST, the same, within the reader's sight."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from comptoir.profile.models import StandingFit
from tests.rest.conftest import Rest, make_webhook
from tests.world import World

PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "p": 6.25, "q": 3.74, "gamma": 15.44}


@pytest.fixture
def contact(world: World) -> Any:
    contact = world.add("contact", name="Léa")
    for days, owner in ((90, world.alice), (60, world.alice), (30, world.dave)):
        day = (timezone.now() - timedelta(days=days)).date().isoformat()
        world.add("deal", title="D", contacts=[contact.pk], stage="WON", amount="10", close_date=day, responsible=owner)
    StandingFit.objects.create(
        client_type="contact", parameters=PARAMETERS, clients=30, repeating=20, computed_at=timezone.now()
    )
    return contact


def test_gives_the_same_by_both_doors(contact: Any, world: World) -> None:
    make_webhook(world.alice)
    said = Rest(world.alice)("comptoir.profile.standing", {"type": "contact", "id": contact.pk}).result
    found = world.client_of("alice").get(f"/api/v1/contacts/{contact.pk}/standing").json()
    assert json.loads(json.dumps(said)) == found
    assert (found["won_deals"], found["won_value"], found["segment"]) == (2, "20.00", None)
    assert found["expected"]["value"] is not None
    assert 0 < found["expected"]["p_alive"] < 1
    assert found["model"]["parameters"] == PARAMETERS
    assert world.client_of("admin").get(f"/api/v1/contacts/{contact.pk}/standing").json()["won_deals"] == 3


def test_nothing_is_rated_of_who_is_left_out(contact: Any, world: World) -> None:
    other = world.add("contact", name="Luc", exclude_from_scoring=True)
    found = world.client_of("alice").get(f"/api/v1/contacts/{other.pk}/standing").json()
    assert found["scored"] is False
    assert [found[name] for name in ("segment", "scores", "expected", "health", "health_parts", "model")] == [None] * 6


@pytest.mark.parametrize("user", ["dave", "nobody"])
def test_a_hidden_client_is_not_there(user: str, contact: Any, world: World) -> None:
    answer = world.client_of(user).get(f"/api/v1/contacts/{contact.pk}/standing")
    assert answer.status_code in {401, 404}
