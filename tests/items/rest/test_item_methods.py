"""crm.item.*: JSON types, nested filters, exact errors, multifields as `fm`, and who may, for the six types."""

from typing import Any

import pytest

from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

TYPES = {1: "lead", 2: "deal", 3: "contact", 4: "company", 7: "quote", 31: "invoice"}
MISSING = (400, "NOT_FOUND", "Element not found")
DENIED = (403, "ACCESS_DENIED", "Access denied")


DIRECTIONS = "Invalid order: allowed sort directions are ASC, DESC. But got 'up' for field 'id'"


def invalid(text: str) -> tuple[int, str, str]:
    return (400, "INVALID_ARG_VALUE", text)


def one(rest: Rest, number: int, item_id: int) -> dict[str, Any]:
    return rest("crm.item.get", {"entityTypeId": number, "id": item_id}).result["item"]


@pytest.mark.parametrize("number", TYPES)
def test_every_type_can_be_added_read_changed_listed_and_deleted(rest: Rest, number: int) -> None:
    title = "name" if number == 3 else "title"
    call = {"entityTypeId": number}
    added = rest("crm.item.add", {**call, "fields": {title: "First", "nothing": 1, "createdBy": 99}}).result
    assert list(added) == ["item"]
    item = added["item"]
    names = set(rest("crm.item.fields", call).result["fields"])
    assert set(item) == names
    assert (item["entityTypeId"], item[title], item["createdBy"]) == (number, "First", rest.user.pk)
    assert isinstance(item["id"], int)
    assert rest("crm.item.get", {**call, "id": item["id"]}).result == added
    changed = rest("crm.item.update", {**call, "id": str(item["id"]), "fields": {title: "Second"}}).result["item"]
    assert (changed[title], changed["id"]) == ("Second", item["id"])
    listed = rest("crm.item.list", {**call, "filter": {"id": item["id"]}})
    assert listed.result == {"items": [changed]}
    assert listed.body["total"] == 1
    assert rest("crm.item.delete", {**call, "id": item["id"]}).result == []
    assert rest("crm.item.get", {**call, "id": item["id"]}).error == MISSING
    assert rest("crm.item.list", call).result == {"items": []}


def test_a_deal_has_json_types(rest: Rest, world: World, frozen: Any) -> None:
    anne = world.add("contact", name="Anne")
    deal = world.add("deal", title="Chairs", amount="4800", tax="99.99", contacts=[anne.pk], begin_date="2025-06-01",
                     close_date=None, observers=[world.bob.pk], opened=True)  # fmt: skip
    item = one(rest, 2, deal.pk)
    wanted = {
        "id": deal.pk, "entityTypeId": 2, "title": "Chairs", "opportunity": 4800, "taxValue": 99.99,
        "currencyId": "EUR", "categoryId": 0, "stageId": "NEW", "stageSemanticId": "P", "isNew": "Y",
        "closed": "N", "opened": "Y", "contactId": anne.pk, "contactIds": [anne.pk], "companyId": None,
        "observers": [world.bob.pk], "begindate": "2025-06-01T00:00:00+02:00", "closedate": None,
        "createdTime": "2025-06-02T10:00:00+02:00", "assignedById": world.alice.pk, "typeId": None, "probability": None,
        "isWork": None, "receivedAmount": None,
    }  # fmt: skip
    assert {name: item[name] for name in wanted} == wanted


def test_an_invoice_knows_its_deal_and_contacts(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs").pk
    anne, bob = world.add("contact", name="Anne").pk, world.add("contact", name="Bob").pk
    fields = {
        "title": "F-1",
        "parentId2": deal,
        "contactIds": [anne, bob],
        "accountNumber": "2025-7",
        "opportunity": 120.5,
    }
    item = rest("crm.item.add", {"entityTypeId": 31, "fields": fields}).result["item"]
    assert (item["parentId2"], item["accountNumber"], item["opportunity"]) == (deal, "2025-7", 120.5)
    assert (item["stageId"], item["categoryId"]) == ("DT31_1:N", 1)
    assert item["contacts"] == [
        {"contactId": anne, "sort": 10, "roleId": 0, "isPrimary": "Y"},
        {"contactId": bob, "sort": 20, "roleId": 0, "isPrimary": "N"},
    ]
    params = {"entityTypeId": 31, "id": item["id"], "fields": {"stageId": "DT31_1:P"}}
    paid = rest("crm.item.update", params).result["item"]
    assert (paid["stageId"], paid["previousStageId"]) == ("DT31_1:P", "DT31_1:N")
    listed = rest("crm.item.list", {"entityTypeId": 31, "filter": {"parentId2": deal, "stageId": "DT31_1:P"}})
    assert [row["id"] for row in listed.result["items"]] == [item["id"]]


def test_a_deal_changes_its_pipeline_here(rest: Rest, world: World) -> None:
    pipeline = rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export"}}).result["category"]["id"]
    deal = world.add("deal", title="Chairs")
    call = {"entityTypeId": 2, "id": deal.pk}
    moved = rest("crm.item.update", {**call, "fields": {"categoryId": pipeline}}).result["item"]
    assert (moved["categoryId"], moved["stageId"]) == (pipeline, f"C{pipeline}:NEW")
    status, code, _text = rest("crm.item.update", {**call, "fields": {"stageId": "WON"}}).error
    assert (status, code) == (400, "CRM_FIELD_ERROR_VALUE_NOT_VALID")
    back = rest("crm.item.update", {**call, "fields": {"categoryId": 0, "stageId": "WON"}}).result["item"]
    assert (back["categoryId"], back["stageId"], back["closed"]) == (0, "WON", "Y")


def test_edits_fm_entry_by_entry(rest: Rest) -> None:
    call = {"entityTypeId": 3}
    fm: Any = [{"typeId": "PHONE", "valueType": "MOBILE", "value": "0612345678"},
               {"typeId": "EMAIL", "value": "a@x.fr"}, {"value": "no type"},
               {"typeId": "NOTHING", "value": "x"}, "text"]  # fmt: skip
    item = rest("crm.item.add", {**call, "fields": {"name": "Anne", "fm": fm}}).result["item"]
    phone, email = item["fm"]
    assert phone == {"id": phone["id"], "typeId": "PHONE", "valueType": "MOBILE", "value": "0612345678"}
    assert (item["phone"], item["phoneMobile"], item["phoneWork"], item["emailWork"]) == ("0612345678",) * 2 + (
        "",
        "a@x.fr",
    )
    assert (item["hasPhone"], item["hasEmail"], item["hasImol"], item["imol"]) == ("Y", "Y", "N", "")
    changes = {
        str(phone["id"]): {"typeId": "PHONE", "valueType": "WORK", "value": "0123456789"},
        str(email["id"]): {"typeId": "EMAIL", "value": ""},
        "n0": {"typeId": "WEB", "value": "example.com"},
        "999999": {"typeId": "EMAIL", "valueType": "HOME", "value": "b@x.fr"},
    }
    change = {**call, "id": item["id"]}
    item = rest("crm.item.update", {**change, "fields": {"fm": changes}}).result["item"]
    assert [(entry["typeId"], entry["valueType"], entry["value"]) for entry in item["fm"]] == [
        ("PHONE", "WORK", "0123456789"), ("EMAIL", "HOME", "b@x.fr"), ("WEB", "WORK", "example.com"),
    ]  # fmt: skip
    known = str(phone["id"])
    renamed = rest("crm.item.update", {**change, "fields": {"fm": {known: {"typeId": "PHONE", "valueType": "FAX"}}}})
    assert renamed.result["item"]["fm"][0]["value"] == "0123456789"
    listed = rest("crm.item.update", {**change, "fields": {"fm": [{"typeId": "EMAIL", "value": "c@x.fr"}]}})
    assert len(listed.result["item"]["fm"]) == 4
    ignored = rest("crm.item.update", {**change, "fields": {"fm": "text"}})
    assert len(ignored.result["item"]["fm"]) == 4


def test_select(rest: Rest, world: World) -> None:
    world.add("lead", title="Fair", phone=["0123456789"])

    def keys(select: Any) -> set[str]:
        return set(rest("crm.item.list", {"entityTypeId": 1, "select": select}).result["items"][0])

    everything = keys([])
    assert {"fm", "phone", "id", "title", "dateCreateShort"} <= everything
    assert keys(["*"]) == everything
    assert keys(["title", "phone", "password"]) == {"id", "title", "phone"}
    assert keys(["nothing"]) == {"id"}


@pytest.fixture
def three(world: World, frozen: Any) -> dict[str, Any]:
    return {
        "chairs": world.add("deal", title="Chairs", amount="5000"),
        "tables": world.add("deal", title="Tables", amount="900", stage="WON"),
        "lamps": world.add("deal", title="", amount="0", stage="LOSE", probability=40),
    }


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "chairs tables lamps"),
        ([], "chairs tables lamps"),
        ({"stageId": "WON"}, "tables"),
        ({"@stageId": ["WON", "LOSE"]}, "tables lamps"),
        ({"!@stageId": ["WON", "LOSE"]}, "chairs"),
        ({">=opportunity": 900}, "chairs tables"),
        ({"closed": "Y"}, "tables lamps"),
        ({"isNew": "Y"}, "chairs"),
        ({"ID": 0}, ""),
        ({">ID": 0}, "chairs tables lamps"),
        ({">id": ""}, ""),
        ({"companyId": 0}, "chairs tables lamps"),
        ({"logic": "OR", "0": {"stageId": "WON"}, "1": {"stageId": "LOSE"}}, "tables lamps"),
        ([{"logic": "OR"}, {"stageId": "WON"}, {"stageId": "LOSE"}], "tables lamps"),
        ({"0": {"logic": "OR", "0": {"stageId": "WON"}, "1": {"probability": 40}}, ">opportunity": 0}, "tables"),
        ({"logic": "OR", "stageId": "WON", "probability": 40}, "tables lamps"),
        ({"0": {"logic": "AND", "0": {"0": {"0": {"title": "Chairs"}}}}}, "chairs"),
        ({"createdTime": "2025-06-02T10:00:00+02:00"}, "chairs tables lamps"),
        ({">createdTime": "2025-06-02"}, "chairs tables lamps"),
        ({"<createdTime": "2025-06-02"}, ""),
    ],
)
def test_filter(rest: Rest, three: dict[str, Any], where: Any, expected: str) -> None:
    answer = rest("crm.item.list", {"entityTypeId": 2, "filter": where, "select": ["id"]})
    names = {deal.pk: name for name, deal in three.items()}
    assert [names[row["id"]] for row in answer.result["items"]] == expected.split()
    assert answer.body["total"] == len(expected.split())


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"filter": {"x": 1}}, invalid("Invalid filter: field 'x' is not allowed in filter")),
        ({"filter": {"<>id": 1}}, invalid("Invalid filter: field '>id' is not allowed in filter")),
        ({"filter": {"TITLE": 1}}, invalid("Invalid filter: field 'TITLE' is not allowed in filter")),
        ({"filter": {"0": {"fm": 1}}}, invalid("Invalid filter: field 'fm' is not allowed in filter")),
        ({"filter": {"isWon": 1}}, invalid("Invalid filter: field 'isWon' is not allowed in filter")),
        ({"filter": {"id": "x"}}, invalid("Invalid filter: field 'id' has invalid value")),
        ({"filter": {">createdTime": "soon"}}, invalid("Invalid filter: field 'createdTime' has invalid value")),
        ({"filter": {"%id": "1"}}, invalid("Invalid filter: field 'id' has invalid value")),
        ({"filter": {"closed": "perhaps"}}, invalid("Invalid filter: field 'closed' has invalid value")),
        ({"filter": {"logic": "XOR"}}, invalid("Invalid filter: logic must be AND or OR")),
        ({"order": {"x": "ASC"}}, invalid("Invalid order: field 'x' is not allowed in order")),
        ({"order": {"fm": "ASC"}}, invalid("Invalid order: field 'fm' is not allowed in order")),
        ({"order": {"id": "up"}}, invalid(DIRECTIONS)),
        ({"filter": "x"}, (400, "100", "Could not find value for parameter {filter}")),
    ],
)  # fmt: skip
def test_refuses_unknown_names_and_values(rest: Rest, params: dict[str, Any], error: Any) -> None:
    assert rest("crm.item.list", {"entityTypeId": 2, **params}).error == error


def test_sorts_and_takes_either_spelling_of_id(rest: Rest, three: dict[str, Any]) -> None:
    for order, expected in (
        ({"ID": "desc"}, ["lamps", "tables", "chairs"]),
        ({"opportunity": "ASC"}, ["lamps", "tables", "chairs"]),
        ({"stageSemanticId": "ASC", "id": "DESC"}, ["lamps", "chairs", "tables"]),
    ):
        items = rest("crm.item.list", {"entityTypeId": 2, "order": order, "select": ["id"]}).result["items"]
        assert [item["id"] for item in items] == [three[name].pk for name in expected]


@pytest.mark.parametrize(
    ("verb", "params", "name"),
    [
        ("get", {}, "id"),
        ("get", {"id": "x"}, "id"),
        ("delete", {"id": 0}, "id"),
        ("add", {}, "fields"),
        ("add", {"fields": "x"}, "fields"),
        ("update", {"fields": {}}, "id"),
        ("update", {"id": 7}, "fields"),
    ],
)
def test_names_the_missing_parameter(rest: Rest, verb: str, params: dict[str, Any], name: str) -> None:
    refused = (400, "100", f"Could not find value for parameter {{{name}}}")
    assert rest(f"crm.item.{verb}", {"entityTypeId": 2, **params}).error == refused


@pytest.mark.parametrize(
    ("number", "fields", "code", "text"),
    [
        (4, {}, "CRM_FIELD_ERROR_REQUIRED", 'Field "title" is required'),
        (7, {"title": ""}, "CRM_FIELD_ERROR_REQUIRED", 'Field "title" is required'),
        (2, {"stageId": "C9:NEW"}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "stageId"'),
        (2, {"typeId": "X"}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "typeId"'),
        (2, {"opportunity": "many"}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "opportunity"'),
        (2, {"companyId": 99}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "companyId"'),
        (3, {"fm": [{"typeId": "EMAIL", "value": "x"}]}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value of field"),
        (31, {"parentId2": 99}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "parentId2"'),
    ],
)  # fmt: skip
def test_refuses_values(rest: Rest, number: int, fields: dict[str, Any], code: str, text: str) -> None:
    status, found, description = rest("crm.item.add", {"entityTypeId": number, "fields": fields}).error
    assert (status, found) == (400, code)
    assert description.startswith(text)
    assert rest("crm.item.list", {"entityTypeId": number}).body["total"] == 0


@pytest.mark.parametrize("number", TYPES)
def test_who_may(as_: Callers, world: World, number: int) -> None:
    values = {"name": "Hers"} if number == 3 else {"title": "Hers"}
    item = world.add(TYPES[number], **values)
    call = {"entityTypeId": number, "id": item.pk}
    # Clients are read by the whole department, sales items by their owner and her head only.
    colleague = (True, DENIED, DENIED) if number in (3, 4) else (False, MISSING, MISSING)
    for name, reads, changes, deletes in (
        ("admin", True, True, False), ("alice", True, True, DENIED), ("carol", True, True, False),
        ("bob", *colleague), ("dave", False, MISSING, MISSING),
    ):  # fmt: skip
        rest = as_(name)
        answer = rest("crm.item.get", call)
        assert (answer.status == 200) is reads
        assert reads or answer.error == MISSING
        assert rest("crm.item.list", {"entityTypeId": number}).body["total"] == int(reads)
        answer = rest("crm.item.update", {**call, "fields": {"comments": name}})
        assert answer.status == 200 if changes is True else answer.error == changes
        if deletes:
            assert rest("crm.item.delete", call).error == deletes
    world.dave.roles.clear()
    for verb in ("get", "list", "add", "update", "delete"):
        assert as_("dave")(f"crm.item.{verb}", {**call, "fields": {}}).error == DENIED


def test_the_number_of_queries_does_not_grow_with_the_rows(
    rest: Rest, world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        world.add("contact", name=f"C{number}", phone=["0123456789"], observers=[world.bob.pk])
    with django_assert_max_num_queries(9):
        assert len(rest("crm.item.list", {"entityTypeId": 3}).result["items"]) == 12


def test_works_in_a_batch_with_references(rest: Rest) -> None:
    answer = rest("batch", {"halt": 0, "cmd": {
        "company": "crm.company.add?fields[TITLE]=Roux",
        "deal": "crm.item.add?entityTypeId=2&fields[title]=Chairs&fields[companyId]=$result[company]",
        "read": "crm.deal.get?id=$result[deal][item][id]",
        "bad": "crm.deal.get?id=999999",
    }}).result  # fmt: skip
    assert answer["result"]["read"]["COMPANY_ID"] == str(answer["result"]["company"])
    assert answer["result_error"] == {"bad": {"error": "", "error_description": "Not found"}}


def test_a_value_added_in_a_batch_can_be_used_in_it(rest: Rest) -> None:
    answer = rest("batch", {"cmd": {
        "category": "crm.category.add?entityTypeId=2&fields[name]=Export",
        "stage": "crm.status.add?fields[ENTITY_ID]=DEAL_STAGE_$result[category][category][id]&fields[STATUS_ID]=TALK"
                 "&fields[NAME]=Talk",
        "deal": "crm.deal.add?fields[CATEGORY_ID]=$result[category][category][id]"
                "&fields[STAGE_ID]=C$result[category][category][id]:TALK",
        "read": "crm.deal.get?id=$result[deal]",
    }}).result  # fmt: skip
    assert answer["result_error"] == []
    assert answer["result"]["read"]["STAGE_ID"].endswith(":TALK")
