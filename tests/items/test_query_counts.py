"""The number of queries of each page: written down, and the same for three rows as for thirty."""

import pytest

from comptoir.access.gate import reach
from comptoir.account.queries import account
from comptoir.items.cards.card import card_of
from comptoir.items.cards.frame import frame
from comptoir.items.core.item_types import item_types
from comptoir.kit.memo import remembering
from tests.query_counts import count_queries, expect_queries
from tests.world import World


def fill(world: World, count: int) -> None:
    for place in range(count):
        company = world.add("company", title=f"Company {place}", phone=[f"0100000{place:03}"])
        contact = world.add(
            "contact", last_name=f"Contact {place}", companies=[company.pk], email=[f"c{place}@x.example"]
        )
        deal = world.add(
            "deal", title=f"Deal {place}", company=company, contacts=[contact.pk], amount=place, source="CALL"
        )
        for code in ("lead", "quote", "invoice", "product"):
            extra = {} if code == "product" else {"company": company}
            world.add(code, title=f"{code} {place}", **extra)
        world.add(
            "activity",
            title=f"Call {place}",
            kind="call",
            deadline="2026-01-01T09:00",
            bindings=[(2, deal.pk), (4, company.pk)],
        )


@pytest.mark.parametrize(
    "path", ["leads", "deals", "quotes", "invoices", "contacts", "companies", "products", "activities"]
)
@pytest.mark.parametrize("who", ["admin", "carol"])
def test_lists(world: World, path: str, who: str) -> None:
    client = world.client_of(who)
    fill(world, 2)
    client.get(f"/{path}/")
    few = count_queries(lambda: client.get(f"/{path}/"))
    fill(world, 5)
    assert count_queries(lambda: client.get(f"/{path}/")) == few
    expect_queries(f"list of {path}, {who}", few)


@pytest.mark.parametrize(
    "path", ["leads", "deals", "quotes", "invoices", "contacts", "companies", "products", "activities"]
)
def test_cards(world: World, path: str) -> None:
    client = world.client_of("admin")
    fill(world, 1)
    address = client.get(f"/{path}/").content.decode().split("data-row-link")[0].rsplit('href="', 1)[1].split('"')[0]
    client.get(address)
    expect_queries(f"card of {path}", count_queries(lambda: client.get(address)))


@pytest.mark.parametrize("who", ["admin", "carol"])
@pytest.mark.parametrize("code", ["lead", "deal", "quote", "invoice", "contact", "company"])
def test_the_frame_of_a_card(world: World, code: str, who: str) -> None:
    """The frame alone, without what every page asks first: session, user, rights and settings."""
    viewer, seen = getattr(world, who), {"responsible": world.alice}
    company = world.add("company", title="Cancity", phone=["0100000000"], **seen)
    contacts = [world.add("contact", last_name=f"C{n}", companies=[company.pk], **seen).pk for n in range(3)]
    clients = {"company": company, "contacts": contacts}
    given = {"last_name": "Cann", "companies": [company.pk]} if code == "contact" else {"title": "One", **clients}
    item = company if code == "company" else world.add(code, **given, **seen)
    item_type = item_types.get(code)

    def read() -> None:
        with remembering():
            account()
            reach(viewer)
            made.append(count_queries(lambda: frame(card_of(item_type, item.pk, viewer))))

    made: list[int] = []
    read()
    fill(world, 3)
    for _ in range(3):
        world.add("quote", title="Another", **clients, **seen)
    read()
    assert made[0] == made[1] <= 8
    expect_queries(f"frame of a card of {item_type.plural}, {who}", made[0])


def test_a_card_does_not_grow_with_its_neighbours(world: World) -> None:
    client = world.client_of("admin")
    company = world.add("company", title="Cancity")

    def more() -> None:
        for place in range(4):
            deal = world.add("deal", title=f"Deal {place}", company=company)
            world.add(
                "activity",
                title="Call",
                kind="call",
                completed=bool(place % 2),
                bindings=[(4, company.pk), (2, deal.pk)],
            )

    more()
    client.get(f"/companies/{company.pk}/")
    few = {
        part: count_queries(lambda p=part: client.get(f"/companies/{company.pk}/{p}"))
        for part in ("", "deals/", "history/", "timeline/")
    }
    more()
    more()
    assert {part: count_queries(lambda p=part: client.get(f"/companies/{company.pk}/{p}")) for part in few} == few


@pytest.mark.parametrize("address", ["/", "/search/?q=deal", "/deals/new/"])
def test_other_pages(world: World, address: str) -> None:
    client = world.client_of("admin")
    fill(world, 2)
    client.get(address)
    few = count_queries(lambda: client.get(address))
    fill(world, 4)
    assert count_queries(lambda: client.get(address)) == few
    expect_queries(f"page {address}", few)
