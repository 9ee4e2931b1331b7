"""Each control of the page of states and drop-down lists, by mouse, keyboard and touch, in both languages."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.directories.models import DirectoryValue
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.pipelines.models import Pipeline
from tests.directories.test_in_browser import (
    DEALS,
    Open,
    codes,
    opened,
    press,
    rename,
    row,
    save,
    world_with_deals,
)

__all__ = ["opened", "world_with_deals"]
pytestmark = pytest.mark.browser
SOURCES = "/settings/crm/directories/source/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def stored(directory: str, code: str) -> DirectoryValue:
    return DirectoryValue.objects.get(directory=directory, code=code)


def saved(page: Page) -> None:
    save(page)
    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator(".save-bar")).to_be_hidden()


def panel(page: Page) -> Any:
    return page.locator(".directories__detail")


def select(page: Page, code: str) -> None:
    row(page, code).locator(".directory-row__name").click()


@pytest.mark.parametrize(
    ("language", "default", "hidden"),
    [("fr", "Choisie d’office", "Masquée"), ("en", "Chosen by itself", "Hidden")],
)
def test_the_panel_of_a_list_value(opened: Open, language: str, default: str, hidden: str) -> None:
    page = opened(SOURCES, language)
    select(page, "WEB")
    panel(page).locator('[data-name-in="en"]').fill("Web pages")
    panel(page).get_by_text(default).click()
    select(page, "EMAIL")
    panel(page).get_by_text(hidden).click()
    expect(row(page, "WEB")).to_contain_text("défaut" if language == "fr" else "default")
    expect(row(page, "EMAIL")).to_contain_text("masquée" if language == "fr" else "hidden")
    saved(page)
    web = stored("SOURCE", "WEB")
    assert (web.is_default, web.names) == (True, {"en": "Web pages"})
    assert stored("SOURCE", "EMAIL").is_hidden
    select(page, "WEB")
    panel(page).get_by_text(default).click()
    press(page, "EMAIL", "hide")
    saved(page)
    assert not stored("SOURCE", "WEB").is_default
    assert not stored("SOURCE", "EMAIL").is_hidden


def test_colours_from_the_palette_by_hand_and_none(opened: Open) -> None:
    page = opened(SOURCES)
    press(page, "WEB", "colour")
    page.locator(".colour-popover__cell").nth(3).click()
    chosen = page.locator(".colour-popover__cell").nth(3).get_attribute("data-colour")
    press(page, "EMAIL", "colour")
    page.locator("#colour-hex").fill("148a6e")
    page.keyboard.press("Enter")
    saved(page)
    assert stored("SOURCE", "WEB").colour == chosen
    assert stored("SOURCE", "EMAIL").colour == "#148a6e"
    press(page, "EMAIL", "colour")
    page.locator('.colour-popover [data-pick="none"]').click()
    page.keyboard.press("Escape")
    saved(page)
    assert stored("SOURCE", "EMAIL").colour == ""


def test_the_default_name_is_restored(opened: Open) -> None:
    page = opened(DEALS, "fr")
    restore = row(page, "WON").locator('[data-action="directory-editor#restore"]')
    expect(restore).to_be_hidden()
    rename(page, "WON", "Signée")
    saved(page)
    row(page, "WON").hover()
    expect(restore).to_have_attribute("data-tip", re.compile("Rétablir «.Transaction gagnée.»"))
    restore.click()
    expect(row(page, "WON")).to_contain_text("Transaction gagnée")
    saved(page)
    assert stored("DEAL_STAGE", "WON").name == ""


def test_what_is_done_to_one_row_shows_that_row_in_the_panel(opened: Open) -> None:
    page = opened(DEALS)
    select(page, "PREPARATION")
    press(page, "FINAL_INVOICE", "colour")
    expect(panel(page).locator("h2")).to_have_text("Final invoice")
    page.locator(".colour-popover__cell").nth(5).click()
    press(page, "PREPARATION", "remove")
    expect(panel(page).locator("h2")).to_have_text("Document preparation")
    expect(page.locator(".replace-dialog")).to_contain_text("Document preparation")
    page.get_by_role("button", name="Keep the stage").click()
    press(page, "FINAL_INVOICE", "remove")
    expect(panel(page).locator("h2")).to_have_text("Final invoice")
    saved(page)
    left = DirectoryValue.objects.filter(directory="DEAL_STAGE")
    assert left.get(code="PREPARATION").colour == "#2FC6F6"
    assert not left.filter(code="FINAL_INVOICE").exists()


def test_a_stage_dragged_among_the_failures_only_while_unused(opened: Open) -> None:
    page = opened(DEALS)
    for code in ("EXECUTING", "FINAL_INVOICE"):
        row(page, code).hover()
        row(page, code).locator(".directory-row__grip").drag_to(
            row(page, "APOLOGY"), target_position={"x": 20, "y": 30}
        )
    expect(page.locator('.directory-rows[data-group="failure"] [data-code="FINAL_INVOICE"]')).to_be_visible()
    expect(page.locator('.directory-rows[data-group="additional"] [data-code="EXECUTING"]')).to_be_visible()
    expect(page.locator(".toast")).to_contain_text("only an unused stage can change its group")
    save(page)
    expect(page.locator(".save-bar")).to_be_hidden()
    assert stored("DEAL_STAGE", "FINAL_INVOICE").semantics == "F"
    assert stored("DEAL_STAGE", "EXECUTING").semantics == ""


def test_the_panel_moves_a_stage_between_the_groups(opened: Open) -> None:
    page = opened(DEALS)
    select(page, "EXECUTING")
    panel(page).locator("[data-group-of]").select_option("failure")
    expect(page.locator(".toast")).to_contain_text("only an unused stage")
    expect(panel(page).locator("[data-group-of]")).to_have_value("additional")
    select(page, "FINAL_INVOICE")
    panel(page).locator("[data-group-of]").select_option("failure")
    select(page, "PREPARATION")
    panel(page).get_by_text("New records start here").click()
    save(page)
    expect(page.locator(".save-bar")).to_be_hidden()
    assert stored("DEAL_STAGE", "FINAL_INVOICE").semantics == "F"
    assert stored("DEAL_STAGE", "PREPARATION").is_default


def test_with_the_keyboard_alone(opened: Open) -> None:
    page = opened(DEALS)
    row(page, "PREPARATION").focus()
    page.keyboard.press("F2")
    page.keyboard.type("Papers")
    page.keyboard.press("Enter")
    expect(row(page, "PREPARATION")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(row(page, "EXECUTING")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(row(page, "FINAL_INVOICE")).to_have_attribute("data-removed", "")
    page.locator(".save-bar .button--primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()
    assert stored("DEAL_STAGE", "PREPARATION").name == "Papers"
    assert not DirectoryValue.objects.filter(directory="DEAL_STAGE", code="FINAL_INVOICE").exists()
    assert codes(page)[:3] == ["NEW", "PREPAYMENT_INVOICE", "PREPARATION"]


def test_by_touch(opened: Open) -> None:
    page = opened(SOURCES, "fr", **PHONE)
    row(page, "EMAIL").locator(".directory-row__more").tap()
    panel(page).locator('[data-name-in="fr"]').fill("Courriel")
    panel(page).get_by_text("Masquée").tap()
    panel(page).get_by_role("button", name="Descendre").tap()
    panel(page).get_by_role("button", name="Couleur").tap()
    page.locator(".colour-popover__cell").first.tap()
    save(page)
    expect(page.locator(".toast")).to_be_visible()
    email = stored("SOURCE", "EMAIL")
    assert (email.names, email.is_hidden) == ({"fr": "Courriel"}, True)
    assert email.colour
    assert codes(page)[:3] == ["CALL", "WEB", "EMAIL"]


def test_a_replacement_is_followed_to_its_end_while_one_goes_on_editing(opened: Open) -> None:
    page = opened(DEALS)
    press(page, "EXECUTING", "remove")
    page.locator(".replace-dialog").get_by_role("button", name="Replace and delete").click()
    save(page)
    work = page.locator("[data-directory-work]")
    expect(work).to_contain_text("0 of 2 moved")
    job = Job.objects.get(name="directories.replace_value")
    report(job, 1200, 50_000)
    expect(work).to_contain_text("1,200 of 50,000 moved")
    expect(work.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "1200")
    rename(page, "FINAL_INVOICE", "Last bill")
    report(job, 30_000, 50_000)
    expect(work).to_contain_text("30,000 of 50,000 moved")
    expect(page.locator("#directory-announcement")).to_contain_text("60 % done")
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error="OperationalError: disk is full")
    expect(work).to_contain_text("disk is full")
    expect(row(page, "FINAL_INVOICE")).to_contain_text("Last bill")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


def test_undone_from_the_history(opened: Open) -> None:
    page = opened(DEALS, "fr")
    rename(page, "PREPARATION", "Papiers")
    saved(page)
    page.get_by_role("link", name="Historique", exact=True).click()
    slider = page.locator(".slider")
    expect(slider).to_contain_text("a été renommée « Papiers »")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    slider.get_by_role("button", name="Annuler ceci").click()
    expect(row(page, "PREPARATION")).to_contain_text("Préparation des documents")
    page.get_by_role("link", name="Historique", exact=True).click()
    expect(slider).to_contain_text("Annulé par")


def test_a_pipeline_is_added_deleted_and_comes_back(opened: Open) -> None:
    page = opened(DEALS)
    page.get_by_role("link", name="Add a pipeline").click()
    page.locator("#pipeline-name").fill("Export")
    page.get_by_role("button", name="Add the pipeline").click()
    expect(page.locator(".directories__list[aria-current]")).to_contain_text("Export")
    page.locator(".directories__more a").click()
    page.locator(".slider").get_by_role("button", name="Delete the pipeline").click()
    expect(page.locator(".toast")).to_contain_text("is deleted")
    assert not Pipeline.objects.filter(name="Export").exists()
    page.locator(".toast__undo").click()
    expect(page.locator(".directories__lists")).to_contain_text("Export")
    pipeline = Pipeline.objects.get(name="Export")
    assert DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{pipeline.pk}").count() == 8


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(opened: Open, width: int) -> None:
    page = opened(DEALS, "fr", viewport={"width": width, "height": 900})
    site, found = page.url.partition("/settings")[0], []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in (SOURCES, DEALS, f"{DEALS}history/", "/settings/crm/directories/import/"):
            page.goto(f"{site}{address}")
            if address in (SOURCES, DEALS):
                expect(page.locator(".directories[data-ready]")).to_be_visible()
                code = codes(page)[1] or ""
                row(page, code).locator(".directory-row__more" if width == 390 else ".directory-row__name").click()
            found += [(address, scheme, each["id"]) for each in Axe().run(page).response["violations"]]
    assert found == []
