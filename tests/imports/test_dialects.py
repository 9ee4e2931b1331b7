"""The same people and deals under the headings of other programs: every row comes in, what is left out is named."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from comptoir.access.models import User
from comptoir.clients.models import Company, Contact

pytestmark = pytest.mark.django_db
CREATE = "companies,values,stages"


@pytest.mark.parametrize(
    ("type_code", "name", "rows", "left_out"),
    [
        ("companies", "bitrix24_companies_en.csv", 93, {"Logo", "Column 48"}),
        ("companies", "bitrix24_companies_fr_cp1252.csv", 93, set()),
        ("companies", "bitrix24_companies_ru_cp1251.csv", 93, {"Логотип"}),
        ("contacts", "bitrix24_contacts_en.csv", 93, set()),
        ("contacts", "hubspot_contacts.csv", 93, {"Lead Status", "Create Date"}),
        (
            "contacts",
            "pipedrive_mixed.csv",
            93,
            {"Deal - Title", "Deal - Value", "Activity - Subject*", "Activity - Due date"},
        ),
        ("deals", "hubspot_deals.csv", 400, {"Create Date"}),
        ("deals", "salesforce_opportunities.csv", 400, {"Created Date"}),
        ("deals", "zoho_deals.csv", 400, {"Deal Owner.id", "Account Name.id"}),
    ],
)
def test_takes_every_row(data: Path, admin: User, type_code: str, name: str, rows: int, left_out: set[str]) -> None:
    out = StringIO()
    path = str(data / "dialects" / name)
    call_command("import", type_code, path, create=CREATE, json=True, stdout=out, stderr=StringIO())
    summary = json.loads(out.getvalue())
    assert (summary["added"], summary["refused"]) == (rows, 0)
    assert set(summary["choices"].get("left_out", {}).get("columns", {})) == left_out


def test_the_three_languages_give_the_same_companies(data: Path, admin: User) -> None:
    found = []
    for name in ("en", "fr_cp1252", "ru_cp1251"):
        path = str(data / f"dialects/bitrix24_companies_{name}.csv")
        call_command("import", "companies", path, stdout=StringIO(), stderr=StringIO())
        found.append(set(Company.objects.values_list("type", "industry", "currency", "address_postal_code")))
        Company.objects.all().delete()
    assert found[0] == found[1] == found[2]


def test_people_belong_to_their_companies(data: Path, admin: User) -> None:
    path = str(data / "dialects/pipedrive_mixed.csv")
    call_command("import", "contacts", path, create="companies", stdout=StringIO(), stderr=StringIO())
    maria = Contact.objects.select_related("company").get(last_name="Anders")
    assert (maria.name, str(maria.company)) == ("Maria", "Alfreds Futterkiste")
    assert maria.comments == "Line one\nLine two, with comma"
