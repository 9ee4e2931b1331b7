"""crm.status.fields, list, get, entity.items, entity.types: exact types, orders and texts."""

import json
from typing import Any

import pytest

from comptoir.account.models import AccountSettings
from comptoir.directories.models import DirectoryValue
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

DENIED = (400, "", "Access denied.")


def of(rest: Rest, directory: str) -> list[dict[str, Any]]:
    return rest("crm.status.list", {"filter": {"ENTITY_ID": directory}}).result


def test_fields_are_those_of_the_specification(rest: Rest, spec_folder: Any) -> None:
    wanted = json.loads((spec_folder / "fields.json").read_text())["status"]
    shown = rest("crm.status.fields").result
    assert {name: {key: value for key, value in row.items() if key != "title"} for name, row in shown.items()} == wanted
    assert list(shown) == list(wanted)
    assert set(rest("crm.status.extra.fields").result) == {"SEMANTICS", "COLOR"}


def test_sources_begin_with_call(rest: Rest) -> None:
    first = of(rest, "SOURCE")[0]
    assert first == {
        "ID": first["ID"], "ENTITY_ID": "SOURCE", "STATUS_ID": "CALL", "NAME": "Call", "NAME_INIT": "Call",
        "SORT": "10", "SYSTEM": "Y", "COLOR": None, "SEMANTICS": None, "CATEGORY_ID": "0",
    }  # fmt: skip
    assert first["ID"].isdigit()


def test_deal_stages_tell_their_groups(rest: Rest) -> None:
    stages = of(rest, "DEAL_STAGE")
    assert [stage["SEMANTICS"] for stage in stages] == [None] * 5 + ["S", "F", "F"]
    assert [stage["EXTRA"]["SEMANTICS"] for stage in stages] == ["process"] * 5 + ["success", "failure", "apology"]
    assert stages[5]["EXTRA"] == {"SEMANTICS": "success", "COLOR": "#7BD500"}
    assert list(stages[0])[-1] == "EXTRA"
    assert "EXTRA" not in of(rest, "SMART_INVOICE_STAGE_1")[0]
    assert of(rest, "DYNAMIC_31_STAGE_1") == of(rest, "SMART_INVOICE_STAGE_1")
    assert of(rest, "SMART_INVOICE_STAGE_1")[0]["CATEGORY_ID"] == "1"


def test_names_follow_the_portals_language(rest: Rest) -> None:
    AccountSettings.objects.update(language="fr")
    assert of(rest, "SOURCE")[0]["NAME"] == "Appel"
    assert of(rest, "SOURCE")[0]["NAME_INIT"] == "Appel"


def test_lists_everything_in_one_answer(rest: Rest) -> None:
    answer = rest("crm.status.list")
    count = DirectoryValue.objects.count()
    assert (len(answer.result), answer.body["total"]) == (count, count)
    assert "next" not in answer.body
    keys = [(int(row["SORT"]), int(row["ID"])) for row in answer.result]
    assert keys == sorted(keys)
    assert len(rest("crm.status.list", {"start": 50}).result) == count - 50
    assert rest("crm.status.list", {"start": -1}).body["total"] == 0


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "NEW IN_PROCESS PROCESSED CONVERTED JUNK"),
        ({"STATUS_ID": "JUNK"}, "JUNK"),
        ({"STATUS_ID": ["JUNK", "NEW"]}, "NEW JUNK"),
        ({"@STATUS_ID": ["JUNK"]}, "JUNK"),
        ({"!STATUS_ID": "JUNK"}, "NEW IN_PROCESS PROCESSED CONVERTED"),
        ({"SYSTEM": "Y"}, "NEW CONVERTED JUNK"),
        ({"SEMANTICS": "F"}, "JUNK"),
        ({"SEMANTICS": ""}, "NEW IN_PROCESS PROCESSED"),
        ({"!SEMANTICS": None}, "CONVERTED JUNK"),
        ({">SORT": 30}, "CONVERTED JUNK"),
        ({"<=SORT": "20"}, "NEW IN_PROCESS"),
        ({"><SORT": [20, 30]}, "IN_PROCESS PROCESSED"),
        ({"%NAME": "lead"}, "CONVERTED JUNK"),
        ({"=%NAME": "%ss"}, "IN_PROCESS"),
        ({"%=NAME": "h%quality%"}, "CONVERTED"),
        ({"!%NAME": "process"}, "CONVERTED JUNK"),
        ({">ID": ""}, ""),
        ({"ID": "x"}, ""),
        ({"NOTHING": 1}, "NEW IN_PROCESS PROCESSED CONVERTED JUNK"),
        ({"EXTRA": "x"}, "NEW IN_PROCESS PROCESSED CONVERTED JUNK"),
        ({"=%NAME": "%a" * 500}, ""),
    ],
)
def test_filter(rest: Rest, where: dict[str, Any], expected: str) -> None:
    answer = rest("crm.status.list", {"filter": {"ENTITY_ID": "STATUS", **where}})
    assert [row["STATUS_ID"] for row in answer.result] == expected.split()


def test_pages_by_id_as_bulk_readers_do(rest: Rest) -> None:
    everything = sorted(int(row["ID"]) for row in rest("crm.status.list").result)
    half = everything[len(everything) // 2]
    answer = rest("crm.status.list", {"filter": {"<ID": half}, "order": {"ID": "desc"}})
    assert [int(row["ID"]) for row in answer.result] == [id for id in reversed(everything) if id < half]


def test_an_unknown_directory_is_empty(rest: Rest) -> None:
    assert of(rest, "NOTHING") == []
    assert rest("crm.status.entity.items", {"entityId": "NOTHING"}).result == []


@pytest.mark.parametrize("params", [{"filter": "x"}, {"order": 5}])
def test_refuses_what_is_no_array(rest: Rest, params: dict[str, Any]) -> None:
    assert rest("crm.status.list", params).error == (400, "", "Invalid parameters.")


def test_gets_one(rest: Rest) -> None:
    won = of(rest, "DEAL_STAGE")[5]
    assert rest("crm.status.get", {"id": won["ID"]}).result == won
    assert rest("crm.status.get", {"ID": int(won["ID"])}).result == won
    for wrong in ({}, {"id": "x"}, {"id": 0}, {"id": [1]}):
        assert rest("crm.status.get", wrong).error == (400, "", "Invalid identifier.")
    assert rest("crm.status.get", {"id": 999_999}).error == (400, "", "Status is not found.")


def test_items_of_a_directory_have_a_number_as_sort(rest: Rest) -> None:
    items = rest("crm.status.entity.items", {"entityId": "QUOTE_STATUS"}).result
    assert items[0] == {"NAME": "New", "SORT": 10, "STATUS_ID": "DRAFT"}
    assert [item["STATUS_ID"] for item in items] == ["DRAFT", "SENT", "APPROVED", "DECLAINED", "APOLOGY"]
    for wrong in ({}, {"entityId": ""}, {"entityId": ["SOURCE"]}):
        refused = (400, "", "The parameter entityId is not defined or invalid.")
        assert rest("crm.status.entity.items", wrong).error == refused


def test_entity_types(rest: Rest) -> None:
    pipeline = rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export"}}).result["category"]["id"]
    types = rest("crm.status.entity.types").result
    assert [entry["ID"] for entry in types] == [
        "STATUS", "SOURCE", "CONTACT_TYPE", "COMPANY_TYPE", "EMPLOYEES", "INDUSTRY", "DEAL_TYPE",
        "SMART_INVOICE_STAGE_1", f"DEAL_STAGE_{pipeline}", "DEAL_STAGE", "QUOTE_STATUS",
        "HONORIFIC", "EVENT_TYPE", "CALL_LIST",
    ]  # fmt: skip
    by_code = {entry["ID"]: entry for entry in types}
    assert by_code["SOURCE"] == {"ID": "SOURCE", "NAME": "Sources"}
    assert by_code["STATUS"] == {
        "ID": "STATUS",
        "NAME": "Lead stages",
        "SEMANTIC_INFO": {
            "START_FIELD": "NEW", "FINAL_SUCCESS_FIELD": "CONVERTED", "FINAL_UNSUCCESS_FIELD": "JUNK", "FINAL_SORT": 0,
        },
        "ENTITY_TYPE_ID": 1,
    }  # fmt: skip
    prefix = f"C{pipeline}"
    assert by_code[f"DEAL_STAGE_{pipeline}"] == {
        "ID": f"DEAL_STAGE_{pipeline}",
        "NAME": "Deal stages (Export)",
        "PARENT_ID": "DEAL_STAGE",
        "SEMANTIC_INFO": {
            "START_FIELD": f"{prefix}:NEW", "FINAL_SUCCESS_FIELD": f"{prefix}:WON",
            "FINAL_UNSUCCESS_FIELD": f"{prefix}:LOSE", "FINAL_SORT": 0,
        },
        "PREFIX": prefix,
        "FIELD_ATTRIBUTE_SCOPE": f"category_{pipeline}",
        "ENTITY_TYPE_ID": 2,
        "CATEGORY_ID": str(pipeline),
    }  # fmt: skip
    default = by_code["DEAL_STAGE"]
    assert (default["CATEGORY_ID"], default["FIELD_ATTRIBUTE_SCOPE"], "PREFIX" in default) == (0, "", False)
    invoice = by_code["SMART_INVOICE_STAGE_1"]
    assert (invoice["SEMANTIC_INFO"], invoice["PREFIX"], invoice["CATEGORY_ID"]) == ([], "DT31_1", 1)
    assert invoice["IS_ENABLED"] is True


def test_whoever_reads_nothing_may_not_list(as_: Callers, world: World) -> None:
    assert as_("alice")("crm.status.list").body["total"] > 50
    world.dave.roles.clear()
    dave = as_("dave")
    assert dave("crm.status.list").error == DENIED
    assert dave("crm.status.get", {"id": 1}).error == DENIED
    assert dave("crm.status.entity.items", {"entityId": "SOURCE"}).result
    assert dave("crm.status.entity.types").result
    assert dave("crm.status.fields").result
