"""Planning from a card, and the form for a new activity."""

import json

import pytest

from comptoir.activities.models import Activity
from tests.clock import moment
from tests.world import World

HTMX = {"HX-Request": "true"}


def test_is_bound_to_the_item_and_its_client(world: World) -> None:
    company = world.add("company", title="Cancity")
    deal = world.add("deal", title="Deal", company=company)
    sent = {"title": "Call back", "kind": "call", "when": "2026-03-02T09:00:00+01:00"}
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/plan/", sent, headers=HTMX)
    assert "activities:changed" in json.loads(answer.headers["HX-Trigger"])
    activity = Activity.objects.get()
    assert (activity.title, activity.completed, activity.deadline) == ("Call back", False, moment("2026-03-02 09:00"))
    assert activity.responsible == world.alice
    assert set(activity.bindings.values_list("item_type", "item_id")) == {(2, deal.pk), (4, company.pk)}


def test_leaves_a_client_out_of_sight_unbound(world: World) -> None:
    company = world.add("company", title="Secret", responsible=world.dave)
    deal = world.add("deal", title="Deal", company=company)
    world.client_of("alice").post(f"/deals/{deal.pk}/plan/", {"title": "x", "kind": "call", "done": "1"}, headers=HTMX)
    assert list(Activity.objects.get().bindings.values_list("item_type", flat=True)) == [2]


def test_what_is_done_already_happened_now(world: World, frozen: object) -> None:
    deal = world.add("deal", title="Deal")
    world.client_of("alice").post(
        f"/deals/{deal.pk}/plan/", {"title": "Called", "kind": "call", "done": "1"}, headers=HTMX
    )
    activity = Activity.objects.get()
    assert (activity.completed, activity.happened_at) == (True, moment("2025-06-02 10:00"))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "call", "when": "2026-03-02T09:00"}, "title"),
        ({"title": "x", "kind": "call"}, "at"),
        ({"title": "x", "kind": "dance", "done": "1"}, "kind"),
        ({"title": "x", "kind": "call", "at": "soon"}, "deadline"),
    ],
)
def test_a_refusal_names_what_is_missing(world: World, sent: dict[str, str], field: str) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/plan/", sent, headers=HTMX)
    assert answer.status_code == 422
    assert field in json.loads(answer.headers["HX-Trigger"])["form:refused"]["fields"]
    assert not Activity.objects.exists()


def test_the_form_asks_what_it_is_about(world: World) -> None:
    company = world.add("company", title="Cancity")
    client = world.client_of("alice")
    assert "Cancity" in client.get(f"/activities/new/?company={company.pk}").content.decode()
    sent = {"title": "Visit", "kind": "meeting", "deadline": "2026-03-02T09:00", "completed": "no"}
    assert client.post("/activities/new/", sent, headers=HTMX).status_code == 422
    assert client.post("/activities/new/", {**sent, "company": company.pk}, headers=HTMX).status_code == 204
    assert Activity.objects.get().bindings.get().item_id == company.pk


def test_done_and_not_done_after_all(world: World) -> None:
    deal = world.add("deal", title="Deal")
    activity = world.add("activity", title="Call", kind="call", deadline="2026-01-01T09:00", bindings=[(2, deal.pk)])
    client = world.client_of("alice")
    answer = client.post(f"/activities/{activity.pk}/complete/", headers=HTMX)
    assert Activity.objects.get().completed
    client.post(json.loads(answer.headers["HX-Trigger"])["toast"]["undo"], headers=HTMX)
    assert not Activity.objects.get().completed
    client.post(f"/activities/{activity.pk}/complete/", headers=HTMX)
    client.post(f"/activities/{activity.pk}/reopen/", headers=HTMX)
    assert not Activity.objects.get().completed
    assert world.client_of("dave").post(f"/activities/{activity.pk}/complete/", headers=HTMX).status_code == 404
    assert world.client_of("nobody").post(f"/activities/{activity.pk}/complete/", headers=HTMX).status_code == 401
