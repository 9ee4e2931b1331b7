"""The page of states and drop-down lists as an administrator meets it, in Chromium; and axe's opinion."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.directories.models import DirectoryValue
from comptoir.items.core.item_types import item_types
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser
DEALS = "/settings/crm/directories/deal-stage/"
Open = Callable[..., Page]


@pytest.fixture
def world_with_deals(transactional_db: None) -> World:
    world = World()
    for stage in ("NEW", "PREPARATION", "EXECUTING", "EXECUTING", "WON"):
        world.add("deal", title=stage, stage=stage)
    return world


@pytest.fixture
def opened(world_with_deals: World, visit: Visit) -> Open:
    """Open pages as the administrator, each in a browser of its own."""

    def open_page(address: str, language: str = "en", **device: Any) -> Page:
        tab = visit(address, language=language, apart=True, **device)
        expect(tab.locator(".directories[data-ready]")).to_be_visible()
        return tab

    return open_page


def row(page: Page, code: str) -> Any:
    return page.locator(f'.directory-row[data-code="{code}"]')


def press(page: Page, code: str, action: str) -> None:
    row(page, code).hover()
    row(page, code).locator(f'[data-action="directory-editor#{action}"]').click()


def rename(page: Page, code: str, name: str, key: str = "Enter") -> None:
    press(page, code, "rename")
    page.keyboard.type(name)
    page.keyboard.press(key)


def save(page: Page) -> None:
    page.locator(".save-bar .button--primary").click()


def codes(page: Page) -> list[str | None]:
    return [each.get_attribute("data-code") for each in page.locator(".directory-row").all()]


def named(code: str) -> str:
    return DirectoryValue.objects.get(directory="DEAL_STAGE", code=code).name


def test_renamed_in_place_saved_and_undone(opened: Open) -> None:
    page = opened(DEALS)
    rename(page, "PREPARATION", "Nothing", key="Escape")
    expect(page.locator(".save-bar")).to_be_hidden()
    rename(page, "PREPARATION", "Papers")
    expect(page.locator(".save-bar")).to_contain_text("1 unsaved change 1 renamed")
    save(page)
    expect(page.locator(".toast")).to_contain_text("The list is saved.")
    assert named("PREPARATION") == "Papers"
    page.locator(".toast__undo").click()
    expect(row(page, "PREPARATION")).to_contain_text("Document preparation")
    assert named("PREPARATION") == ""


def test_ordered_by_hand_and_by_keyboard(opened: Open) -> None:
    page = opened(DEALS)
    row(page, "FINAL_INVOICE").focus()
    page.keyboard.press("Alt+ArrowUp")
    row(page, "PREPARATION").hover()
    row(page, "PREPARATION").locator(".directory-row__grip").drag_to(
        row(page, "EXECUTING"), target_position={"x": 10, "y": 30}
    )
    expect(page.locator(".directory-row").nth(1)).not_to_have_attribute("data-code", "PREPARATION")
    order = codes(page)
    assert order.index("FINAL_INVOICE") < order.index("EXECUTING")
    save(page)
    expect(page.locator(".toast")).to_be_visible()
    stored = DirectoryValue.objects.filter(directory="DEAL_STAGE").order_by("sort")
    assert [value.code for value in stored] == order


def test_added_coloured_hidden_and_cancelled(opened: Open) -> None:
    page = opened(DEALS)
    page.locator('.directory-add[data-group="additional"]').click()
    page.keyboard.type("Signature")
    page.keyboard.press("Enter")
    press(page, "EXECUTING", "colour")
    page.locator("#colour-hex").fill("#148a6e")
    page.keyboard.press("Enter")
    expect(page.locator(".colour-popover")).to_be_hidden()
    press(page, "FINAL_INVOICE", "hide")
    expect(page.locator(".save-bar")).to_contain_text("3 unsaved changes")
    page.locator(".rail a").first.click()
    expect(page.locator("dialog[open]")).to_contain_text("not saved")
    page.keyboard.press("Escape")
    page.locator(".save-bar").get_by_role("button", name="Cancel").click()
    expect(page.locator(".save-bar")).to_be_hidden()
    assert len(codes(page)) == 8


def test_a_used_stage_is_replaced(opened: Open) -> None:
    page = opened(DEALS, "fr")
    press(page, "EXECUTING", "remove")
    dialog = page.locator(".replace-dialog")
    expect(dialog).to_contain_text("Supprimer l’étape « En cours d'exécution » ?")
    expect(dialog.locator(".replace-dialog__touched")).to_contain_text("2 fiches")
    dialog.get_by_text("Préparation des documents").click()
    dialog.get_by_role("button", name="Remplacer et supprimer").click()
    save(page)
    expect(row(page, "EXECUTING")).to_contain_text("en cours de remplacement")
    run(Job.objects.get(name="directories.replace_value").pk)
    expect(row(page, "EXECUTING")).to_have_count(0)
    assert item_types.get("deal").model.objects.filter(stage="PREPARATION").count() == 3


def test_two_people_at_once(opened: Open) -> None:
    first, second = opened(DEALS), opened(DEALS)
    rename(second, "PREPARATION", "Mine")
    rename(first, "PREPARATION", "Theirs")
    save(first)
    expect(first.locator(".toast")).to_be_visible()
    expect(second.locator(".directories__news")).to_be_visible()
    save(second)
    expect(second.locator("dialog[open]")).to_contain_text("“Document preparation” was renamed “Theirs”")
    assert named("PREPARATION") == "Theirs"
    second.get_by_role("button", name="Save mine too").click()
    expect(second.locator(".toast")).to_be_visible()
    assert named("PREPARATION") == "Mine"
    expect(row(first, "PREPARATION")).to_contain_text("Mine")


def test_on_a_phone(opened: Open) -> None:
    page = opened(DEALS, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    more = row(page, "PREPARATION").locator(".directory-row__more")
    box = more.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    more.tap()
    panel = page.locator(".directories__detail")
    panel.get_by_role("button", name="Move down").tap()
    panel.get_by_role("button", name="Rename").tap()
    page.keyboard.type("Papers")
    page.keyboard.press("Enter")
    save(page)
    expect(page.locator(".toast")).to_be_visible()
    assert named("PREPARATION") == "Papers"
    assert codes(page)[:3] == ["NEW", "PREPAYMENT_INVOICE", "PREPARATION"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, scheme: str) -> None:
    page = opened(DEALS, "fr", color_scheme=scheme)
    row(page, "EXECUTING").locator(".directory-row__name").click()
    rename(page, "EXECUTING", "Réalisation")
    press(page, "EXECUTING", "colour")
    found = [Axe().run(page).response["violations"]]
    page.keyboard.press("Escape")
    press(page, "PREPARATION", "remove")
    found.append(Axe().run(page).response["violations"])
    assert [violation["id"] for violations in found for violation in violations] == []
