"""The six companies of the scenario files, loaded once; and questions about them."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.conftest import ROOT
from tests.world import World

MAPPINGS = ROOT / "docs/examples/mappings"


def import_scenario(folder: Path) -> None:
    """Do what docs/examples/import-scenario does, in this process."""
    common = {"originator": "crm-sales", "json": True}
    call_command(
        "import", "deals", folder / "deals.csv", map=str(MAPPINGS / "scenario-deals.json"), pipeline="CRM Sales",
        create="companies,products,pipelines,stages", **common,
    )  # fmt: skip
    for name in ("activities", "invoices"):
        call_command("import", name, folder / f"{name}.csv", map=str(MAPPINGS / f"scenario-{name}.json"), **common)


@pytest.fixture(scope="module")
def scenario(data_folder: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Path]:
    """The scenario's deals, activities and invoices, there for a whole module of tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        _ = World().admin
        import_scenario(data_folder / "scenario")
        yield data_folder
        transaction.set_rollback(True)


@pytest.fixture
def rows(data_folder: Path) -> dict[str, list[dict[str, str]]]:
    """The plain rows of the scenario files."""
    found = {}
    for name in ("deals", "activities", "invoices"):
        with (data_folder / "scenario" / f"{name}.csv").open(encoding="utf-8", newline="") as source:
            found[name] = list(csv.DictReader(source))
    return found
