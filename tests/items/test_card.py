"""The card of an item: its header, fields, tabs, related lists and history."""

import re

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from tests.world import World


def test_shows_fields_client_and_source(world: World) -> None:
    company = world.add("company", title="Cancity", phone=["01 02 03 04 05"])
    deal = world.add("deal", title="Big deal", company=company, source="CALL", amount=5000)
    html = world.client_of("alice").get(f"/deals/{deal.pk}/").content.decode()
    assert "Big deal</h1>" in html
    assert f'href="/companies/{company.pk}/"' in html
    assert f'id="deals-{deal.pk}-source"' in html
    assert 'href="tel:+33102030405"' in html
    assert "€5,000" in html


@pytest.mark.parametrize("type_code", ["lead", "deal", "contact", "company"])
def test_source_is_a_field_of_the_card(world: World, type_code: str) -> None:
    values = {"last_name": "Martin"} if type_code in ("lead", "contact") else {"title": "Any"}
    item = world.add(type_code, source="WEB", **values)
    path = item_types.get(type_code).path
    html = world.client_of("alice").get(f"/{path}/{item.pk}/").content.decode()
    assert f'id="{path}-{item.pk}-source"' in html
    assert "Website" in html


def test_is_the_same_in_a_slider(world: World) -> None:
    deal = world.add("deal", title="Big deal")
    html = world.client_of("alice").get(f"/deals/{deal.pk}/", headers={"X-Comptoir-Slider": "1"}).content.decode()
    assert html.lstrip().startswith('<div class="slider__inner"')
    assert "Big deal</h1>" in html


def test_offers_no_edit_to_who_may_only_read(world: World) -> None:
    deal = world.add("deal", title="Open deal", opened=True)
    reader = world.user("eve", "analyst")
    answer = world.client_of(reader).get(f"/deals/{deal.pk}/")
    if answer.status_code == 404:
        pytest.skip("the role does not read deals")
    html = answer.content.decode()
    assert "/fields/" not in html
    assert "/delete/" not in html
    assert "/stage/" not in html


@pytest.mark.parametrize(
    ("tab", "shown", "hidden"),
    [
        ("deals", "Deal of Cancity", "Deal of Isdom"),
        ("contacts", "Anne Martin", "Paul Durand"),
        ("invoices", "Invoice of Cancity", "Deal of Isdom"),
    ],
)
def test_related_lists_show_what_points_here(world: World, tab: str, shown: str, hidden: str) -> None:
    cancity, isdom = (world.add("company", title=title) for title in ("Cancity", "Isdom"))
    world.add("deal", title="Deal of Cancity", company=cancity)
    world.add("deal", title="Deal of Isdom", company=isdom)
    world.add("invoice", title="Invoice of Cancity", company=cancity)
    world.add("contact", name="Anne", last_name="Martin", companies=[cancity.pk])
    world.add("contact", name="Paul", last_name="Durand", companies=[isdom.pk])
    html = world.client_of("alice").get(f"/companies/{cancity.pk}/{tab}/").content.decode()
    assert shown in html
    assert hidden not in html


def test_counts_of_tabs_leave_out_what_is_out_of_sight(world: World) -> None:
    company = world.add("company", title="Cancity")
    world.add("deal", title="Seen", company=company)
    world.add("deal", title="Unseen", company=company, responsible=world.dave)
    client = world.client_of("alice")
    html = client.get(f"/companies/{company.pk}/").content.decode()
    assert re.search(r"/deals/\"[^>]*>Deals <b>1</b>", html)
    assert "Unseen" not in client.get(f"/companies/{company.pk}/deals/").content.decode()


def test_a_contact_shows_deals_where_it_is_second(world: World) -> None:
    first, second = (world.add("contact", last_name=name) for name in ("First", "Second"))
    world.add("deal", title="Shared deal", contacts=[first.pk, second.pk])
    assert "Shared deal" in world.client_of("alice").get(f"/contacts/{second.pk}/deals/").content.decode()


def test_history_is_in_words(world: World) -> None:
    deal = world.add("deal", title="Old title", amount=100)
    update_item(
        item_types.get("deal"),
        deal.pk,
        {"title": "New title", "amount": "250", "stage": "WON", "source": "CALL", "responsible": world.bob.pk},
        actor=world.admin,
        at=timezone.now(),
    )
    html = world.client_of("admin").get(f"/deals/{deal.pk}/history/").content.decode()
    for word in ("Old title", "New title", "€100", "€250", "Deal won", "Call", "Bob Blanc", "Alice Arnaud", "Ada Min"):
        assert word in html, word


@pytest.mark.parametrize("part", ["unknown", "history/x", "fields", "fields/nothing"])
def test_parts_that_do_not_exist_are_refused(world: World, part: str) -> None:
    deal = world.add("deal")
    assert world.client_of("alice").get(f"/deals/{deal.pk}/{part}/").status_code in (400, 404)


def test_a_web_address_that_runs_code_is_no_link(world: World) -> None:
    company = world.add("company", title="Bad", web=["javascript:alert(1)", "https://good.example", "plain.example"])
    html = world.client_of("alice").get(f"/companies/{company.pk}/").content.decode()
    assert 'href="javascript:' not in html
    assert 'href="https://good.example"' in html
    assert 'href="https://plain.example"' in html
