"""comptoir export-all: every table is in a file or left out with a reason, the values are those of the database."""

import csv
import io
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from comptoir.clients.models import Company
from comptoir.ops.open_files.exporting import CannotExport, export_all
from comptoir.ops.open_files.rules import EXPORTED, LEFT_OUT, exported
from comptoir.ops.portal_tables import columns, tables
from comptoir.rest.incoming.actions import add_webhook
from comptoir.sales.models import Deal
from tests.clock import moment
from tests.world import World

AT = moment("2025-06-02 10:00")
SECRETS = ("pass", "token", "secret", "hash", "key", "code_hash")
# Columns whose names sound like secrets and hold none.
HARMLESS = {("access_role", "default_key"), ("directories_directoryvalue", "default_key")}


def test_every_table_is_exported_or_left_out_with_a_reason() -> None:
    """A new table gets a line in comptoir/ops/open_files/rules.py."""
    known = {model._meta.db_table for model in tables()}
    assert known == {*EXPORTED, *LEFT_OUT}
    assert set(EXPORTED) & set(LEFT_OUT) == set()


def test_no_column_that_sounds_like_a_secret_is_exported() -> None:
    sounding = {
        (model._meta.db_table, field.attname)
        for model, rule in exported()
        for field in columns(model)
        if any(word in field.attname for word in SECRETS) and field.attname not in rule.without
    }
    assert sounding - HARMLESS == set()


def exported_to(folder: Path) -> dict[str, int]:
    out = io.StringIO()
    call_command("export-all", str(folder), "--json", stdout=out)
    found: dict[str, int] = json.loads(out.getvalue())
    return found


def lines(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "data" / f"{table}.jsonl").read_text().splitlines()]


@pytest.fixture
def random_world(world: World) -> World:
    draw = random.Random(20250602)
    words = ["Œuvre", "=1+1", 'a "b", c', "é\u202fé", "l1\nl2", "<b>", "+33 6", "😀", "\\n"]
    companies = [
        world.add("company", title=draw.choice(words) + str(number), comments=draw.choice(words))
        for number in range(draw.randint(8, 12))
    ]
    for _number in range(draw.randint(20, 30)):
        world.add(
            "deal",
            title=draw.choice(words),
            company=draw.choice(companies),
            amount=Decimal(draw.randint(0, 10**12)) / 100,
            responsible=draw.choice([world.alice, world.bob]),
        )
    deleted = Deal.objects.order_by("pk").first()
    Deal.objects.filter(pk=deleted.pk).update(deleted_at=AT)
    return world


@pytest.mark.django_db(transaction=True)
def test_counts_and_values_are_those_of_the_database(random_world: World, tmp_path: Path) -> None:
    written = exported_to(tmp_path / "out")
    for model, rule in exported():
        rows = lines(tmp_path / "out", model._meta.db_table)
        assert len(rows) == model._default_manager.count() == written[f"data/{model._meta.db_table}.jsonl"]
        assert all(set(row) == {f.attname for f in columns(model)} - set(rule.without) for row in rows)
    for row in lines(tmp_path / "out", "sales_deal"):
        deal = Deal.objects.get(pk=row["id"])
        assert (row["title"], Decimal(row["amount"]), row["company_id"]) == (deal.title, deal.amount, deal.company_id)
        assert moment_of(row["created_at"]) == deal.created_at
    for row in lines(tmp_path / "out", "clients_company"):
        assert row["comments"] == Company.objects.get(pk=row["id"]).comments


def moment_of(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text)


@pytest.mark.django_db(transaction=True)
def test_records_are_readable_and_harmless_in_a_spreadsheet(random_world: World, tmp_path: Path) -> None:
    exported_to(tmp_path / "out")
    with (tmp_path / "out" / "records" / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == Deal.objects.alive().count()
    by_id = {int(row["ID"]): row for row in rows}
    for deal in Deal.objects.alive().select_related("company", "responsible"):
        row = by_id[deal.pk]
        assert str(deal.responsible) in row.values()
        assert deal.company.title.lstrip("'=") in {value.lstrip("'=") for value in row.values()}
        assert not any(value.startswith(("=", "@")) for value in row.values())


@pytest.mark.django_db(transaction=True)
def test_the_description_names_every_file_and_column_in_the_language_of_the_account(
    random_world: World, tmp_path: Path
) -> None:
    written = exported_to(tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    readme = (tmp_path / "out" / "README.md").read_text()
    assert "Le portail en fichiers ouverts" in readme
    assert {each["path"] for each in package["resources"]} == {path for path in written if path.startswith("data/")}
    assert all(f"`{path}`" in readme for path in written)
    deal = next(each for each in package["resources"] if each["name"] == "sales_deal")
    assert {"fields": "company_id", "reference": {"resource": "clients_company", "fields": "id"}} in deal["schema"][
        "foreignKeys"
    ]
    types = {field["name"]: field["type"] for field in deal["schema"]["fields"]}
    assert (types["amount"], types["created_at"], types["begin_date"], types["opened"]) == (
        "number",
        "datetime",
        "date",
        "boolean",
    )
    assert "DEAL_STAGE" in (tmp_path / "out" / "directories.yaml").read_text().upper().replace("-", "_")


@pytest.mark.django_db(transaction=True)
def test_no_password_and_no_key_is_in_any_file(random_world: World, tmp_path: Path) -> None:
    hook = add_webhook(random_world.admin, "Shop", ["crm"], actor=random_world.admin, at=AT)
    exported_to(tmp_path / "out")
    text = "".join(path.read_text() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert "Shop" in text
    assert random_world.admin.password not in text
    assert hook.url.rstrip("/").rsplit("/", 1)[1] not in text
    assert hook.webhook.token_hash not in text


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_not_empty_is_refused_and_a_failure_leaves_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    with pytest.raises(CannotExport, match="is not empty"):
        export_all(tmp_path / "full", AT)

    def fails(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comptoir.ops.open_files.exporting.write_records", fails)
    with pytest.raises(CannotExport, match="No space left"):
        export_all(tmp_path / "out", AT)
    assert [path.name for path in tmp_path.iterdir()] == ["full"]
