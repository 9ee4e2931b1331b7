"""Filters in the address of a list: the grammar, its meaning, the panel that writes it, and what it refuses."""

import re

import pytest

from comptoir.items.core.item_types import item_types
from comptoir.items.filters.address import Written, read_condition
from comptoir.items.filters.panel import filterable
from comptoir.kit.filters import Op
from tests.markup import markup_of
from tests.world import World


def titles(html: str) -> set[str]:
    return set(re.findall(r"data-row-link>([^<]*)<", html))


@pytest.mark.parametrize(
    "written",
    [
        Written("stage", Op.IN, ("NEW", "WON")),
        Written("title", Op.CONTAINS, ("a, b: c",)),
        Written("title", Op.IN, ("a,b", "c\\")),
        Written("amount", Op.BETWEEN, ("1", "2")),
        Written("company", Op.EMPTY),
    ],
)
def test_what_is_written_is_read_again(written: Written) -> None:
    assert read_condition(str(written)) == written


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("f=stage:in:NEW,WON", {"new", "won"}),
        ("f=stage:not_in:NEW", {"won", "lost"}),
        ("f=amount:gte:200", {"won", "lost"}),
        ("f=amount:between:100,200", {"new", "won"}),
        ("f=title:contains:o", {"won", "lost"}),
        ("f=company:empty", {"won", "lost"}),
        ("f=company:not_empty", {"new"}),
        ("f=semantics:in:P", {"new"}),
        ("f=source:in:", {"new", "won", "lost"}),
        ("f=opened:eq:yes", {"lost"}),
        ("view=open", {"new"}),
        ("view=won", {"won"}),
        ("f=stage:in:NEW,WON&f=amount:lte:150", {"new"}),
    ],
)
def test_conditions_restrict_the_list(world: World, query: str, expected: set[str]) -> None:
    company = world.add("company", title="Cancity")
    world.add("deal", title="new", amount=100, company=company)
    world.add("deal", title="won", amount=200, stage="WON")
    world.add("deal", title="lost", amount=300, stage="LOSE", opened=True)
    html = world.client_of("carol").get(f"/deals/?{query}").content.decode()
    assert titles(html) == expected


def test_me_is_whoever_reads(world: World) -> None:
    world.add("deal", title="Alice's")
    world.add("deal", title="The admin's", responsible=world.admin)
    client = world.client_of("admin")
    assert titles(client.get("/deals/?f=responsible:in:me").content.decode()) == {"The admin&#39;s"}
    assert titles(client.get("/deals/?view=mine").content.decode()) == {"The admin&#39;s"}


@pytest.mark.parametrize(
    "query",
    [
        "f=nonsense:eq:1", "f=amount", "f=amount:like_this:1", "f=amount:gte:many", "f=close_date:gte:yesterday",
        "f=password:contains:a", "f=company__title:contains:a", "f=amount:contains:1", "f=responsible:in:x",
        "&".join(["f=amount:gte:1"] * 40), "f=source:in:%00",
    ],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_refused(world: World, query: str) -> None:
    assert world.client_of("alice").get(f"/deals/?{query}").status_code == 400


def test_each_condition_has_a_chip_that_removes_it(world: World) -> None:
    html = world.client_of("alice").get("/deals/?f=stage:in:NEW&f=amount:gte:500").content.decode()
    assert "Stage: New" in html
    assert "Amount at least €500" in html
    assert 'href="/deals/?f=amount%3Agte%3A500"' in html


def test_the_panel_writes_the_address(world: World) -> None:
    client = world.client_of("alice")
    chosen = {
        "query": "order=-amount", "place": ["0", "1"], "field-0": "stage", "op-0": "in", "value-0": ["NEW", "WON"],
        "field-1": "amount", "op-1": "gte", "value-1": "500",
    }  # fmt: skip
    answer = client.get("/deals/filter/", chosen)
    assert (
        answer.headers["Location"] == "/deals/?f=stage%3Ain%3ANEW%2CWON&f=amount%3Agte%3A500&order=-amount&panel=filter"
    )


def test_a_new_condition_waits_for_its_value(world: World) -> None:
    world.add("deal", title="Any")
    client = world.client_of("alice")
    answer = client.get("/deals/filter/", {"query": "", "add": "amount"})
    html = markup_of(client.get(answer.headers["Location"]))
    assert 'name="field-0" value="amount"' in html
    assert titles(html) == {"Any"}


def test_every_field_of_every_type_can_be_put_into_the_panel(world: World) -> None:
    client = world.client_of("admin")
    for item_type in item_types:
        for field in filterable(item_type):
            answer = client.get(f"/{item_type.path}/?panel=filter&add={field.code}")
            assert answer.status_code == 200, field
