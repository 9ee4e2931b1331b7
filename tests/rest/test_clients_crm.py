"""Existing clients work on deals and contacts: b24pysdk and fast_bitrix24 as their users call them."""

from typing import Any

import pytest
from b24pysdk import Client
from fast_bitrix24 import Bitrix

from tests.rest.test_clients import b24, fast, server  # noqa: F401 - fixtures
from tests.world import World

DEAL = {"TITLE": "Boat & oars – 100 % 😀", "OPPORTUNITY": "15000.50", "CURRENCY_ID": "EUR"}


@pytest.fixture
def deals(world: World, server: str) -> list[Any]:  # noqa: F811
    return [world.add("deal", title=f"Deal {n:03}", amount=n, currency="EUR") for n in range(120)]


def test_b24pysdk_makes_reads_changes_and_deletes_a_deal(b24: Client) -> None:  # noqa: F811
    deal_id = b24.crm.deal.add(DEAL).result
    assert isinstance(deal_id, int)
    deal = b24.crm.deal.get(deal_id).result
    assert (deal["ID"], deal["TITLE"], deal["OPPORTUNITY"]) == (str(deal_id), DEAL["TITLE"], "15000.50")
    assert b24.crm.deal.update(deal_id, {"TITLE": "Bigger boat"}).result is True
    assert b24.crm.deal.list(filter={"TITLE": "Bigger boat"}, select=["ID"]).result[0]["ID"] == str(deal_id)
    assert b24.crm.deal.delete(deal_id).result is True
    assert b24.crm.deal.list(filter={"ID": deal_id}).result == []


def test_b24pysdk_walks_through_deals(b24: Client, deals: list[Any]) -> None:  # noqa: F811
    request = b24.crm.deal.list(select=["ID", "TITLE"], filter={"%TITLE": "Deal"}, order={"ID": "DESC"})
    assert (len(request.result), request.response.total, request.response.next) == (50, 120, 50)
    assert [row["TITLE"] for row in request.as_list().result] == [f"Deal {n:03}" for n in range(119, -1, -1)]
    fast_rows = list(b24.crm.deal.list(select=["ID"], filter={">=OPPORTUNITY": 60}).as_list_fast().result)
    assert {row["ID"] for row in fast_rows} == {str(deal.pk) for deal in deals[60:]}


def test_b24pysdk_speaks_the_universal_methods(b24: Client, deals: list[Any]) -> None:  # noqa: F811
    item = b24.crm.item.add(fields={"title": "New", "opportunity": 999.99}, entity_type_id=2).result["item"]
    assert (item["title"], item["opportunity"]) == ("New", 999.99)
    where = {"0": {"logic": "OR", "0": {"title": "New"}, "1": {"%title": "00"}}}
    found = b24.crm.item.list(entity_type_id=2, filter=where, order={"ID": "ASC"}, select=["id", "title"]).result
    assert [row["title"] for row in found["items"]] == [*(f"Deal {n:03}" for n in range(10)), "Deal 100", "New"]
    every = b24.crm.item.list(entity_type_id=2, select=["id"])
    assert len(list(every.as_list().result)) == 121
    assert len(list(every.as_list_fast().result)) == 121


def test_fast_bitrix24_gets_all_deals(fast: Bitrix, deals: list[Any]) -> None:  # noqa: F811
    rows = fast.get_all("crm.deal.list", {"select": ["ID", "TITLE"], "filter": {">=OPPORTUNITY": 10}})
    assert {row["ID"] for row in rows} == {str(deal.pk) for deal in deals[10:]}
    assert len(fast.get_all("crm.deal.list", {"filter": {"<>TITLE": "Deal 000"}})) == 120
    assert len(fast.get_all("crm.deal.list", {"filter": {"!TITLE": "Deal 000"}})) == 119
    assert len(fast.get_all("crm.item.list", {"entityTypeId": 2})) == 120


def test_fast_bitrix24_makes_gets_and_deletes(fast: Bitrix) -> None:  # noqa: F811
    contacts = [{"fields": {"NAME": f"N{n}", "PHONE": [{"VALUE": f"+3312345{n:04}"}]}} for n in range(60)]
    with fast.slow(1):  # the database of the tests lives in memory and takes one writer at a time
        ids = fast.call("crm.contact.add", contacts)
        assert len(ids) == 60
        found = fast.get_by_ID("crm.contact.get", ids)
        assert {contact["NAME"] for contact in found.values()} == {f"N{n}" for n in range(60)}
        assert {contact["PHONE"][0]["VALUE"] for contact in found.values()} == {f"+3312345{n:04}" for n in range(60)}
        assert set(fast.call("crm.contact.update", [{"ID": pk, "fields": {"POST": "Buyer"}} for pk in ids])) == {True}
        assert len(fast.get_all("crm.contact.list", {"filter": {"POST": "Buyer"}})) == 60
        fast.call("crm.contact.delete", [{"ID": pk} for pk in ids])
        assert list(fast.get_all("crm.contact.list", {"filter": {"POST": "Buyer"}})) == []
