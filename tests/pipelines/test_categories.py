"""crm.category.* and crm.dealcategory.*: shapes, errors, rights, and the stages that come with a pipeline."""

import json
from typing import Any

import pytest

from comptoir.directories.models import DirectoryValue
from comptoir.events.models import Event
from comptoir.pipelines.models import Pipeline
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

DENIED = (403, "ACCESS_DENIED", "Access denied")
MISSING = (400, "NOT_FOUND", "Element not found")
MOST = 2**31 - 1


def add(rest: Rest, **fields: Any) -> dict[str, Any]:
    return rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export", **fields}}).result["category"]


def stages_of(rest: Rest, pipeline: int) -> list[str]:
    rows = rest("crm.status.list", {"filter": {"ENTITY_ID": f"DEAL_STAGE_{pipeline}"}}).result
    assert {row["CATEGORY_ID"] for row in rows} <= {str(pipeline)}
    return [row["STATUS_ID"] for row in rows]


def test_the_default_pipeline_of_deals_has_number_0(rest: Rest) -> None:
    answer = rest("crm.category.list", {"entityTypeId": 2})
    assert answer.result == {
        "categories": [{"id": 0, "name": "General", "sort": 100, "entityTypeId": 2, "isDefault": "Y"}]
    }
    assert answer.body["total"] == 1
    assert rest("crm.category.get", {"entityTypeId": 2, "id": 0}).result["category"]["isDefault"] == "Y"


def test_other_types(rest: Rest) -> None:
    assert rest("crm.category.list", {"entityTypeId": 31}).result["categories"][0]["isDefault"] == "Y"
    for number in (3, 4):
        [only] = rest("crm.category.list", {"entityTypeId": number}).result["categories"]
        assert (only["id"], only["entityTypeId"], only["isDefault"]) == (0, number, "Y")
        assert rest("crm.category.get", {"entityTypeId": number, "id": 0}).result == {"category": only}
        refused = rest("crm.category.add", {"entityTypeId": number, "fields": {"name": "X"}}).error
        assert refused[:2] == (400, "ADDING_DISABLED")
        assert rest("crm.category.delete", {"entityTypeId": number, "id": 0}).error[:2] == (400, "REMOVING_DISABLED")


@pytest.mark.parametrize(
    ("number", "error"),
    [(1, "ENTITY_TYPE_NOT_SUPPORTED"), (7, "ENTITY_TYPE_NOT_SUPPORTED"), (999, "NOT_FOUND"), (6, "NOT_FOUND")],
)
def test_types_without_pipelines(rest: Rest, number: int, error: str) -> None:
    for verb in ("list", "get", "fields", "add", "update", "delete"):
        assert rest(f"crm.category.{verb}", {"entityTypeId": number, "id": 1, "fields": {}}).error[:2] == (400, error)


def test_fields_are_those_of_the_specification(rest: Rest, spec_folder: Any) -> None:
    wanted = json.loads((spec_folder / "fields.json").read_text())["category"]
    shown = rest("crm.category.fields", {"entityTypeId": 2}).result["fields"]
    assert {name: {key: value for key, value in row.items() if key != "title"} for name, row in shown.items()} == wanted


def test_a_new_pipeline_has_eight_stages(rest: Rest) -> None:
    category = add(rest)
    assert category == {
        "id": category["id"], "name": "Export", "sort": 500, "entityTypeId": 2, "isDefault": "N", "originId": "",
        "originatorId": "",
    }  # fmt: skip
    prefix = f"C{category['id']}"
    codes = ("NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE", "WON", "LOSE", "APOLOGY")
    assert stages_of(rest, category["id"]) == [f"{prefix}:{code}"[:21] for code in codes]
    assert Event.objects.filter(subject=f"directory:DEAL_STAGE_{category['id']}").count() == 1


def test_from_the_tenth_pipeline_on_a_long_code_is_cut(rest: Rest) -> None:
    Pipeline.objects.create(pk=37, item_type="deal", name="Gap")
    Pipeline.objects.filter(pk=37).delete()
    pipeline = Pipeline.objects.create(pk=38, item_type="deal", name="Late")
    from comptoir.directories.values.reading import bump
    from comptoir.pipelines.defaults import add_default_stages

    add_default_stages(pipeline)
    bump()
    assert "C38:PREPAYMENT_INVOIC" in stages_of(rest, 38)


@pytest.mark.parametrize(
    ("fields", "text"),
    [({"name": ""}, "Field 'NAME' is required"), ({"name": " "}, "Field 'NAME' is required"),
     ({"name": ["x"]}, "Field 'NAME' is required"), ({"name": "x" * 256}, "Field 'NAME' is invalid"),
     ({"sort": "many"}, "Field 'SORT' must be a number")],
)  # fmt: skip
def test_refuses(rest: Rest, fields: dict[str, Any], text: str) -> None:
    params = {"entityTypeId": 2, "fields": {"name": "Export", **fields}}
    assert rest("crm.category.add", params).error == (400, "0", text)
    assert Pipeline.objects.filter(item_type="deal").count() == 1


def test_places(rest: Rest) -> None:
    first, last = add(rest, name="First", sort=-5), add(rest, name="Last", sort=10**12)
    assert (first["sort"], last["sort"]) == (0, MOST)
    names = [entry["name"] for entry in rest("crm.category.list", {"entityTypeId": 2}).result["categories"]]
    assert names == ["First", "General", "Last"]


def test_renames(rest: Rest) -> None:
    params = {"entityTypeId": 2, "id": 0, "fields": {"name": "Direct", "isDefault": "N"}}
    assert rest("crm.category.update", params).result["category"] == {
        "id": 0, "name": "Direct", "sort": 100, "entityTypeId": 2, "isDefault": "Y",
    }  # fmt: skip
    assert rest("crm.category.update", {**params, "fields": {"name": ""}}).error == (
        400,
        "0",
        "Field 'NAME' is required",
    )
    assert rest("crm.category.update", {**params, "id": 99}).error == MISSING
    assert rest("crm.category.get", {"entityTypeId": 2, "id": 99}).error == MISSING
    missing = (400, "100", "Could not find value for parameter {id}")
    assert rest("crm.category.get", {"entityTypeId": 2}).error == missing


def test_deletes_only_an_empty_one(rest: Rest, world: World) -> None:
    pipeline = add(rest)["id"]
    deal = world.add("deal", title="Chairs", pipeline=pipeline)
    params = {"entityTypeId": 2, "id": pipeline}
    in_use = (400, "0", "Deals related to the pipeline found")
    assert rest("crm.category.delete", params).error == in_use
    rest("crm.deal.delete", {"id": deal.pk})
    assert rest("crm.category.delete", params).error == in_use
    deal.delete()
    assert rest("crm.category.delete", params).result is None
    assert rest("crm.category.delete", params).error == MISSING
    assert not DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{pipeline}").exists()
    default = rest("crm.category.delete", {"entityTypeId": 2, "id": 0}).error
    assert default == (400, "0", "Default deal category cannot be deleted")
    assert rest("crm.category.delete", {"entityTypeId": 31, "id": 1}).error[:2] == (400, "BX_ERROR")


def test_who_may(as_: Callers, rest: Rest, world: World) -> None:
    pipeline = add(rest)["id"]
    one = {"entityTypeId": 2, "id": pipeline}
    for name in ("alice", "carol", "dave"):
        caller = as_(name)
        assert caller("crm.category.list", {"entityTypeId": 2}).body["total"] == 2
        assert caller("crm.category.add", {"entityTypeId": 2, "fields": {"name": "X"}}).error == DENIED
        assert caller("crm.category.update", {**one, "fields": {"name": "X"}}).error == DENIED
        assert caller("crm.category.delete", one).error == DENIED
        assert caller("crm.dealcategory.add", {"fields": {"NAME": "X"}}).error == (400, "", "Access denied.")
    world.dave.roles.clear()
    assert as_("dave")("crm.category.list", {"entityTypeId": 2}).result == {"categories": []}
    assert as_("dave")("crm.category.get", one).error == MISSING
    assert as_("dave")("crm.dealcategory.list").error == (400, "", "Access denied.")


def test_older_names_of_deal_pipelines(rest: Rest, world: World, frozen: Any) -> None:
    pipeline = rest("crm.dealcategory.add", {"fields": {"NAME": "Export", "SORT": 20}}).result
    assert isinstance(pipeline, int)
    row = {
        "ID": str(pipeline),
        "CREATED_DATE": "2025-06-02T10:00:00+02:00",
        "NAME": "Export",
        "IS_LOCKED": "N",
        "SORT": "20",
    }
    assert rest("crm.dealcategory.list").result == [row]
    assert rest("crm.dealcategory.list", {"filter": {"NAME": "x"}}).result == []
    assert rest("crm.dealcategory.list", {"select": ["NAME"]}).result == [{"ID": str(pipeline), "NAME": "Export"}]
    assert rest("crm.dealcategory.get", {"id": pipeline}).result == row
    assert rest("crm.dealcategory.get", {"id": 99}).error == (400, "", "Not found")
    assert rest("crm.dealcategory.status", {"id": pipeline}).result == f"DEAL_STAGE_{pipeline}"
    assert rest("crm.dealcategory.status", {"id": 0}).result == "DEAL_STAGE"
    first = {"NAME": "New", "SORT": 10, "STATUS_ID": f"C{pipeline}:NEW"}
    assert rest("crm.dealcategory.stage.list", {"ID": pipeline}).result[0] == first
    assert rest("crm.dealcategory.stage.list").result[0]["STATUS_ID"] == "NEW"
    assert rest("crm.dealcategory.stage.list", {"id": 99}).result == []
    assert rest("crm.dealcategory.update", {"id": pipeline, "fields": {"NAME": "Abroad"}}).result is True
    assert rest("crm.dealcategory.default.get").result == {"ID": 0, "NAME": "General"}
    assert rest("crm.dealcategory.default.set", {"name": "Direct"}).result is True
    assert rest("crm.dealcategory.default.get").result == {"ID": 0, "NAME": "Direct"}
    assert rest("crm.dealcategory.delete", {"id": pipeline}).result is True
    assert rest("crm.dealcategory.delete", {"id": 0}).error == (400, "", "ID is not defined or invalid.")


def test_older_fields(rest: Rest, spec_folder: Any) -> None:
    wanted = json.loads((spec_folder / "fields.json").read_text())["dealcategory"]
    shown = rest("crm.dealcategory.fields").result
    assert {name: {key: value for key, value in row.items() if key != "title"} for name, row in shown.items()} == wanted
