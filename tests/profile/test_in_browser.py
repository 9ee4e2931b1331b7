"""A head of sales reads a profile in Chromium: opens numbers, changes the period, by mouse and by keyboard."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from comptoir.items.core.item_types import item_types
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def company(transactional_db: None) -> Any:
    """Acme: two won deals and a lost one this quarter, eight activities over two channels."""
    world = World()
    company = world.add("company", title="Acme", responsible=world.admin)
    day = timezone.now().date().replace(day=1)
    deals = [
        world.add("deal", title=f"Deal {stage} {amount}", company=company, stage=stage, amount=amount,
                  begin_date=day.isoformat(), close_date=day.isoformat())
        for stage, amount in (("WON", "1000"), ("WON", "234"), ("LOSE", "5"))
    ]  # fmt: skip
    for number in range(8):
        bindings = [(item_types.get("company").type_id, company.pk), (2, deals[number % 3].pk)]
        world.add(
            "activity", kind=("call", "email")[number % 2], direction="in", completed=True, title=f"Talk {number}",
            happened_at=timezone.now() - timedelta(minutes=number), bindings=bindings,
        )  # fmt: skip
    return company


@pytest.fixture
def browser_page(company: Any, visit: Visit) -> Page:
    """The profile, read by an administrator."""
    return visit(f"/companies/{company.pk}/profile/", World().user("head", is_admin=True), "fr")


def test_a_number_opens_exactly_its_records(browser_page: Page) -> None:
    browser_page.get_by_role("link", name="1 234 €").first.click()
    slider = browser_page.locator(".slider")
    expect(slider.locator("tbody tr")).to_have_count(2)
    expect(slider.get_by_text("même compte et même total que sur le profil")).to_be_visible()
    expect(slider.locator(".figure-foot__total")).to_contain_text("1 234 €")
    slider.get_by_role("link", name="Montant").click()
    expect(slider.locator("th[aria-sort=ascending]")).to_contain_text("Montant")
    expect(slider.locator("tbody tr").first).to_contain_text("234 €")
    browser_page.keyboard.press("Escape")
    expect(slider).to_have_count(0)


def test_conversion_opens_with_its_two_terms(browser_page: Page) -> None:
    browser_page.get_by_role("link", name="25,00 %").click()
    slider = browser_page.locator(".slider")
    expect(slider.locator("tbody tr")).to_have_count(2)
    slider.locator(".tabs").get_by_role("link", name="Activités").click()
    expect(slider.locator("tbody tr")).to_have_count(8)


def test_explains_a_number(browser_page: Page) -> None:
    browser_page.locator("article").filter(has_text="Taux de réussite").locator(".profile-block__explain").click()
    slider = browser_page.locator(".slider")
    expect(slider.get_by_text("Laissé de côté")).to_be_visible()
    expect(slider.locator(".explanation__fraction")).to_contain_text("8")


def test_the_period_is_chosen_by_keyboard_and_remembered(browser_page: Page, company: Any, live_server: Any) -> None:
    browser_page.get_by_role("button", name="Période de rapport").focus()
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("link", name="Hier").focus()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/profile/?period=D-1")
    expect(browser_page.locator(".profile-block .caption").first).to_have_text("Hier")
    browser_page.goto(f"{live_server.url}/companies/{company.pk}/profile/")
    expect(browser_page.get_by_role("button", name="Période de rapport")).to_contain_text("Hier")


def test_an_interval_of_two_days(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Période de rapport").click()
    browser_page.get_by_label("Du", exact=True).fill("2024-05-01")
    browser_page.get_by_label("Au", exact=True).fill("2024-05-15")
    browser_page.get_by_role("button", name="Appliquer").click()
    browser_page.wait_for_url("**/profile/?period=R-2024-05-01-2024-05-15")


def test_one_persons_records(browser_page: Page) -> None:
    browser_page.locator(".combobox__face").click()
    browser_page.keyboard.type("Alice")
    browser_page.get_by_role("option", name="Alice Arnaud").click()
    browser_page.wait_for_url("**/profile/?period=ALL&responsible=*")
    expect(browser_page.get_by_role("link", name="1 234 €").first).to_be_visible()
    browser_page.locator(".combobox__face").click()
    browser_page.get_by_role("option", name="tous").click()
    browser_page.wait_for_url("**/profile/?period=ALL")


def test_in_a_slider_the_choices_stay_in_the_slider(browser_page: Page, live_server: Any) -> None:
    browser_page.goto(f"{live_server.url}/companies/")
    browser_page.get_by_role("link", name="Acme").first.click()
    slider = browser_page.locator(".slider")
    slider.locator(".tabs").get_by_role("link", name="Profil", exact=True).click()
    slider.get_by_role("button", name="Période de rapport").click()
    slider.get_by_role("link", name="Hier").click()
    expect(slider.locator(".profile-block .caption").first).to_have_text("Hier")
    slider.get_by_role("link", name="Entreprise seule").click()
    expect(slider.get_by_role("link", name="Entreprise seule")).to_have_attribute("aria-current", "true")
    expect(browser_page.locator(".slider")).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_fits_and_has_no_faults_for_axe(
    width: int, theme: str, browser_page: Page, company: Any, live_server: Any
) -> None:
    browser_page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    browser_page.set_viewport_size({"width": width, "height": 844})
    for path in ("", "won_value/", "conversion/explained/"):
        browser_page.goto(f"{live_server.url}/companies/{company.pk}/profile/{path}")
        wide = browser_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, path
        found = Axe().run(browser_page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], path
