"""Deleting from the card and from the list, and bringing back."""

import json

from comptoir.sales.models import Deal
from tests.world import World

SLIDER = {"HX-Request": "true", "X-Comptoir-Slider": "1"}


def test_in_a_slider_it_closes_and_offers_undo(world: World) -> None:
    deal = world.add("deal", title="Deal")
    client = world.client_of("admin")
    answer = client.post(f"/deals/{deal.pk}/delete/", headers=SLIDER)
    told = json.loads(answer.headers["HX-Trigger"])
    assert answer.status_code == 204
    assert {"slider:close", "deals:changed", "toast"} <= told.keys()
    assert not Deal.objects.alive().exists()
    assert client.post(told["toast"]["undo"], headers=SLIDER).status_code == 204
    assert Deal.objects.alive().exists()


def test_on_a_page_it_goes_to_the_list(world: World) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("admin").post(f"/deals/{deal.pk}/delete/")
    assert answer.headers["Location"] == "/deals/"


def test_several_rows_go_together(world: World) -> None:
    deals = [world.add("deal", title=f"Deal {place}") for place in range(3)]
    client = world.client_of("admin")
    answer = client.post("/deals/bulk/delete/", {"ids": [deal.pk for deal in deals[:2]], "back": "/deals/?order=title"})
    assert answer.headers["Location"] == "/deals/?order=title"
    assert list(Deal.objects.alive()) == deals[2:]


def test_nothing_goes_when_one_of_them_is_out_of_reach(world: World) -> None:
    mine, other = world.add("deal"), world.add("deal", responsible=world.dave)
    assert world.client_of("alice").post("/deals/bulk/delete/", {"ids": [mine.pk, other.pk]}).status_code == 404
    assert Deal.objects.alive().count() == 2


def test_no_selection_is_said_to_be_missing(world: World) -> None:
    assert world.client_of("alice").post("/deals/bulk/delete/", {}).status_code == 422
    assert world.client_of("alice").post("/deals/bulk/delete/", {"ids": ["x"]}).status_code == 400


def test_several_rows_get_a_new_responsible_person(world: World) -> None:
    deals = [world.add("deal") for _ in range(2)]
    sent = {"ids": [deal.pk for deal in deals], "responsible": world.bob.pk}
    assert world.client_of("admin").post("/deals/bulk/responsible/", sent).status_code == 302
    assert set(Deal.objects.values_list("responsible", flat=True)) == {world.bob.pk}
    assert world.client_of("admin").post("/deals/bulk/responsible/", {**sent, "responsible": ""}).status_code == 422


def test_a_stranger_does_not_bring_back(world: World) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("admin").post(f"/deals/{deal.pk}/delete/", headers=SLIDER)
    undo = json.loads(answer.headers["HX-Trigger"])["toast"]["undo"]
    assert world.client_of("dave").post(undo, headers=SLIDER).status_code == 404
    assert not Deal.objects.alive().exists()


def test_needs_the_right_to_delete(world: World) -> None:
    deal = world.add("deal", title="Deal")
    assert world.client_of("alice").post(f"/deals/{deal.pk}/delete/").status_code == 403
    assert Deal.objects.alive().exists()
