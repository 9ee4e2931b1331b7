"""An activity may name the one it answers: in the form, by import and on its card."""

from typing import Any

import pytest

from comptoir.activities.models import Activity
from comptoir.items.core.item_types import item_types
from comptoir.items.errors import InvalidItem
from tests.world import World


def log(world: World, item: Any, direction: str = "in", **values: Any) -> Any:
    bindings = [(item_types.get(item.type_code).type_id, item.pk)]
    values = {"kind": "email", "title": "Offer", "completed": True, **values}
    return world.add("activity", direction=direction, bindings=bindings, **values)


def test_the_card_offers_to_log_the_reply(world: World) -> None:
    asked = log(world, world.add("company", title="Acme"))
    client = world.client_of("alice")
    page = client.get(f"/activities/{asked.pk}/").content.decode()
    assert "Log the reply" in page
    address = page.split('href="/activities/new/?')[1].split('"')[0].replace("&amp;", "&")
    form = client.get(f"/activities/new/?{address}").content.decode()
    assert f'value="{asked.pk}"' in form
    given = {"title": "Re: Offer", "kind": "email", "direction": "out", "completed": "on", "answers": str(asked.pk)}
    company_id = asked.bindings.get().item_id
    assert client.post("/activities/new/", {**given, "company": str(company_id)}).status_code in (204, 302)
    assert Activity.objects.get(title="Re: Offer").answers == asked


def test_one_without_direction_has_no_reply(world: World) -> None:
    asked = log(world, world.add("company", title="Acme"), "")
    assert "Log the reply" not in world.client_of("alice").get(f"/activities/{asked.pk}/").content.decode()


def test_only_what_one_sees_can_be_answered(world: World) -> None:
    hidden = log(world, world.add("company", title="Secret", responsible=world.dave))
    with pytest.raises(InvalidItem) as refusal:
        log(world, world.add("company", title="Acme"), "out", answers=hidden, by=world.alice)
    assert list(refusal.value.fields) == ["answers"]
