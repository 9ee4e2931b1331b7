"""`fields` of both families, compared with the machine-readable specification."""

import json
from typing import Any

import pytest

from tests.rest.conftest import Rest

CLASSIC = ("lead", "deal", "contact", "company", "quote")
CAMEL = {
    "item_lead": 1,
    "item_deal": 2,
    "item_contact": 3,
    "item_company": 4,
    "item_quote": 7,
    "item_smart_invoice": 31,
}
# Ours in addition: a company's source (specification of directories, decision 20), an invoice's deal and quote.
EXTRA = {
    "company": {"SOURCE_ID", "SOURCE_DESCRIPTION"},
    "item_company": {"sourceId", "sourceDescription"},
    "item_smart_invoice": {"parentId2", "parentId7"},
}


@pytest.fixture(scope="module")
def specified(spec_folder: Any) -> dict[str, Any]:
    return json.loads((spec_folder / "fields.json").read_text())


def without(described: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {name: {key: value for key, value in entry.items() if key not in keys} for name, entry in described.items()}


def wanted(specified: dict[str, Any], key: str) -> dict[str, Any]:
    """The specification of a type without its remarks, `{categoryId}` standing for the only pipeline of invoices."""
    text = json.dumps(without(specified[key], "derived", "isDisabled")).replace("{categoryId}", "1")
    return json.loads(text)


@pytest.mark.parametrize("name", CLASSIC)
def test_classic_fields_are_those_of_the_specification(rest: Rest, specified: dict[str, Any], name: str) -> None:
    shown = without(rest(f"crm.{name}.fields").result, "title")
    assert set(shown) - set(specified[name]) == EXTRA.get(name, set())
    assert {key: shown[key] for key in specified[name]} == wanted(specified, name)


@pytest.mark.parametrize("name", CAMEL)
def test_item_fields_are_those_of_the_specification(rest: Rest, specified: dict[str, Any], name: str) -> None:
    answer = rest("crm.item.fields", {"entityTypeId": CAMEL[name]}).result
    assert list(answer) == ["fields"]
    shown = without(answer["fields"], "title")
    assert set(shown) - set(specified[name]) == EXTRA.get(name, set())
    assert {key: shown[key] for key in specified[name]} == wanted(specified, name)


def test_a_field_is_described_in_the_portals_language(rest: Rest) -> None:
    assert rest("crm.deal.fields").result["SOURCE_ID"] == {
        "type": "crm_status",
        "isRequired": False,
        "isReadOnly": False,
        "isImmutable": False,
        "isMultiple": False,
        "isDynamic": False,
        "title": "Source",
        "statusType": "SOURCE",
    }


def test_everybody_may_read_what_fields_there_are(as_: Any) -> None:
    for name in ("alice", "dave"):
        assert "TITLE" in as_(name)("crm.lead.fields").result


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({}, (400, "100", "Could not find value for parameter {entityTypeId}")),
        ({"entityTypeId": "x"}, (400, "100", "Could not find value for parameter {entityTypeId}")),
        ({"entityTypeId": [2]}, (400, "100", "Could not find value for parameter {entityTypeId}")),
        ({"entityTypeId": 6}, (400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type 6 is not supported")),
        ({"entityTypeId": -1}, (400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type -1 is not supported")),
    ],
)
def test_a_type_must_be_named(rest: Rest, params: dict[str, Any], error: tuple[int, str, str]) -> None:
    for verb in ("fields", "get", "list", "add", "update", "delete"):
        assert rest(f"crm.item.{verb}", params).error == error
