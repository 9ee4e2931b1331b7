"""A field edited in place: its form, saving it, refusing it, conflicts, and taking it back."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.models import ContactPoint
from comptoir.items.writing import update_item
from comptoir.sales.models import Deal
from tests.world import World

HTMX = {"HX-Request": "true"}


def events(answer: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(answer.headers.get("HX-Trigger", "{}"))  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("code", "sent", "stored"),
    [
        ("title", "Renamed", "Renamed"),
        ("amount", "1 234,50", "1234.5000"),
        ("source", "CALL", "CALL"),
        ("source", "", ""),
        ("close_date", "2026-01-31", "2026-01-31"),
        ("opened", "yes", "True"),
    ],
)
def test_saves_one_field(world: World, code: str, sent: str, stored: str) -> None:
    deal = world.add("deal", title="Deal", source="WEB")
    client = world.client_of("alice")
    assert f'name="{code}"' in client.get(f"/deals/{deal.pk}/fields/{code}/", headers=HTMX).content.decode()
    answer = client.post(f"/deals/{deal.pk}/fields/{code}/", {code: sent}, headers=HTMX)
    assert answer.status_code == 200
    assert f'id="deals-{deal.pk}-{code}"' in answer.content.decode()
    deal.refresh_from_db()
    assert str(getattr(deal, code)) == stored
    assert {"deals:changed", f"deals-{deal.pk}:changed"} <= events(answer).keys()


def test_a_refusal_names_the_field_and_changes_nothing(world: World) -> None:
    deal = world.add("deal", title="Deal", amount=100)
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/fields/amount/", {"amount": "many"}, headers=HTMX)
    assert answer.status_code == 422
    assert events(answer)["form:refused"] == {"fields": {"amount": "This must be an amount, such as 1234.50."}}
    assert Deal.objects.get().amount == 100


def test_undo_puts_back_what_stood_there(world: World) -> None:
    deal = world.add("deal", title="Before")
    client = world.client_of("alice")
    answer = client.post(f"/deals/{deal.pk}/fields/title/", {"title": "After"}, headers=HTMX)
    undo = events(answer)["toast"]["undo"]  # type: ignore[index]
    assert client.post(undo, headers=HTMX).status_code == 204
    assert Deal.objects.get().title == "Before"
    assert world.client_of("dave").post(undo, headers=HTMX).status_code == 404


def test_undo_leaves_what_was_changed_again(world: World) -> None:
    deal = world.add("deal", title="Before")
    client = world.client_of("alice")
    answer = client.post(f"/deals/{deal.pk}/fields/title/", {"title": "After"}, headers=HTMX)
    update_item(item_types.get("deal"), deal.pk, {"title": "Later"}, actor=world.admin, at=timezone.now())
    client.post(events(answer)["toast"]["undo"], headers=HTMX)  # type: ignore[index]
    assert Deal.objects.get().title == "Later"


def test_a_change_by_somebody_else_in_between_is_a_conflict(world: World) -> None:
    deal = world.add("deal", title="Before")
    seen = deal.updated_at.isoformat()
    update_item(
        item_types.get("deal"),
        deal.pk,
        {"title": "Theirs"},
        actor=world.admin,
        at=timezone.now() + timedelta(seconds=1),
    )
    client = world.client_of("alice")
    answer = client.post(f"/deals/{deal.pk}/fields/title/", {"title": "Mine", "seen": seen}, headers=HTMX)
    assert answer.status_code == 409
    assert Deal.objects.get().title == "Theirs"
    assert (
        client.post(f"/deals/{deal.pk}/fields/title/", {"title": "x", "seen": "soon"}, headers=HTMX).status_code == 400
    )


def test_points_are_added_changed_and_removed(world: World) -> None:
    contact = world.add("contact", last_name="Martin", phone=["01 02 03 04 05", "06 00 00 00 00"])
    first, second = ContactPoint.objects.order_by("id").values_list("pk", flat=True)
    sent = {
        "phone-id": [first, second, ""],
        "phone": ["", "06 11 11 11 11", "07 22 22 22 22"],
        "phone-type": ["WORK", "HOME", "MOBILE"],
    }
    world.client_of("alice").post(f"/contacts/{contact.pk}/fields/phone/", sent, headers=HTMX)
    assert list(ContactPoint.objects.order_by("id").values_list("value", "value_type")) == [
        ("06 11 11 11 11", "HOME"),
        ("07 22 22 22 22", "MOBILE"),
    ]


def test_losing_sight_of_the_item_leads_back_to_the_list(world: World) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("alice").post(
        f"/deals/{deal.pk}/fields/responsible/", {"responsible": world.dave.pk}, headers=HTMX
    )
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/deals/"


def test_every_field_that_the_card_offers_has_a_form(world: World) -> None:
    client, made = world.client_of("admin"), {}
    for code in ("company", "contact", "lead", "deal", "quote", "invoice", "product"):
        item_type = item_types.get(code)
        made[code] = world.add(code, **({"last_name": "Martin"} if code == "contact" else {"title": "Any"}))
        for field in item_type.fields():
            if field.section and not field.read_only and field.kind.is_writable:
                answer = client.get(f"/{item_type.path}/{made[code].pk}/fields/{field.code}/", headers=HTMX)
                assert answer.status_code == 200, field.code
                assert f'name="{field.code}"' in answer.content.decode(), field.code
