"""crm.X.get and crm.X.list: the shapes of values, select, filter, order and paging of the classic family."""

from typing import Any

import pytest

from comptoir.items.core.item_types import item_types
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World


@pytest.fixture
def deal(world: World, frozen: Any) -> Any:
    company = world.add("company", title="Atelier Roux")
    anne = world.add("contact", name="Anne", last_name="Petit")
    return world.add(
        "deal", title="Forty chairs", amount="4800.5", company=company, contacts=[anne.pk], begin_date="2025-06-01",
        close_date="2025-06-30", type="SALE", opened=True, utm_source="fair",
    )  # fmt: skip


def test_a_deal_is_written_as_text(rest: Rest, world: World, deal: Any) -> None:
    assert rest("crm.deal.get", {"id": deal.pk}).result == {
        "ID": str(deal.pk),
        "TITLE": "Forty chairs",
        "CATEGORY_ID": "0",
        "STAGE_ID": "NEW",
        "STAGE_SEMANTIC_ID": "P",
        "MOVED_TIME": "2025-06-02T10:00:00+02:00",
        "MOVED_BY_ID": str(world.admin.pk),
        "OPPORTUNITY": "4800.50",
        "CURRENCY_ID": "EUR",
        "IS_MANUAL_OPPORTUNITY": "N",
        "TAX_VALUE": "0.00",
        "COMPANY_ID": str(deal.company_id),
        "CONTACT_ID": str(deal.contact_id),
        "BEGINDATE": "2025-06-01T00:00:00+02:00",
        "CLOSEDATE": "2025-06-30T00:00:00+02:00",
        "TYPE_ID": "SALE",
        "SOURCE_ID": None,
        "SOURCE_DESCRIPTION": None,
        "PROBABILITY": None,
        "ASSIGNED_BY_ID": str(world.alice.pk),
        "OPENED": "Y",
        "COMMENTS": None,
        "ADDITIONAL_INFO": None,
        "IS_RECURRING": "N",
        "IS_RETURN_CUSTOMER": "N",
        "IS_REPEATED_APPROACH": "N",
        "LEAD_ID": None,
        "QUOTE_ID": None,
        "LOCATION_ID": None,
        "DATE_CREATE": "2025-06-02T10:00:00+02:00",
        "CREATED_BY_ID": str(world.admin.pk),
        "DATE_MODIFY": "2025-06-02T10:00:00+02:00",
        "MODIFY_BY_ID": str(world.admin.pk),
        "LAST_ACTIVITY_TIME": "2025-06-02T10:00:00+02:00",
        "LAST_ACTIVITY_BY": str(world.admin.pk),
        "ORIGINATOR_ID": None,
        "ORIGIN_ID": None,
        "UTM_SOURCE": "fair",
        "UTM_MEDIUM": None,
        "UTM_CAMPAIGN": None,
        "UTM_CONTENT": None,
        "UTM_TERM": None,
        "IS_NEW": "Y",
        "CLOSED": "N",
    }


def test_a_lead_has_its_multifields_only_when_there_are_some(rest: Rest, world: World) -> None:
    bare = world.add("lead", title="Nobody yet")
    called = world.add("lead", title="Fair", phone=["+33 1 23 45 67 89"], email=["a@example.com", "b@example.com"])
    shown = rest("crm.lead.get", {"id": bare.pk}).result
    assert (shown["HAS_PHONE"], shown["HAS_EMAIL"], shown["HAS_IMOL"]) == ("N", "N", "N")
    assert shown["DATE_CLOSED"] == ""
    assert not {"PHONE", "EMAIL", "WEB", "IM", "LINK", "CONTACT_IDS"} & set(shown)
    shown = rest("crm.lead.get", {"ID": called.pk}).result
    assert shown["HAS_PHONE"] == "Y"
    [phone] = shown["PHONE"]
    assert phone == {"ID": phone["ID"], "VALUE_TYPE": "WORK", "VALUE": "+33 1 23 45 67 89", "TYPE_ID": "PHONE"}
    assert phone["ID"].isdigit()
    assert [entry["VALUE"] for entry in shown["EMAIL"]] == ["a@example.com", "b@example.com"]


def test_contact_and_company_have_the_columns_that_are_always_empty(rest: Rest, world: World) -> None:
    contact, company = world.add("contact", name="Anne"), world.add("company", title="Roux")
    shown = rest("crm.contact.get", {"id": contact.pk}).result
    assert (shown["FACE_ID"], shown["PHOTO"], shown["BIRTHDATE"], shown["EXPORT"]) == (None, None, "", "Y")
    shown = rest("crm.company.get", {"id": company.pk}).result
    assert (shown["LOGO"], shown["LAST_COMMUNICATION_TIME"], shown["REVENUE"]) == (None, None, "0.00")
    assert "CONTACT_ID" not in shown


@pytest.mark.parametrize(
    ("select", "keys"),
    [
        ([], None),
        (["*"], None),
        (["*", "UF_*"], None),
        (["UF_*"], {"ID"}),
        (["TITLE"], {"ID", "TITLE"}),
        (["title", "NOTHING", "password"], {"ID"}),
        (["PHONE", "NAME"], {"ID", "NAME", "PHONE"}),
        ("TITLE", {"ID", "TITLE"}),
        (["CONTACT_IDS"], {"ID"}),
    ],
)
def test_select(rest: Rest, world: World, select: Any, keys: set[str] | None) -> None:
    world.add("lead", title="Fair", name="Anne", phone=["0123456789"])
    [shown] = rest("crm.lead.list", {"select": select}).result
    if keys is None:
        assert {"ID", "TITLE", "HAS_PHONE", "ADDRESS_CITY"} <= set(shown)
        assert "PHONE" not in shown
    else:
        assert set(shown) == keys


@pytest.fixture
def four(world: World, frozen: Any) -> dict[str, Any]:
    """Four deals: one with a company, one won, one in June, one without anything."""
    company = world.add("company", title="Roux")
    made = {
        "chairs": world.add("deal", title="Chairs", amount="4800", company=company, type="SALE"),
        "tables": world.add("deal", title="Tables 50%", amount="1200", stage="WON", type="GOODS"),
        "lamps": world.add("deal", title="Lamps", amount="0", begin_date=None, probability=40),
    }
    frozen.move_to("2025-06-10T08:00:00+00:00")
    made["desks"] = world.add("deal", title="Desks", amount="99.99", source="WEB", responsible=world.admin)
    return made


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "chairs tables lamps desks"),
        ({"TITLE": "Lamps"}, "lamps"),
        ({"=TITLE": "Lamps"}, "lamps"),
        ({"!TITLE": "Lamps"}, "chairs tables desks"),
        ({"!=TITLE": "Lamps"}, "chairs tables desks"),
        ({"%TITLE": "amp"}, "lamps"),
        ({"%TITLE": "50%"}, "tables"),
        ({"=%TITLE": "%s"}, "chairs lamps desks"),
        ({"%=TITLE": "T%"}, "tables"),
        ({"!=%TITLE": "%s"}, "tables"),
        ({"!%TITLE": "s"}, ""),
        ({"@TITLE": ["Lamps", "Desks"]}, "lamps desks"),
        ({"TITLE": ["Lamps", "Desks"]}, "lamps desks"),
        ({"!@TITLE": ["Lamps", "Desks"]}, "chairs tables"),
        ({">OPPORTUNITY": "99.99"}, "chairs tables"),
        ({">=OPPORTUNITY": 99.99}, "chairs tables desks"),
        ({"<OPPORTUNITY": "1200.00"}, "lamps desks"),
        ({"><OPPORTUNITY": [1, 1200]}, "tables desks"),
        ({">OPPORTUNITY": "1,200"}, ""),
        ({">=DATE_CREATE": "2025-06-10"}, "desks"),
        ({"<=DATE_CREATE": "2025-06-10"}, "chairs tables lamps"),
        ({"<=DATE_CREATE": "2025-06-10T10:00:00"}, "chairs tables lamps desks"),
        ({">DATE_CREATE": "10.06.2025 09:59:59"}, "desks"),
        ({"DATE_CREATE": "2025-06-02T10:00:00+02:00"}, "chairs tables lamps"),
        ({"CLOSED": "Y"}, "tables"),
        ({"CLOSED": "N"}, "chairs lamps desks"),
        ({"!CLOSED": "Y"}, "chairs lamps desks"),
        ({"IS_NEW": "Y"}, "chairs lamps desks"),
        ({"IS_NEW": False}, "tables"),
        ({"STAGE_SEMANTIC_ID": "S"}, "tables"),
        ({"CATEGORY_ID": 0}, "chairs tables lamps desks"),
        ({"CATEGORY_ID": "1"}, ""),
        ({"!STAGE_ID": ["WON", "LOSE"]}, "chairs lamps desks"),
        ({"SOURCE_ID": ""}, "chairs tables lamps"),
        ({"!SOURCE_ID": ""}, "desks"),
        ({"COMPANY_ID": ""}, "tables lamps desks"),
        ({"COMPANY_ID": 0}, "tables lamps desks"),
        ({"!COMPANY_ID": None}, "chairs"),
        ({"BEGINDATE": ""}, "lamps"),
        ({"PROBABILITY": "40"}, "lamps"),
        ({"ID": ""}, ""),
        ({">ID": ""}, ""),
        ({"ID": "x"}, ""),
        ({"!ID": "x"}, "chairs tables lamps desks"),
        ({"%STAGE_ID": "W"}, ""),
        ({"<>STAGE_ID": "WON"}, "chairs tables lamps desks"),
        ({"UNKNOWN": 1}, "chairs tables lamps desks"),
        ({"CONTACT_IDS": 1}, "chairs tables lamps desks"),
        ({"LOGIC": "OR", "TITLE": "Lamps", "CLOSED": "Y"}, ""),
        ({"TITLE": "Lamps", "CLOSED": "N", "PROBABILITY": 40}, "lamps"),
    ],
)
def test_filter(rest: Rest, four: dict[str, Any], where: dict[str, Any], expected: str) -> None:
    answer = rest("crm.deal.list", {"filter": where, "select": ["ID"]})
    names = {str(deal.pk): name for name, deal in four.items()}
    assert [names[row["ID"]] for row in answer.result] == expected.split()
    assert answer.body["total"] == len(expected.split())
    assert "next" not in answer.body


def test_filters_by_contact_points_as_a_whole(rest: Rest, world: World) -> None:
    anne = world.add("contact", name="Anne", phone=["+33 1 23 45 67 89"], email=["Anne@Example.com"])
    world.add("contact", name="Bob", web=["example.com"])
    for where in ({"PHONE": "01 23 45 67 89"}, {"EMAIL": "anne@example.com"}, {"HAS_PHONE": "Y"}, {"!PHONE": ""}):
        assert [row["ID"] for row in rest("crm.contact.list", {"filter": where}).result] == [str(anne.pk)]
    assert rest("crm.contact.list", {"filter": {"HAS_PHONE": "N"}}).body["total"] == 1
    assert rest("crm.contact.list", {"filter": {"HAS_IMOL": "Y"}}).body["total"] == 0
    assert rest("crm.contact.list", {"filter": {"HAS_IMOL": "N"}}).body["total"] == 2


def test_filters_companies_by_their_contacts(rest: Rest, world: World) -> None:
    anne = world.add("contact", name="Anne")
    roux = world.add("company", title="Roux", contacts=[anne.pk])
    world.add("company", title="Petit")
    answer = rest("crm.company.list", {"filter": {"CONTACT_ID": anne.pk}})
    assert [row["ID"] for row in answer.result] == [str(roux.pk)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({}, "chairs tables lamps desks"),
        ({"ID": "DESC"}, "desks lamps tables chairs"),
        ({"OPPORTUNITY": "desc"}, "chairs tables desks lamps"),
        ({"TITLE": "ASC"}, "chairs desks lamps tables"),
        ({"PROBABILITY": "ASC", "ID": "DESC"}, "desks tables chairs lamps"),
        ({"PROBABILITY": "DESC"}, "lamps chairs tables desks"),
        ({"NOTHING": "ASC"}, "chairs tables lamps desks"),
        ({"PHONE": "RANDOM()"}, "chairs tables lamps desks"),
        ({"LOCATION_ID": "DESC"}, "chairs tables lamps desks"),
        ({"COMPANY_ID": "DESC"}, "chairs tables lamps desks"),
        ({"OPPORTUNITY": ["x"]}, "lamps desks tables chairs"),
    ],
)
def test_order(rest: Rest, four: dict[str, Any], order: dict[str, Any], expected: str) -> None:
    names = {str(deal.pk): name for name, deal in four.items()}
    assert [names[row["ID"]] for row in rest("crm.deal.list", {"order": order}).result] == expected.split()


def test_pages_of_fifty(rest: Rest, world: World) -> None:
    add_many(world, 120)
    seen: list[str] = []
    start: int | None = 0
    while start is not None:
        answer = rest("crm.lead.list", {"start": start, "order": {"STATUS_ID": "ASC"}, "select": ["ID"]})
        assert answer.body["total"] == 120
        seen += [row["ID"] for row in answer.result]
        start = answer.body.get("next")
    assert len(seen) == len(set(seen)) == 120
    beyond = rest("crm.lead.list", {"start": 5000})
    assert (beyond.result, beyond.body["total"]) == ([], 120)


def test_does_not_count_when_told_not_to(rest: Rest, world: World) -> None:
    add_many(world, 60)
    answer = rest("crm.lead.list", {"start": -1, "filter": {">ID": 0}})
    assert (len(answer.result), answer.body["total"]) == (50, 0)
    assert "next" not in answer.body


def test_the_number_of_queries_does_not_grow_with_the_rows(
    rest: Rest, world: World, django_assert_max_num_queries: Any
) -> None:
    add_many(world, 120)
    with django_assert_max_num_queries(7):
        assert len(rest("crm.lead.list", {"select": ["*", "PHONE", "EMAIL"]}).result) == 50


def add_many(world: World, count: int) -> None:
    from django.utils import timezone

    from comptoir.items.writing import add_items

    rows = [{"title": f"Lead {number}", "phone": [f"012345{number:04}"]} for number in range(count)]
    add_items(item_types.get("lead"), rows, actor=world.admin, at=timezone.now())


def test_refuses_what_is_no_array(rest: Rest) -> None:
    for name in ("filter", "order"):
        refused = (400, "", f"Parameter '{name}' must be array.")
        assert rest("crm.deal.list", {name: "TITLE"}).error == refused


@pytest.mark.parametrize("params", [{}, {"id": ""}, {"id": "x"}, {"id": 0}, {"id": -7}, {"id": [1]}])
def test_refuses_a_missing_id(rest: Rest, params: dict[str, Any]) -> None:
    refused = (400, "", "ID is not defined or invalid.")
    for verb in ("get", "update", "delete"):
        assert rest(f"crm.lead.{verb}", {**params, "fields": {}}).error == refused


def test_a_hidden_record_answers_like_a_missing_one(as_: Callers, world: World, deal: Any) -> None:
    for name, known in (("admin", True), ("alice", True), ("carol", True), ("bob", False), ("dave", False)):
        answer = as_(name)("crm.deal.get", {"id": deal.pk})
        listed = as_(name)("crm.deal.list").body["total"]
        if known:
            assert (answer.result["TITLE"], listed) == ("Forty chairs", 1)
        else:
            assert (answer.error, listed) == ((400, "", "Not found"), 0)
            assert as_(name)("crm.deal.get", {"id": 999_999}).error == answer.error


def test_whoever_may_read_nothing_of_a_type_is_told_so(as_: Callers, world: World, deal: Any) -> None:
    world.dave.roles.clear()
    for verb, params in (("list", {}), ("get", {"id": deal.pk}), ("delete", {"id": deal.pk})):
        assert as_("dave")(f"crm.deal.{verb}", params).error == (400, "", "Access denied.")


def test_a_deleted_record_is_gone(rest: Rest, world: World, deal: Any) -> None:
    assert rest("crm.deal.delete", {"id": deal.pk}).result is True
    assert rest("crm.deal.get", {"id": deal.pk}).error == (400, "", "Not found")
    assert rest("crm.deal.delete", {"id": deal.pk}).error == (400, "", "Not found")
    assert rest("crm.deal.list").body["total"] == 0
