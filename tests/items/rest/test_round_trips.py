"""What was read can be sent back as it is: integrations do so, and nothing may change by it."""

from typing import Any

import pytest

from comptoir.events.models import Event
from comptoir.items.core.item_types import item_types
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

TEXT = "Zoë & Co – 100 % “quoted” 😀 <b>not bold</b> \\ ' + %20"


def filled(world: World, code: str) -> Any:
    values: dict[str, Any] = {"comments": "Two\nlines", "utm_source": "fair"}
    values |= {"name": TEXT[:90], "last_name": "Petit"} if code == "contact" else {"title": TEXT}
    if code in ("lead", "contact", "company"):
        values |= {"phone": ["+33 1 23 45 67 89"], "email": ["a@example.com"], "address_city": "Lyon"}
    if code in ("lead", "deal", "quote", "invoice"):
        values |= {"amount": "1234.56", "currency": "EUR", "company": world.add("company", title="Roux")}
        values["contacts"] = [world.add("contact", name="Anne").pk, world.add("contact", name="Bob").pk]
    if code in ("deal", "quote", "invoice"):
        values |= {"begin_date": "2025-06-01", "close_date": "2025-06-30"}
    return world.add(code, **values)


@pytest.mark.parametrize("name", ["lead", "deal", "contact", "company", "quote"])
def test_classic(rest: Rest, world: World, frozen: Any, name: str) -> None:
    item = filled(world, name)
    before, events = rest(f"crm.{name}.get", {"id": item.pk}).result, Event.objects.count()
    assert rest(f"crm.{name}.update", {"id": item.pk, "fields": before}).result is True
    assert rest(f"crm.{name}.get", {"id": item.pk}).result == before
    assert Event.objects.count() == events


@pytest.mark.parametrize("code", ["lead", "deal", "contact", "company", "quote", "invoice"])
def test_camel(rest: Rest, world: World, frozen: Any, code: str) -> None:
    item = filled(world, code)
    call = {"entityTypeId": item_types.get(code).type_id, "id": item.pk}
    before, events = rest("crm.item.get", call).result["item"], Event.objects.count()
    sent = {name: value for name, value in before.items() if name != "fm"}
    assert rest("crm.item.update", {**call, "fields": sent}).result == {"item": before}
    assert Event.objects.count() == events


def test_contacts_that_the_caller_may_not_see_stay_when_sent_back(as_: Callers, world: World) -> None:
    hidden = world.add("contact", name="Hidden", responsible=world.admin).pk
    deal = world.add("deal", title="Hers", contacts=[hidden], responsible=world.dave)
    dave = as_("dave")
    assert dave("crm.contact.get", {"id": hidden}).error == (400, "", "Not found")
    item = dave("crm.item.get", {"entityTypeId": 2, "id": deal.pk}).result["item"]
    answer = dave("crm.item.update", {"entityTypeId": 2, "id": deal.pk, "fields": {**item, "title": "His"}})
    assert (answer.result["item"]["contactIds"], answer.result["item"]["title"]) == ([hidden], "His")
    other = world.add("contact", name="Hidden too", responsible=world.admin).pk
    refused = dave("crm.item.update", {"entityTypeId": 2, "id": deal.pk, "fields": {"contactIds": [hidden, other]}})
    assert refused.error[1] == "CRM_FIELD_ERROR_VALUE_NOT_VALID"
