"""A head of sales reads the standing in Chromium: opens its numbers, how they came about, folds it; at any width."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from comptoir.profile.models import StandingFit
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser
PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "p": 6.25, "q": 3.74, "gamma": 15.44}
FIFTHS = {"recency": [30, 60, 90, 120], "frequency": [1, 2, 3, 4], "monetary": [100, 200, 300, 400]}


@pytest.fixture
def tab(visit: Visit) -> Page:
    """Acme with three wins and an overdue invoice, its name as long as names get."""
    world = World()
    company = world.add("company", title="Acme " + "x" * 195)
    for days, amount in ((100, "123456789"), (70, "250"), (10, "50")):
        day = (timezone.now() - timedelta(days=days)).date().isoformat()
        world.add("deal", title="D", company=company, stage="WON", amount=amount, close_date=day)
    world.add("invoice", title="F", company=company, amount="987654321", close_date=day)
    StandingFit.objects.create(
        client_type="company", parameters=PARAMETERS, cut_offs=FIFTHS, clients=55, repeating=30,
        computed_at=timezone.now(),
    )  # fmt: skip
    return visit(f"/companies/{company.pk}/profile/", world.user("head", is_admin=True), "fr")


def test_a_number_opens_its_records_and_a_score_its_explanation(tab: Page) -> None:
    block = tab.locator(".standing")
    block.get_by_role("link", name="987 654 321 €").first.press("Enter")
    slider = tab.locator(".slider")
    expect(slider.locator("tbody tr")).to_have_count(1)
    expect(slider.locator(".figure-foot__total")).to_contain_text("987 654 321 €")
    tab.keyboard.press("Escape")
    expect(slider).to_have_count(0)
    block.get_by_role("link", name="Client prometteur").click()
    expect(slider.get_by_role("heading", name="Indice de santé")).to_be_visible()
    expect(slider).to_contain_text("BG/NBD")


def test_it_is_folded_for_good(tab: Page) -> None:
    tab.get_by_role("button", name="Situation du client").click()
    expect(tab.locator(".standing table")).to_have_count(0)
    tab.reload()
    expect(tab.locator(".standing table")).to_have_count(0)
    tab.get_by_role("button", name="Situation du client").click()
    expect(tab.locator(".standing table")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_has_no_barriers_and_nothing_sticks_out(theme: Any, width: int, tab: Page) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=theme)
    found = Axe().run(tab, context=".standing").response["violations"]
    assert [each["id"] for each in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
