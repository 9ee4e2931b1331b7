"""Each page and fragment of items for the administrator, the owner, a colleague, a stranger and nobody."""

from typing import Any

import pytest

from tests.world import CAST, World

HTMX = {"HX-Request": "true"}
PARTS = ("", "history/", "timeline/", "fields/title/", "products/", "quotes/")
LISTS = ("", "new/", "choices/", "filter/", "?panel=filter")


@pytest.fixture
def deal(world: World) -> Any:
    return world.add("deal", title="Alice's deal")


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("part", PARTS)
def test_reading_a_card(world: World, deal: Any, who: str, part: str) -> None:
    status = world.client_of(who).get(f"/deals/{deal.pk}/{part}").status_code
    assert status == {"admin": 200, "alice": 200, "carol": 200, "bob": 404, "dave": 404, "nobody": 302}[who]


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("stage/", {"stage": "WON"}),
        ("fields/title/", {"title": "x"}),
        ("plan/", {"title": "Call", "kind": "call", "done": "1"}),
        ("products/", {}),
        ("products/preview/", {}),
    ],
)
def test_changing_a_card(world: World, deal: Any, who: str, part: str, sent: dict[str, str]) -> None:
    status = world.client_of(who).post(f"/deals/{deal.pk}/{part}", sent, headers=HTMX).status_code
    allowed = {200, 204, 302}
    expected = {"admin": allowed, "alice": allowed, "carol": allowed, "bob": {404}, "dave": {404}, "nobody": {401}}[who]
    assert status in expected


@pytest.mark.parametrize("who", CAST)
def test_deleting(world: World, deal: Any, who: str) -> None:
    status = world.client_of(who).post(f"/deals/{deal.pk}/delete/").status_code
    assert (status in (403, 404)) == (who in ("alice", "bob", "dave")) or who in ("admin", "carol", "nobody")
    if who in ("bob", "dave"):
        assert status == 404


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("part", LISTS)
def test_lists_show_only_what_is_in_sight(world: World, deal: Any, who: str, part: str) -> None:
    answer = world.client_of(who).get(f"/deals/{part}")
    assert answer.status_code == (302 if who == "nobody" or part == "filter/" else 200)
    if part in ("", "choices/"):
        assert (b"Alice&#39;s deal" in answer.content or b"Alice's deal" in answer.content) == (
            who in ("admin", "alice", "carol")
        )


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(
    "address", ["/", "/search/?q=deal", "/search/quick/?q=deal", "/activities/", "/activities/new/"]
)
def test_pages_for_whoever_has_signed_in(world: World, deal: Any, who: str, address: str) -> None:
    assert world.client_of(who).get(address).status_code == (302 if who == "nobody" else 200)


def test_without_any_right_there_is_nothing_to_read(world: World, deal: Any) -> None:
    client = world.client_of(world.user("zoe"))
    assert client.get("/deals/").status_code == 403
    assert client.get("/deals/new/").status_code == 403
    assert client.get(f"/deals/{deal.pk}/").status_code == 404
    assert b"/deals/" not in client.get("/").content.split(b"<main")[0]


@pytest.mark.parametrize(
    "path", ["leads", "deals", "quotes", "invoices", "contacts", "companies", "products", "activities"]
)
def test_no_card_of_a_record_that_does_not_exist(world: World, path: str) -> None:
    client = world.client_of("admin")
    for part in ("", "history/", "timeline/", "fields/title/", "fields/responsible/"):
        assert client.get(f"/{path}/999999/{part}").status_code == 404
    assert client.get(f"/{path}/{10**30}/").status_code == 404
