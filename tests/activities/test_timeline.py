"""The timeline of a card: what is planned first, then what happened, by day."""

import re

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from tests.clock import moment
from tests.world import World


def texts(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in found]


def test_planned_come_first_and_the_late_ones_say_so(world: World, frozen: object) -> None:
    deal = world.add("deal", title="Deal")
    for title, due in (("Later", "2025-06-10T09:00"), ("Late", "2025-05-30T09:00")):
        world.add("activity", title=title, kind="call", deadline=due, bindings=[(2, deal.pk)])
    html = world.client_of("alice").get(f"/deals/{deal.pk}/timeline/").content.decode()
    assert html.index("Late</span>") < html.index("Later</span>")
    assert html.count('data-state="late"') == 1
    assert "Overdue" in html


def test_the_past_is_grouped_by_day_of_the_account(world: World, frozen: object) -> None:
    deal = world.add("deal", title="Deal")
    for title, at in (("Just before midnight", "2025-05-30 23:59"), ("Just after", "2025-05-31 00:00")):
        world.add(
            "activity", title=title, kind="email", completed=True, happened_at=moment(at), bindings=[(2, deal.pk)]
        )
    html = world.client_of("alice").get(f"/deals/{deal.pk}/timeline/").content.decode()
    days = texts(html, "h3")
    assert days[-2:] == ["Saturday, May 31", "Friday, May 30"]


def test_kinds_are_named_in_the_singular(world: World) -> None:
    deal = world.add("deal", title="Deal")
    world.add("activity", kind="call", completed=True, bindings=[(2, deal.pk)])
    html = world.client_of("alice").get(f"/deals/{deal.pk}/timeline/").content.decode()
    assert "<b>Call</b>" in html
    assert "Calls" not in html
    assert "<b>Appel</b>" in world.client_of("alice", "fr").get(f"/deals/{deal.pk}/timeline/").content.decode()


def test_moves_and_changes_are_in_words(world: World) -> None:
    deal = world.add("deal", title="Deal", amount=100)
    update_item(item_types.get("deal"), deal.pk, {"stage": "WON", "amount": 200}, actor=world.admin, at=timezone.now())
    html = world.client_of("alice").get(f"/deals/{deal.pk}/timeline/").content.decode()
    for word in ("New</span>", "Deal won</span>", "€100", "€200", "Created by Ada Min"):
        assert word in html, word


def test_goes_back_page_by_page_without_losing_any(
    world: World, monkeypatch: pytest.MonkeyPatch, frozen: object
) -> None:
    monkeypatch.setattr("comptoir.activities.queries.PAGE", 4)
    deal = world.add("deal", title="Deal")
    for day in range(1, 12):
        world.add(
            "activity",
            title=f"Call {day:02}",
            kind="call",
            completed=True,
            happened_at=moment(f"2025-05-{day:02} 10:00"),
            bindings=[(2, deal.pk)],
        )
    client, address, seen = world.client_of("alice"), f"/deals/{deal.pk}/timeline/", []
    while address:
        html = client.get(address).content.decode()
        seen += re.findall(r"<b>(Call \d\d)</b>", html)
        older = re.search(r'hx-get="([^"]*before=[^"]*)"', html)
        address = older[1] if older else ""
    assert seen == [f"Call {day:02}" for day in range(11, 0, -1)]
    assert client.get(f"/deals/{deal.pk}/timeline/?before=soon").status_code == 400


def test_products_have_none(world: World) -> None:
    product = world.add("product", title="Thing")
    assert world.client_of("admin").get(f"/products/{product.pk}/timeline/").status_code == 404
