"""The form for a new item."""

import json

import pytest

from comptoir.clients.models import Company, Contact
from comptoir.items.core.item_types import item_types
from comptoir.sales.models import Deal
from tests.world import World

SLIDER = {"HX-Request": "true", "X-Comptoir-Slider": "1"}


@pytest.mark.parametrize("type_code", ["lead", "deal", "contact", "company"])
def test_source_is_chosen_in_the_form(world: World, type_code: str) -> None:
    html = world.client_of("alice").get(f"/{item_types.get(type_code).path}/new/").content.decode()
    assert 'name="source"' in html
    for value in ("CALL", "WEB", "TRADE_SHOW", "OTHER"):
        assert f'<option value="{value}"' in html


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("deals", ["type", "stage", "company", "contact", "responsible"]),
        ("contacts", ["honorific", "type", "phone", "email"]),
        ("companies", ["type", "industry", "employees"]),
        ("leads", ["honorific", "stage"]),
        ("quotes", ["stage", "deal"]),
        ("invoices", ["stage", "deal"]),
        ("products", ["price", "currency"]),
        ("activities", ["kind", "deal", "company"]),
    ],
)
def test_asks_for_the_fields_of_its_type(world: World, path: str, names: list[str]) -> None:
    html = world.client_of("admin").get(f"/{path}/new/").content.decode()
    assert [name for name in names if f'name="{name}"' not in html] == []


def test_creates_and_shows_the_card(world: World) -> None:
    company = world.add("company", title="Cancity")
    sent = {
        "title": "Big deal",
        "amount": "1 234,50",
        "source": "CALL",
        "company": company.pk,
        "type": "",
        "stage": "PREPARATION",
    }
    answer = world.client_of("alice").post("/deals/new/", sent, headers=SLIDER)
    deal = Deal.objects.get()
    assert answer.headers["Location"] == f"/deals/{deal.pk}/?created=1"
    assert (deal.title, str(deal.amount), deal.source, deal.type, deal.stage) == (
        "Big deal",
        "1234.5000",
        "CALL",
        "",
        "PREPARATION",
    )
    assert (deal.company, deal.responsible) == (company, world.alice)
    shown = world.client_of("alice").get(answer.headers["Location"], headers=SLIDER)
    assert "deals:changed" in json.loads(shown.headers["HX-Trigger"])


def test_an_empty_drop_down_stays_empty(world: World) -> None:
    world.client_of("alice").post(
        "/companies/new/", {"title": "Cancity", "industry": "", "type": "", "source": "", "employees": ""}
    )
    company = Company.objects.get()
    assert (company.industry, company.type, company.source, company.employees) == ("", "", "", "")


def test_a_person_gets_phones_and_addresses(world: World) -> None:
    sent = {
        "last_name": "Martin",
        "phone": ["01 02 03 04 05"],
        "phone-id": [""],
        "phone-type": ["HOME"],
        "email": "a@b.example",
        "email-id": "",
        "email-type": "WORK",
    }
    world.client_of("alice").post("/contacts/new/", sent)
    html = world.client_of("alice").get(f"/contacts/{Contact.objects.get().pk}/").content.decode()
    assert "01 02 03 04 05" in html
    assert "a@b.example" in html


@pytest.mark.parametrize(
    ("path", "sent", "field"),
    [
        ("companies", {"title": " "}, "title"),
        ("contacts", {"name": ""}, "last_name"),
        ("deals", {"amount": "x"}, "amount"),
        ("deals", {"source": "NOPE"}, "source"),
        ("deals", {"company": "999999"}, "company"),
        ("contacts", {"last_name": "M", "email": "a@"}, "email"),
    ],
)
def test_a_refusal_names_the_field_and_keeps_the_form(
    world: World, path: str, sent: dict[str, str], field: str
) -> None:
    answer = world.client_of("alice").post(f"/{path}/new/", sent, headers=SLIDER)
    assert answer.status_code == 422
    assert field in json.loads(answer.headers["HX-Trigger"])["form:refused"]["fields"]
    assert not item_types.get(
        {"companies": "company", "contacts": "contact", "deals": "deal"}[path]
    ).model.objects.exists()


def test_begins_with_what_the_address_says(world: World) -> None:
    company = world.add("company", title="Cancity")
    html = world.client_of("alice").get(f"/deals/new/?company={company.pk}&amount=500").content.decode()
    assert "Cancity" in html
    assert 'value="500"' in html


def test_does_not_name_a_client_out_of_sight(world: World) -> None:
    company = world.add("company", title="Secret Ltd", responsible=world.dave)
    client = world.client_of("alice")
    assert "Secret Ltd" not in client.get(f"/deals/new/?company={company.pk}").content.decode()
    assert client.post("/deals/new/", {"title": "x", "company": company.pk}, headers=SLIDER).status_code == 422


def test_comboboxes_find_clients_within_sight(world: World, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        world.add("company", title="Cancity")
        world.add("company", title="Cancity secret", responsible=world.dave)
    found = world.client_of("alice").get("/companies/choices/?q=canc").json()
    assert [choice["label"] for choice in found] == ["Cancity"]
    assert [choice["label"] for choice in world.client_of("alice").get("/choices/users/?q=arn").json()] == [
        "Alice Arnaud"
    ]
