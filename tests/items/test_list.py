"""The list of a type: what it shows, in which order, and what its address may ask for."""

import re
from decimal import Decimal

import pytest

from comptoir.items.models import ListView
from tests.world import World


def titles(html: str) -> list[str]:
    return re.findall(r"data-row-link>([^<]*)</a>", html)


def test_shows_titles_amounts_and_names_of_stages_and_lists(world: World) -> None:
    company = world.add("company", title="Cancity")
    world.add("deal", title="Big deal", company=company, amount="1234.5", source="CALL", stage="PREPARATION")
    html = world.client_of("alice").get("/deals/").content.decode()
    assert titles(html) == ["Big deal"]
    assert "Cancity" in html
    assert "Document preparation" in html
    assert "€1,234.50" in html
    assert "Call" in html
    assert "Alice Arnaud" in html


def test_writes_amounts_in_the_readers_language(world: World) -> None:
    world.add("deal", title="Big deal", amount="1234.5")
    html = world.client_of("alice", "fr").get("/deals/").content.decode()
    assert "1\u202f234,50\u00a0€" in html


def test_sums_the_page_in_the_currency_of_the_account(world: World) -> None:
    for amount in ("100", "250.50"):
        world.add("deal", amount=amount)
    html = world.client_of("alice").get("/deals/").content.decode()
    assert "€350.50" in html


def test_counts_only_what_the_reader_may_see(world: World) -> None:
    world.add("deal", title="Mine")
    world.add("deal", title="Dave's", responsible=world.dave)
    html = world.client_of("alice").get("/deals/").content.decode()
    assert titles(html) == ["Mine"]
    assert re.search(r'id="list-total"><b>1</b>', html)


def test_a_deleted_value_of_a_list_says_so(world: World) -> None:
    deal = world.add("deal", title="Old source")
    type(deal).objects.filter(pk=deal.pk).update(source="GONE")
    assert "(deleted) GONE" in world.client_of("alice").get("/deals/").content.decode()
    assert "(supprimé) GONE" in world.client_of("alice", "fr").get("/deals/").content.decode()


def test_a_client_out_of_sight_stays_nameless(world: World) -> None:
    company = world.add("company", title="Secret Ltd", responsible=world.dave)
    world.add("deal", title="Known deal", company=company)
    html = world.client_of("alice").get("/deals/").content.decode()
    assert "Secret Ltd" not in html
    assert "Hidden record" in html


def test_markup_in_names_is_text(world: World) -> None:
    world.add("deal", title="<script>alert(1)</script>")
    html = world.client_of("alice").get("/deals/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("title", ["a", "b", "c"]),
        ("-title", ["c", "b", "a"]),
        ("amount", ["b", "c", "a"]),
        ("-amount", ["a", "c", "b"]),
    ],
)
def test_sorts_by_the_column_asked_for(world: World, order: str, expected: list[str]) -> None:
    for title, amount in (("a", 300), ("b", 100), ("c", 200)):
        world.add("deal", title=title, amount=Decimal(amount))
    assert titles(world.client_of("alice").get(f"/deals/?order={order}").content.decode()) == expected


def test_sorts_stages_in_their_own_order(world: World) -> None:
    for stage in ("WON", "NEW", "EXECUTING"):
        world.add("deal", title=stage, stage=stage)
    assert titles(world.client_of("alice").get("/deals/?order=stage").content.decode()) == ["NEW", "EXECUTING", "WON"]


def test_keeps_the_columns_that_the_reader_chose(world: World) -> None:
    world.add("deal", title="Any", probability=42)
    client = world.client_of("alice")
    client.post("/deals/columns/", {"columns": ["probability", "unknown"], "order": "-amount"})
    assert ListView.objects.get(user=world.alice).columns == ["title", "probability"]
    html = client.get("/deals/").content.decode()
    assert "Probability" in html
    assert "42" in html
    client.post("/deals/columns/", {"restore": "1"})
    assert not ListView.objects.exists()


def test_shows_the_columns_that_the_address_names(world: World) -> None:
    world.add("deal", title="Any")
    html = world.client_of("alice").get("/deals/?columns=title,close_date").content.decode()
    heads = re.findall(r'<th scope="col" class="[^"]*cell-([a-z_]+)"', html)
    assert heads == ["check", "title", "close_date"]


def test_does_not_follow_an_address_of_another_site(world: World) -> None:
    answer = world.client_of("alice").post("/deals/columns/", {"columns": "title", "back": "//evil.example/"})
    assert answer.headers["Location"] == "/deals/"


def test_finds_by_words_and_by_telephone(world: World, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        world.add("contact", name="Élodie", last_name="Martin", phone=["06 12 34 56 78"])
        world.add("contact", name="Paul", last_name="Durand")
    client = world.client_of("alice")
    assert titles(client.get("/contacts/?q=elodie").content.decode()) == ["Élodie Martin"]
    assert titles(client.get("/contacts/?q=%2B33612345678").content.decode()) == ["Élodie Martin"]


@pytest.mark.parametrize(
    "path", ["leads", "deals", "quotes", "invoices", "contacts", "companies", "products", "activities"]
)
def test_an_empty_list_offers_the_first_action(world: World, path: str) -> None:
    answer = world.client_of("admin").get(f"/{path}/")
    assert answer.status_code == 200
    assert "Nothing here yet" in answer.content.decode()
