"""How many queries REST methods need: the same for three rows and for fifty."""

from typing import Any

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_items
from tests.items.rest.conftest import Callers
from tests.query_counts import count_queries, expect_queries
from tests.rest.conftest import Rest
from tests.world import World

EVERYTHING = {"select": ["*", "PHONE", "EMAIL", "WEB", "IM", "LINK"]}
CALLS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("crm.lead.list", EVERYTHING, "lead"),
    ("crm.deal.list", {}, "deal"),
    ("crm.contact.list", EVERYTHING, "contact"),
    ("crm.company.list", EVERYTHING, "company"),
    ("crm.item.list", {"entityTypeId": 1}, "lead"),
    ("crm.item.list", {"entityTypeId": 2}, "deal"),
    ("crm.item.list", {"entityTypeId": 7}, "quote"),
    ("crm.item.list", {"entityTypeId": 31}, "invoice"),
    ("crm.stagehistory.list", {"entityTypeId": 2}, "deal"),
)


def add_rows(world: World, code: str, count: int) -> None:
    rows: list[dict[str, Any]] = []
    for number in range(count):
        row: dict[str, Any] = {"name" if code == "contact" else "title": f"N{number}", "observers": [world.bob.pk]}
        if code in ("lead", "contact", "company"):
            row |= {"phone": [f"012345{number:04}"], "email": [f"n{number}@example.com"]}
        rows.append({**row, "responsible": world.alice.pk})
    add_items(item_types.get(code), rows, actor=world.admin, at=timezone.now())


@pytest.mark.parametrize(("method", "params", "code"), CALLS)
@pytest.mark.parametrize("name", ["admin", "carol"])
def test_lists(as_: Callers, world: World, method: str, params: dict[str, Any], code: str, name: str) -> None:
    rest = as_(name)
    rest("crm.deal.fields")
    add_rows(world, code, 3)
    few = count_queries(lambda: rest(method, params).result)
    add_rows(world, code, 57)
    many = count_queries(lambda: rest(method, params).result)
    # A full page asks for the total apart; a short one knows it.
    assert many == few + 1
    what = f"{method} {code}" if "item" in method else method
    expect_queries(f"{what}, {name}", many)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("crm.deal.get", {}),
        ("crm.deal.add", {"fields": {"TITLE": "New"}}),
        ("crm.deal.update", {"fields": {"TITLE": "Changed"}}),
        ("crm.status.list", {}),
    ],
)
def test_single_calls(rest: Rest, world: World, method: str, params: dict[str, Any]) -> None:
    deal = world.add("deal", title="Chairs")
    rest("crm.deal.fields")
    expect_queries(method, count_queries(lambda: rest(method, {"id": deal.pk, **params}).result))
