"""Bringing a file in Chromium: drop zone, mapping, report; and axe's opinion of the pages."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.imports.actions import run_import
from comptoir.imports.models import ImportRun
from tests.browser import Visit
from tests.imports.conftest import WriteFile

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(visit: Visit) -> Page:
    return visit("/imports/")


def bring(reader: Page, path: Path) -> None:
    reader.get_by_label("What the rows are").select_option("contact")
    reader.set_input_files("input[type=file]", path)
    reader.get_by_role("button", name="Continue").click()
    reader.wait_for_url("**/mapping/")


def no_violations(reader: Page) -> None:
    results = Axe().run(reader)
    assert results.violations_count == 0, results.generate_report()


def test_maps_a_column_by_hand_and_reads_the_report(reader: Page, write: WriteFile, live_server: Any) -> None:
    bring(reader, write("Name,Shoe size\nLéa,38\n,40\n"))
    expect(reader.locator("#preview")).to_contain_text("Would be added 1")
    reader.get_by_label("“Shoe size” becomes").select_option(label="Add to the comment")
    reader.get_by_role("button", name="Try again").click()
    expect(reader.get_by_label("“Shoe size” becomes")).to_have_value("note")
    run = ImportRun.objects.get()
    reader.goto("about:blank")
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.WAITING)
    reader.goto(f"{live_server.url}/imports/{run.pk}/")
    expect(reader.get_by_text("0 of 2")).to_be_visible()
    reader.goto("about:blank")
    run_import(ImportRun.objects.get(pk=run.pk))
    reader.goto(f"{live_server.url}/imports/{run.pk}/")
    expect(reader.get_by_role("row").filter(has_text="Row refused")).to_contain_text("3")
    no_violations(reader)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(reader: Page, write: WriteFile, theme: str, live_server: Any) -> None:
    reader.context.add_cookies([{"name": "comptoir_theme", "value": theme, "url": live_server.url}])
    reader.reload()
    no_violations(reader)
    bring(reader, write("Name,Company,Size\nLéa,Nobody,38\n,,40\n"))
    no_violations(reader)
