"""Injections and nonsense at lists and writes: a documented error or a right answer, never a 500."""

import json
import random
from typing import Any

import pytest

from comptoir.items.core.item_types import item_types
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

# One list of each way of filtering; tests/rest/test_registry.py sends the same to every method.
LISTS = ("crm.lead.list", "crm.deal.list", "crm.item.list?entityTypeId=2", "crm.stagehistory.list?entityTypeId=2")
KNOWN_ERRORS = {
    "", "0", "100", "ERROR_CORE", "INVALID_ARG_VALUE", "INVALID_REQUEST", "NOT_FOUND",
    "CRM_FIELD_ERROR_VALUE_NOT_VALID", "CRM_FIELD_ERROR_REQUIRED",
}  # fmt: skip


@pytest.fixture
def visible(world: World) -> set[str]:
    """A portal in which Bob sees one deal and Alice has another."""
    world.add("deal", title="Hidden one", responsible=world.alice)
    world.add("lead", title="Hidden lead", responsible=world.alice)
    return {world.add("deal", title="Bob's", responsible=world.bob).title}


def send(rest: Rest, method: str, query: str) -> Any:
    name, _, fixed = method.partition("?")
    return rest.post(name, "&".join(part for part in (fixed, query) if part))


def injections(data_folder: Any) -> list[str]:
    lines = (data_folder / "security" / "filter_injection.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_filter_injections(as_: Callers, visible: set[str], data_folder: Any) -> None:
    bob = as_("bob")
    for query in injections(data_folder):
        for method in LISTS:
            answer = send(bob, method, query)
            if answer.status == 200:
                assert "Hidden" not in json.dumps(answer.body["result"])
                assert "password" not in json.dumps(answer.body["result"])
            else:
                assert answer.status in (400, 403, 404, 413)
                assert str(answer.body["error"]) in KNOWN_ERRORS | {"ACCESS_DENIED"}, (method, query)


def test_nested_parameters(as_: Callers, visible: set[str], data_folder: Any) -> None:
    bob = as_("bob")
    seeds = json.loads((data_folder / "security" / "nested_params.json").read_text())
    queries = [query for group in seeds.values() for query in (group if isinstance(group, list) else [group])]
    for query in queries:
        if isinstance(query, str):
            for method in (
                "crm.deal.list",
                "crm.deal.add",
                "crm.item.list?entityTypeId=2",
                "crm.item.add?entityTypeId=2",
            ):
                assert send(bob, method, query).status in (200, 400, 413)


VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e300, 2**63, -(2**63) - 1, 10**30, "", " ", "'", "\\", "%", "_", "x" * 5000,
    "0001-01-01", "9999-12-31T23:59:59-14:00", "2025-02-30", "25:00", "NaN",
    "Infinity", "1e999", "١٢٣", "😀", [], {}, [[]],
    [{}],
    {"a": {"b": []}}, ["a", 1, None, {}], {"ID": {"x": 1}}, {"0": {"VALUE": {"x": 1}}},
)  # fmt: skip


# Pairs of a field and a value that one run tries for a type; the same ones each time.
PAIRS = 40


def pairs(fields: Any) -> list[tuple[str, Any]]:
    return random.Random(7).sample([(field, value) for field in fields for value in VALUES], PAIRS)


def check(answer: Any, *about: Any) -> None:
    assert answer.status in (200, 400), about
    assert answer.status == 200 or answer.body["error"] in KNOWN_ERRORS


@pytest.mark.parametrize("name", ["lead", "deal", "contact", "company"])
def test_odd_values_classic(rest: Rest, world: World, name: str) -> None:
    item = world.add(name, **({"name": "X"} if name == "contact" else {"title": "X"}))
    for field, value in pairs(rest(f"crm.{name}.fields").result):
        check(rest(f"crm.{name}.update", {"id": item.pk, "fields": {field: value}}), field, value)
        params = {"filter": {field: value, f"!{field}": value}, "order": {field: "DESC"}, "select": [field]}
        check(rest(f"crm.{name}.list", params), field, value)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7, 31])
def test_odd_values_camel(rest: Rest, world: World, number: int) -> None:
    item_type = item_types.by_id(number)
    assert item_type is not None
    item = world.add(item_type.code, **({"name": "X"} if number == 3 else {"title": "X"}))
    call = {"entityTypeId": number}
    for field, value in pairs(rest("crm.item.fields", call).result["fields"]):
        check(rest("crm.item.update", {**call, "id": item.pk, "fields": {field: value}}), field, value)
        check(rest("crm.item.list", {**call, "filter": {field: value}, "order": {field: "DESC"}}), field, value)
        check(rest("crm.item.list", {**call, "filter": {f"%{field}": value}}), field, value)
