"""Comparing, aiming at a load and reading the rhythm in Chromium: by mouse, by keyboard, on a phone, in both themes."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from comptoir.items.core.item_types import item_types
from comptoir.profile.models import LoadTarget
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def company(transactional_db: None) -> Any:
    """Acme of six companies of an industry: a deal won and twelve activities in the last week, two the week before."""
    world = World()
    companies = [world.add("company", title=f"C{number}", industry="IT") for number in range(5)]
    company = world.add("company", title="Acme", industry="IT", responsible=world.admin)
    for owner in (*companies, company):
        deal = world.add("deal", title="D", company=owner, stage="WON", amount="100", close_date="2024-02-05")
        bindings = [(item_types.get("company").type_id, owner.pk), (item_types.get("deal").type_id, deal.pk)]
        count = 14 if owner is company else 1
        for number in range(count):
            at = timezone.now() - timedelta(days=10 if number > 11 else 2)
            world.add("activity", kind="call", direction="in", completed=True, happened_at=at, bindings=bindings)
    return company


@pytest.fixture
def browser_page(company: Any, visit: Visit) -> Page:
    return visit(f"/companies/{company.pk}/profile/?period=D7", World().user("head", is_admin=True), "fr")


def test_compares_with_the_period_before(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Comparaison aucune").click()
    browser_page.get_by_role("link", name="période précédente").click()
    expect(browser_page.locator(".profile-compared")).to_contain_text("Comparaison avec")
    expect(browser_page.locator(".profile-change").filter(has_text="+500 %").first).to_be_visible()
    expect(browser_page.get_by_role("button", name="Comparaison période précédente")).to_be_visible()


def test_compares_with_similar_clients_by_keyboard(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Comparaison aucune").focus()
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("link", name="clients semblables").first.focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".profile-compared")).to_contain_text("Comparaison avec 5 autres")
    expect(browser_page.locator(".profile-change").filter(has_text="plus que 100 % des 5 autres").first).to_be_visible()


def test_sets_the_load_target(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Régler la cible de charge").click()
    dialog = browser_page.get_by_role("dialog", name="Cibles de charge")
    number = dialog.get_by_label("Cible pour Tous les pipelines")
    number.fill("deux")
    expect(dialog.get_by_role("radio", name="Manuelle").first).to_be_checked()
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(browser_page.get_by_text("Écrivez un nombre de 0,1 à 1000")).to_be_visible()
    expect(browser_page.get_by_label("Cible pour Tous les pipelines")).to_have_value("deux")
    browser_page.get_by_label("Cible pour Tous les pipelines").fill("2,5")
    browser_page.get_by_role("button", name="Enregistrer").click()
    expect(browser_page.get_by_text("cible fixée à la main").first).to_be_visible()
    assert str(LoadTarget.objects.get().value) == "2.5"


def test_a_cell_of_the_week_opens_its_activities(browser_page: Page) -> None:
    cell = browser_page.locator(".heat__total a").first
    count = int(cell.inner_text())
    cell.click()
    expect(browser_page.locator(".slider tbody tr")).to_have_count(count)
    expect(browser_page.locator(".slider .figure-words")).to_contain_text("Jour de la semaine")


def test_the_rhythm_is_folded_and_stays_so(browser_page: Page) -> None:
    expect(browser_page.locator(".rhythm__facts")).to_be_visible()
    browser_page.get_by_role("button", name="Replier : Rythme").click()
    expect(browser_page.locator(".rhythm__facts")).to_have_count(0)
    browser_page.reload()
    browser_page.get_by_role("button", name="Afficher : Rythme").click()
    expect(browser_page.locator(".rhythm__facts")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("compare", ["previous", "peers"])
def test_is_accessible(theme: Any, width: int, compare: str, browser_page: Page) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.emulate_media(color_scheme=theme)
    browser_page.goto(f"{browser_page.url.split('?')[0]}?period=D7&compare={compare}")
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(browser_page, ".profile")
    own = [each for each in found.response["violations"] if _is_ours(each)]
    assert own == [], own


def _is_ours(violation: Any) -> bool:
    """Say whether a violation lies in what this file is about: the fixed blocks, the filters and the rhythm."""
    return any(
        "standing" not in str(node["target"]) and "widget" not in str(node["target"]) for node in violation["nodes"]
    )
