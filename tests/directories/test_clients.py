"""Existing clients work on directories, pipelines and all kinds of items: b24pysdk and fast_bitrix24."""

from typing import Any

import pytest
from b24pysdk import Client
from b24pysdk.errors import BitrixAPIError
from fast_bitrix24 import Bitrix

from comptoir.directories.models import DirectoryValue
from tests.rest.test_clients import b24, fast, server  # noqa: F401 - fixtures
from tests.world import World


def test_b24pysdk_reads_directories(b24: Client) -> None:  # noqa: F811
    fields = b24.crm.status.fields()
    assert fields.value["NAME"].is_required
    sources = b24.crm.status.list(filter={"ENTITY_ID": "SOURCE"}, order={"SORT": "ASC"}).result
    assert (sources[0]["STATUS_ID"], sources[0]["SORT"], sources[0]["SYSTEM"]) == ("CALL", "10", "Y")
    every = b24.crm.status.list()
    count = DirectoryValue.objects.count()
    assert len(list(every.as_list().result)) == len(list(every.as_list_fast().result)) == count
    types = {entry.bitrix_id: entry for entry in b24.crm.status.entity.types().values}
    assert types["DEAL_STAGE"].semantic_info.final_success_field == "WON"
    assert types["SMART_INVOICE_STAGE_1"].category_id == 1
    items = b24.crm.status.entity.items("DEAL_STAGE").values
    assert [(item.status_id, item.sort) for item in items][:2] == [("NEW", 10), ("PREPARATION", 20)]
    assert b24.crm.enum.ownertype().values[1].symbol_code_short == "D"


def test_b24pysdk_changes_directories(b24: Client, world: World) -> None:  # noqa: F811
    fields = {"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "DECISION", "NAME": "Decision", "SORT": 55}
    value_id = b24.crm.status.add(fields).result
    assert isinstance(value_id, int)
    with pytest.raises(BitrixAPIError) as taken:
        _ = b24.crm.status.add(fields).result
    assert taken.value.error == "ERROR_CORE"
    assert b24.crm.status.update(value_id, {"NAME": "Decision making"}).result is True
    assert b24.crm.status.get(value_id).result["NAME"] == "Decision making"
    deal_id = b24.crm.deal.add({"TITLE": "Boat", "STAGE_ID": "DECISION"}).result
    with pytest.raises(BitrixAPIError) as used:
        _ = b24.crm.status.delete(value_id).result
    assert "There are active items in this status." in str(used.value)
    b24.crm.deal.update(deal_id, {"STAGE_ID": "WON"}).result  # noqa: B018 - reading it sends the request
    assert b24.crm.status.delete(value_id, params={"FORCED": "Y"}).result is True


def test_b24pysdk_works_with_pipelines(b24: Client) -> None:  # noqa: F811
    category = b24.crm.category.add({"name": "Export", "sort": 200}, entity_type_id=2).result["category"]
    listed = b24.crm.category.list(entity_type_id=2).result["categories"]
    assert [(entry["id"], entry["isDefault"]) for entry in listed] == [(0, "Y"), (category["id"], "N")]
    deal = b24.crm.item.add(fields={"title": "Boat", "categoryId": category["id"]}, entity_type_id=2).result["item"]
    assert deal["stageId"] == f"C{category['id']}:NEW"
    history = b24.crm.stagehistory.list(entity_type_id=2, filter={"OWNER_ID": deal["id"]}).result["items"]
    assert [row["STAGE_ID"] for row in history] == [f"C{category['id']}:NEW"]


def test_b24pysdk_works_with_leads_and_companies(b24: Client) -> None:  # noqa: F811
    lead_id = b24.crm.lead.add({"TITLE": "Fair", "STATUS_ID": "CONVERTED", "PHONE": [{"VALUE": "+33123456789"}]}).result
    lead = b24.crm.lead.get(lead_id).result
    assert (lead["STATUS_SEMANTIC_ID"], lead["PHONE"][0]["VALUE"], lead["HAS_PHONE"]) == ("S", "+33123456789", "Y")
    fields = {"TITLE": "Roux", "COMPANY_TYPE": "CUSTOMER", "INDUSTRY": "MANUFACTURING", "EMPLOYEES": "EMPLOYEES_2"}
    company_id = b24.crm.company.add(fields).result
    company = b24.crm.company.get(company_id).result
    assert {name: company[name] for name in fields} == fields
    assert b24.crm.company.update(company_id, {"EMPLOYEES": "EMPLOYEES_3"}).result is True
    assert b24.crm.company.delete(company_id).result is True
    assert b24.crm.lead.fields().result["STATUS_ID"]["statusType"] == "STATUS"


def test_fast_bitrix24_reads_everything_of_every_type(fast: Bitrix, world: World) -> None:  # noqa: F811
    for code in ("lead", "contact", "company", "quote", "invoice"):
        for number in range(3):
            world.add(code, **{"name" if code == "contact" else "title": f"N{number}"})
    for number in (1, 3, 4, 7, 31):
        rows: Any = fast.get_all("crm.item.list", {"entityTypeId": number, "select": ["*"]})
        assert len(rows) == 3
    assert len(fast.get_all("crm.status.list")) == DirectoryValue.objects.count()
