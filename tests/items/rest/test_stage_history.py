"""crm.stagehistory.list: every move, of the items that the caller may see."""

from typing import Any

import pytest

from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World


@pytest.fixture
def deal(rest: Rest, world: World, frozen: Any) -> Any:
    deal = world.add("deal", title="Chairs")
    rest("crm.deal.update", {"id": deal.pk, "fields": {"STAGE_ID": "EXECUTING"}})
    frozen.move_to("2025-06-10T08:00:00+00:00")
    rest("crm.deal.update", {"id": deal.pk, "fields": {"STAGE_ID": "LOSE"}})
    return deal


def listed(rest: Rest, number: int = 2, **params: Any) -> list[dict[str, Any]]:
    return rest("crm.stagehistory.list", {"entityTypeId": number, **params}).result["items"]


def test_tells_every_move_with_integers(rest: Rest, deal: Any) -> None:
    rows = listed(rest)
    assert [(row["TYPE_ID"], row["STAGE_ID"], row["STAGE_SEMANTIC_ID"]) for row in rows] == [
        (1, "NEW", "P"), (2, "EXECUTING", "P"), (3, "LOSE", "F"),
    ]  # fmt: skip
    last = rows[2]
    assert last == {
        "ID": last["ID"], "TYPE_ID": 3, "OWNER_ID": deal.pk, "CREATED_TIME": "2025-06-10T10:00:00+02:00",
        "CATEGORY_ID": 0, "STAGE_SEMANTIC_ID": "F", "STAGE_ID": "LOSE",
    }  # fmt: skip
    assert isinstance(last["ID"], int)


def test_leads_say_status(rest: Rest, world: World) -> None:
    lead = world.add("lead", title="Fair")
    [row] = listed(rest, 1)
    assert set(row) == {"ID", "TYPE_ID", "OWNER_ID", "CREATED_TIME", "STATUS_SEMANTIC_ID", "STATUS_ID"}
    assert (row["OWNER_ID"], row["STATUS_ID"]) == (lead.pk, "NEW")
    assert listed(rest, 5) == []


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"TYPE_ID": 3}, ["LOSE"]),
        ({"@TYPE_ID": [1, 3]}, ["NEW", "LOSE"]),
        ({"!STAGE_ID": "NEW"}, ["EXECUTING", "LOSE"]),
        ({"%STAGE_ID": "EXEC"}, ["EXECUTING"]),
        ({"=%STAGE_ID": "%E%"}, ["NEW", "EXECUTING", "LOSE"]),
        ({">=CREATED_TIME": "2025-06-10"}, ["LOSE"]),
        ({"logic": "OR", "0": {"TYPE_ID": 1}, "1": {"STAGE_SEMANTIC_ID": "F"}}, ["NEW", "LOSE"]),
        ({"OWNER_ID": 999}, []),
        ({">OWNER_ID": ""}, []),
    ],
)
def test_filter(rest: Rest, deal: Any, where: Any, expected: list[str]) -> None:
    assert [row["STAGE_ID"] for row in listed(rest, filter=where)] == expected


def test_order_and_select(rest: Rest, deal: Any) -> None:
    rows = listed(rest, order={"ID": "DESC"}, select=["STAGE_ID", "NOTHING"])
    assert rows == [{"STAGE_ID": "LOSE"}, {"STAGE_ID": "EXECUTING"}, {"STAGE_ID": "NEW"}]


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({}, ("100", "Could not find value for parameter {entityTypeId}")),
        ({"entityTypeId": 7}, ("ENTITY_TYPE_NOT_SUPPORTED", "Entity type 7 is not supported")),
        ({"entityTypeId": 3}, ("ENTITY_TYPE_NOT_SUPPORTED", "Entity type 3 is not supported")),
        (
            {"entityTypeId": 2, "filter": {"STATUS_ID": "x"}},
            ("INVALID_ARG_VALUE", "Invalid filter: field 'STATUS_ID' is not allowed in filter"),
        ),
        (
            {"entityTypeId": 2, "filter": {"OWNER_ID": "x"}},
            ("INVALID_ARG_VALUE", "Invalid filter: field 'OWNER_ID' has invalid value"),
        ),
        (
            {"entityTypeId": 2, "order": {"x": "ASC"}},
            ("INVALID_ARG_VALUE", "Invalid order: field 'x' is not allowed in order"),
        ),
    ],
)
def test_refuses(rest: Rest, params: dict[str, Any], error: tuple[str, str]) -> None:
    assert rest("crm.stagehistory.list", params).error == (400, *error)


def test_who_may(as_: Callers, world: World, deal: Any) -> None:
    assert [len(listed(as_(name))) for name in ("alice", "carol", "bob", "dave")] == [3, 3, 0, 0]
    world.dave.roles.clear()
    denied = (403, "ACCESS_DENIED", "Access denied")
    assert as_("dave")("crm.stagehistory.list", {"entityTypeId": 2}).error == denied
