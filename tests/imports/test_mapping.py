"""Which column goes where, in the words of each program and language of the dialects."""

import pytest

from comptoir.imports.errors import MappingRefused
from comptoir.imports.mapping.plan import Plan, match_columns, read_plan
from comptoir.imports.running.importers import importers

DIALECTS = [
    (
        "company",
        ["Nom de la société", "Type de société", "Secteur d'activité", "Employés", "Chiffre d'affaires"],
        ["title", "type", "industry", "employees", "revenue"],
    ),
    (
        "company",
        ["Название компании", "Тип компании", "Сфера деятельности", "Телефон", "Факс", "Рабочий e-mail"],
        ["title", "type", "industry", "phone:WORK", "phone:FAX", "email:WORK"],
    ),
    (
        "company",
        ["Company Name", "Street", "Zip", "Work Phone", "Corporate Website", "Home E-mail", "Skype ID"],
        ["title", "address", "address_postal_code", "phone:WORK", "web:WORK", "email:HOME", "im:SKYPE"],
    ),
    (
        "contact",
        ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Company"],
        ["origin_id", "name", "last_name", "email:WORK", "phone:WORK", "responsible", "companies"],
    ),
    (
        "contact",
        ["Person - Name*", "Person - First name", "Person - Email (Work)", "Organization - Name*"],
        ["full_name", "name", "email:WORK", "companies"],
    ),
    (
        "contact",
        ["Имя", "Фамилия", "Телефон", "E-mail", "Компания"],
        ["name", "last_name", "phone:WORK", "email:WORK", "companies"],
    ),
    ("contact", ["NAME", "lastName", "BIRTHDATE", "SOURCE_ID"], ["name", "last_name", "birth_date", "source"]),
    (
        "deal",
        ["Opportunity ID", "Opportunity Name", "Account Name", "Amount", "Close Date", "Stage", "Owner Name"],
        ["origin_id", "title", "company", "amount", "close_date", "stage", "responsible"],
    ),
    (
        "deal",
        ["Record Id", "Deal Owner", "Amount", "Deal Name", "Closing Date", "Account Name", "Stage", "Lead Source"],
        ["origin_id", "responsible", "amount", "title", "close_date", "company", "stage", "source"],
    ),
]


@pytest.mark.parametrize(("type_code", "headings", "targets"), DIALECTS)
def test_knows_the_headings(type_code: str, headings: list[str], targets: list[str]) -> None:
    assert match_columns(importers.get(type_code).targets(), headings, Plan()).targets == targets


def test_names_the_columns_it_leaves_out() -> None:
    columns = match_columns(importers.get("contact").targets(), ["Name", "Shoe size"], Plan())
    assert columns.unmapped() == ["Shoe size"]


def test_obeys_the_plan() -> None:
    plan = Plan(columns={"Shoe size": "note", "E-mail": ["email:HOME", ""]})
    columns = match_columns(importers.get("contact").targets(), ["Name", "shoe SIZE", "e-mail", "E-MAIL"], plan)
    assert columns.targets == ["name", "note", "email:HOME", ""]


def test_refuses_an_unknown_target() -> None:
    with pytest.raises(MappingRefused, match="shoe_size"):
        match_columns(importers.get("contact").targets(), ["Name"], Plan(columns={"Name": "shoe_size"}))


def test_refuses_a_file_of_which_it_knows_no_column() -> None:
    with pytest.raises(MappingRefused, match="a, b"):
        match_columns(importers.get("contact").targets(), ["a", "b"], Plan())


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"columns": 7}', b'{"colums": {}}', b"\xff"])
def test_refuses_a_broken_mapping_file(content: bytes) -> None:
    with pytest.raises(MappingRefused):
        read_plan(content)
