"""Paging by key: the pages of a list put together are the whole list, once, in order, forwards and backwards."""

import re
from datetime import date, timedelta

import pytest

from comptoir.items.lists import listing
from tests.markup import markup_of
from tests.world import World


def ids(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'name="ids" value="(\d+)"', html)]


def link(html: str, rel: str) -> str:
    found = re.search(rf'href="([^"]+)" rel="{rel}"', html)
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.parametrize(
    "order",
    [
        "id",
        "-id",
        "title",
        "-title",
        "amount",
        "-amount",
        "close_date",
        "-close_date",
        "stage",
        "-created_at",
        "probability",
        "-probability",
        "opened",
    ],
)
def test_pages_are_the_whole_list_once(world: World, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr(listing.Listing.__init__, "__kwdefaults__", {"within": None, "operation": "read", "size": 4})
    for place in range(14):
        world.add(
            "deal",
            title=f"deal {place % 3}",
            amount=place % 4,
            close_date=date(2025, 1, 1) + timedelta(days=place % 5) if place % 2 else "",
            probability=place % 3 if place % 4 else "",
            stage=("NEW", "EXECUTING", "WON")[place % 3],
        )
    client = world.client_of("alice")
    pages, address = [], f"/deals/?order={order}"
    while address:
        html = markup_of(client.get(address))
        pages.append(ids(html))
        address, last = link(html, "next"), html
    forwards = [one for page in pages for one in page]
    assert len(forwards) == len(set(forwards)) == 14
    assert [len(page) for page in pages] == [4, 4, 4, 2]
    back, address = [pages[-1]], link(last, "prev")
    while address:
        html = markup_of(client.get(address))
        back.insert(0, ids(html))
        address = link(html, "prev")
    assert back == pages


def test_rows_without_a_value_come_last_in_both_directions(world: World) -> None:
    for title, day in (("early", "2025-01-01"), ("never", ""), ("late", "2025-02-01")):
        world.add("deal", title=title, close_date=day)
    client = world.client_of("alice")
    shown = [
        re.findall(r"data-row-link>([^<]*)<", client.get(f"/deals/?order={order}").content.decode())
        for order in ("close_date", "-close_date")
    ]
    assert shown == [["early", "late", "never"], ["late", "early", "never"]]


@pytest.mark.parametrize("place", ["x", "e30", "W10", "WyJhIl0", "WzEsMiwzXQ", "W251bGwsIngiXQ", "\u00e9"])
def test_a_place_that_does_not_exist_is_refused(world: World, place: str) -> None:
    world.add("deal")
    assert world.client_of("alice").get("/deals/", {"after": place, "order": "amount"}).status_code == 400


def test_the_count_is_honest_about_its_cap(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 3)
    monkeypatch.setattr(listing.Listing.__init__, "__kwdefaults__", {"within": None, "operation": "read", "size": 2})
    for _ in range(5):
        world.add("deal")
    html = world.client_of("alice").get("/deals/").content.decode()
    assert "+</b>" in html
    exact = world.client_of("alice").get("/deals/?count=exact").content.decode()
    assert "<b>5</b>" in exact
