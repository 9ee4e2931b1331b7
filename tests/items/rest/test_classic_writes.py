"""crm.X.add, update and delete: what is written, what is ignored, what is refused, and by whom."""

from typing import Any

import pytest

from comptoir.events.models import Event
from comptoir.items.models import StageChange
from comptoir.sales.models import Deal
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

HIDDEN = (400, "", "Not found")
DENIED = (400, "", "Access denied.")


def test_adds_a_deal_with_the_references_defaults(rest: Rest, world: World, frozen: Any) -> None:
    deal_id = rest("crm.deal.add", {"fields": {}}).result
    assert isinstance(deal_id, int)
    shown = rest("crm.deal.get", {"id": deal_id}).result
    wanted = {
        "TITLE": f"Deal #{deal_id}", "STAGE_ID": "NEW", "CATEGORY_ID": "0", "TYPE_ID": "SALE", "SOURCE_ID": "CALL",
        "OPENED": "Y", "CURRENCY_ID": "EUR", "OPPORTUNITY": "0.00", "ASSIGNED_BY_ID": str(world.admin.pk),
        "BEGINDATE": "2025-06-02T00:00:00+02:00", "CLOSEDATE": "2025-06-09T00:00:00+02:00",
    }  # fmt: skip
    assert {name: shown[name] for name in wanted} == wanted


def test_a_salutation_has_no_first_value(rest: Rest) -> None:
    contact_id = rest("crm.contact.add", {"fields": {"PHONE": [{"VALUE": "0123456789"}]}}).result
    shown = rest("crm.contact.get", {"id": contact_id}).result
    assert (shown["HONORIFIC"], shown["TYPE_ID"], shown["SOURCE_ID"]) == (None, "CLIENT", "CALL")


def test_adds_by_form_and_reads_it_back(rest: Rest) -> None:
    body = (
        "fields[TITLE]=Fa%C3%AFence+%26+%2B&fields[OPPORTUNITY]=1234.50&fields[OPENED]=false&fields[BIRTHDATE]=15.06.1980"
        "&fields[PHONE][0][VALUE]=0123456789&fields[PHONE][0][VALUE_TYPE]=MOBILE&fields[EMAIL][n0][VALUE]=a@example.com"
        "&fields[COMMENTS]=a%0Ab&fields[UNKNOWN]=1&fields[ID]=5&fields[DATE_CREATE]=2001-01-01&fields[WEB][]=example.com"
    )
    lead_id = rest.post("crm.lead.add", body).result
    shown = rest("crm.lead.get", {"id": lead_id}).result
    assert (shown["TITLE"], shown["OPPORTUNITY"], shown["OPENED"]) == ("Faïence & +", "1234.50", "N")
    assert shown["BIRTHDATE"] == "1980-06-15T00:00:00+02:00"
    assert shown["COMMENTS"] == "a\nb"
    assert not shown["DATE_CREATE"].startswith("2001")
    assert (shown["PHONE"][0]["VALUE"], shown["PHONE"][0]["VALUE_TYPE"]) == ("0123456789", "MOBILE")
    assert (shown["EMAIL"][0]["VALUE"], shown["WEB"][0]["VALUE"]) == ("a@example.com", "example.com")


@pytest.mark.parametrize(
    "value",
    [
        "2025-03-09",
        "2025-03-09T00:00:00",
        "2025-03-09T00:00:00+01:00",
        "2025-03-08T23:00:00.000000+00:00",
        "09.03.2025",
    ],
)
def test_reads_dates_in_every_accepted_form(rest: Rest, value: str) -> None:
    deal_id = rest("crm.deal.add", {"fields": {"CLOSEDATE": value}}).result
    assert rest("crm.deal.get", {"id": deal_id}).result["CLOSEDATE"] == "2025-03-09T00:00:00+01:00"


@pytest.mark.parametrize(
    ("fields", "error", "text"),
    [
        ({"STAGE_ID": "C1:NEW"}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "STAGE_ID"'),
        ({"CATEGORY_ID": 99}, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "CATEGORY_ID"'),
        ({"TYPE_ID": "NOTHING"}, "ERROR_CORE", 'Invalid value of field "TYPE_ID"'),
        ({"OPPORTUNITY": "1,234.50"}, "ERROR_CORE", 'Invalid value of field "OPPORTUNITY"'),
        ({"OPPORTUNITY": "1e30"}, "ERROR_CORE", 'Invalid value of field "OPPORTUNITY"'),
        ({"CURRENCY_ID": "XXX"}, "ERROR_CORE", 'Invalid value of field "CURRENCY_ID"'),
        ({"CLOSEDATE": "tomorrow"}, "ERROR_CORE", 'Invalid value of field "CLOSEDATE"'),
        ({"CLOSEDATE": "0001-01-01"}, "ERROR_CORE", 'Invalid value of field "CLOSEDATE"'),
        ({"PROBABILITY": 100_000}, "ERROR_CORE", 'Invalid value of field "PROBABILITY"'),
        ({"PROBABILITY": -1}, "ERROR_CORE", 'Invalid value of field "PROBABILITY"'),
        ({"COMPANY_ID": 999_999}, "ERROR_CORE", 'Invalid value of field "COMPANY_ID"'),
        ({"CONTACT_IDS": ["x"]}, "ERROR_CORE", 'Invalid value of field "CONTACT_IDS"'),
        ({"CONTACT_IDS": [[1]]}, "ERROR_CORE", 'Invalid value of field "CONTACT_IDS"'),
        ({"ASSIGNED_BY_ID": 999_999}, "ERROR_CORE", 'Invalid value of field "ASSIGNED_BY_ID"'),
        ({"TITLE": ["a", "b"]}, "ERROR_CORE", 'Invalid value of field "TITLE"'),
        ({"TITLE": "x" * 256}, "ERROR_CORE", 'Invalid value of field "TITLE"'),
        ({"OPENED": "perhaps"}, "ERROR_CORE", 'Invalid value of field "OPENED"'),
    ],
)
def test_refuses_what_is_no_value(rest: Rest, fields: dict[str, Any], error: str, text: str) -> None:
    status, code, description = rest("crm.deal.add", {"fields": fields}).error
    assert (status, code) == (400, error)
    assert description.startswith(text)
    deal_id = rest("crm.deal.add", {"fields": {"TITLE": "Kept"}}).result
    if "CATEGORY_ID" not in fields:
        assert rest("crm.deal.update", {"id": deal_id, "fields": fields}).error == (status, code, description)
    assert Deal.objects.count() == 1


def test_a_company_needs_a_title(rest: Rest) -> None:
    refused = (400, "ERROR_CORE", 'Field "TITLE" is required')
    assert rest("crm.company.add", {"fields": {"REVENUE": 5}}).error == refused
    company_id = rest("crm.company.add", {"fields": {"TITLE": "Roux"}}).result
    assert rest("crm.company.update", {"id": company_id, "fields": {"TITLE": " "}}).error == refused


@pytest.mark.parametrize("params", [{}, {"fields": "TITLE"}, {"fields": ""}, {"fields": 5}])
def test_fields_must_be_an_array(rest: Rest, params: dict[str, Any]) -> None:
    refused = (400, "", "Parameter 'fields' must be array.")
    assert rest("crm.deal.add", params).error == refused
    assert rest("crm.deal.update", {"id": 7, **params}).error == refused


def test_updates_only_what_is_sent(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs", amount="10", comments="Keep me", probability=30)
    assert rest("crm.deal.update", {"id": deal.pk, "fields": {"TITLE": "Tables", "PROBABILITY": ""}}).result is True
    shown = rest("crm.deal.get", {"id": deal.pk}).result
    assert (shown["TITLE"], shown["OPPORTUNITY"], shown["COMMENTS"]) == ("Tables", "10.00", "Keep me")
    assert shown["PROBABILITY"] is None


def test_reads_none_as_clients_write_it_into_batches(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs", probability=30, close_date="2025-06-30")
    query = f"id={deal.pk}&fields[PROBABILITY]=None&fields[CLOSEDATE]=None&fields[OPENED]=True&fields[COMMENTS]=None"
    assert rest.post("crm.deal.update", query).result is True
    shown = rest("crm.deal.get", {"id": deal.pk}).result
    assert (shown["PROBABILITY"], shown["CLOSEDATE"], shown["OPENED"]) == (None, "", "Y")
    assert shown["COMMENTS"] == "None"


def test_writing_nothing_new_leaves_no_trace(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs")
    before = Event.objects.count()
    assert rest("crm.deal.update", {"id": deal.pk, "fields": {"TITLE": "Chairs", "NOTHING": 1}}).result is True
    assert rest("crm.deal.update", {"id": deal.pk, "fields": []}).result is True
    assert Event.objects.count() == before


def test_moves_through_stages_with_their_history(rest: Rest, world: World, frozen: Any) -> None:
    lead = world.add("lead", title="Fair")
    rest("crm.lead.update", {"id": lead.pk, "fields": {"STATUS_ID": "IN_PROCESS"}})
    rest("crm.lead.update", {"id": lead.pk, "fields": {"STATUS_ID": "converted"}})
    shown = rest("crm.lead.get", {"id": lead.pk}).result
    assert (shown["STATUS_ID"], shown["STATUS_SEMANTIC_ID"]) == ("CONVERTED", "S")
    assert shown["DATE_CLOSED"] == "2025-06-02T10:00:00+02:00"
    moves = StageChange.objects.filter(item_type=1, item_id=lead.pk).order_by("id")
    assert list(moves.values_list("stage", "type")) == [("NEW", 1), ("IN_PROCESS", 2), ("CONVERTED", 3)]


def test_the_pipeline_is_fixed_after_creation(rest: Rest, world: World) -> None:
    from comptoir.directories.values.reading import bump
    from comptoir.pipelines.defaults import add_default_stages
    from comptoir.pipelines.models import Pipeline

    export = Pipeline.objects.create(item_type="deal", name="Export")
    add_default_stages(export)
    bump()
    deal_id = rest("crm.deal.add", {"fields": {"CATEGORY_ID": str(export.pk)}}).result
    assert rest("crm.deal.get", {"id": deal_id}).result["STAGE_ID"] == f"C{export.pk}:NEW"
    assert rest("crm.deal.update", {"id": deal_id, "fields": {"CATEGORY_ID": 0}}).result is True
    shown = rest("crm.deal.get", {"id": deal_id}).result
    assert (shown["CATEGORY_ID"], shown["IS_NEW"]) == (str(export.pk), "Y")
    refused = rest("crm.deal.update", {"id": deal_id, "fields": {"STAGE_ID": "WON"}}).error
    assert refused[:2] == (400, "CRM_FIELD_ERROR_VALUE_NOT_VALID")


def test_contacts_of_a_deal_are_replaced_as_a_whole(rest: Rest, world: World) -> None:
    anne, bob = (world.add("contact", name=name).pk for name in ("Anne", "Bob"))
    deal_id = rest("crm.deal.add", {"fields": {"CONTACT_IDS": [str(anne), bob]}}).result
    main = lambda: rest("crm.deal.get", {"id": deal_id}).result["CONTACT_ID"]  # noqa: E731
    listed = lambda: rest("crm.item.get", {"entityTypeId": 2, "id": deal_id}).result["item"]["contactIds"]  # noqa: E731
    assert (main(), listed()) == (str(anne), [anne, bob])
    rest("crm.deal.update", {"id": deal_id, "fields": {"CONTACT_ID": bob}})
    assert (main(), listed()) == (str(bob), [bob, anne])
    rest("crm.deal.update", {"id": deal_id, "fields": {"CONTACT_IDS": [anne]}})
    assert (main(), listed()) == (str(anne), [anne])
    rest.post("crm.deal.update", f"id={deal_id}&fields[CONTACT_IDS][]=")
    assert (main(), listed()) == (None, [])


def test_edits_multifields_entry_by_entry(rest: Rest) -> None:
    fields = {"NAME": "Anne", "EMAIL": [{"VALUE": "a@x.fr"}, {"VALUE": "b@x.fr", "VALUE_TYPE": "HOME"}, "c@x.fr"]}
    contact_id = rest("crm.contact.add", {"fields": fields}).result
    first, second, third = (entry["ID"] for entry in emails(rest, contact_id))
    changes = [
        {"ID": first, "VALUE_TYPE": "MAILING"},
        {"ID": second, "VALUE": "b2@x.fr"},
        {"ID": third, "DELETE": "Y"},
        {"VALUE": "d@x.fr"},
        {"ID": 999_999, "VALUE": "e@x.fr"},
        {"ID": 999_999, "DELETE": "Y"},
    ]
    assert rest("crm.contact.update", {"id": contact_id, "fields": {"EMAIL": changes}}).result is True
    assert [(entry["VALUE_TYPE"], entry["VALUE"]) for entry in emails(rest, contact_id)] == [
        ("MAILING", "a@x.fr"), ("HOME", "b2@x.fr"), ("WORK", "d@x.fr"), ("WORK", "e@x.fr"),
    ]  # fmt: skip
    rest("crm.contact.update", {"id": contact_id, "fields": {"EMAIL": [{"ID": first, "VALUE": ""}]}})
    assert len(emails(rest, contact_id)) == 3
    refused = rest("crm.contact.update", {"id": contact_id, "fields": {"EMAIL": [{"VALUE": "no address"}]}}).error
    assert refused[:2] == (400, "ERROR_CORE")


def test_another_records_multifield_is_out_of_reach(rest: Rest, world: World) -> None:
    mine, other = world.add("contact", name="A"), world.add("contact", name="B", email=["b@x.fr"])
    [known] = emails(rest, other.pk)
    rest("crm.contact.update", {"id": mine.pk, "fields": {"EMAIL": [{"ID": known["ID"], "VALUE": ""}]}})
    assert emails(rest, other.pk) == [known]


def emails(rest: Rest, contact_id: int) -> list[dict[str, str]]:
    return rest("crm.contact.get", {"id": contact_id}).result.get("EMAIL", [])


def test_an_import_may_say_when_and_by_whom(as_: Callers, world: World, frozen: Any) -> None:
    fields = {"TITLE": "Old", "DATE_CREATE": "2020-05-04T10:00:00+02:00", "CREATED_BY_ID": world.carol.pk,
              "DATE_MODIFY": "2021-05-04", "MODIFY_BY_ID": ""}  # fmt: skip
    for params, created in (({"IMPORT": "Y"}, "2020-05-04T10:00:00+02:00"), ({}, "2025-06-02T10:00:00+02:00")):
        lead_id = as_("admin")("crm.lead.add", {"fields": fields, "params": params}).result
        shown = as_("admin")("crm.lead.get", {"id": lead_id}).result
        assert shown["DATE_CREATE"] == created
        assert shown["CREATED_BY_ID"] == str(world.carol.pk if params else world.admin.pk)
    answer = as_("alice")("crm.lead.add", {"fields": fields, "params": {"IMPORT": "Y"}})
    assert answer.error == DENIED


@pytest.mark.parametrize(
    ("name", "own", "foreign"),
    [
        ("admin", True, True),
        ("alice", True, True),
        ("carol", True, True),
        ("bob", True, HIDDEN),
        ("dave", True, HIDDEN),
    ],
)
def test_who_may_write(as_: Callers, world: World, name: str, own: Any, foreign: Any) -> None:
    deal = world.add("deal", title="Alice's")
    rest = as_(name)
    mine = rest("crm.deal.add", {"fields": {"TITLE": "Mine"}}).result
    assert rest("crm.deal.update", {"id": mine, "fields": {"TITLE": "Still mine"}}).result is own
    answer = rest("crm.deal.update", {"id": deal.pk, "fields": {"TITLE": "Seen"}})
    assert (answer.result if foreign is True else answer.error) == foreign
    deal.refresh_from_db()
    assert deal.title == ("Seen" if foreign is True else "Alice's")


def test_who_may_delete(as_: Callers, world: World) -> None:
    deal = world.add("deal", title="Alice's")
    assert as_("alice")("crm.deal.delete", {"id": deal.pk}).error == DENIED
    assert as_("bob")("crm.deal.delete", {"id": deal.pk}).error == HIDDEN
    assert as_("carol")("crm.deal.delete", {"id": deal.pk}).result is True


def test_a_reader_without_the_right_to_change_is_refused(as_: Callers, world: World) -> None:
    contact = world.add("contact", name="Anne", opened=True)
    assert as_("bob")("crm.contact.get", {"id": contact.pk}).result["NAME"] == "Anne"
    assert as_("bob")("crm.contact.update", {"id": contact.pk, "fields": {"NAME": "X"}}).error == DENIED


def test_whoever_may_not_add_is_refused(as_: Callers, world: World) -> None:
    world.dave.roles.clear()
    assert as_("dave")("crm.deal.add", {"fields": {"TITLE": "X"}}).error == DENIED
    assert as_("bob")("crm.deal.add", {"fields": {"ASSIGNED_BY_ID": world.alice.pk}}).error == DENIED
    assert Deal.objects.count() == 0
