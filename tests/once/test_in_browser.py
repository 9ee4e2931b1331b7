"""Double clicks and Enter twice, in a browser: one record."""

import pytest
from playwright.sync_api import Page, expect

from comptoir.activities.models import Activity
from comptoir.clients.models import Company
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser


def titles() -> list[str]:
    return sorted(Company.objects.values_list("title", flat=True))


def filled(page: Page, title: str) -> Page:
    page.get_by_label("Name").first.fill(title)
    return page


def test_a_double_click_makes_one_record(visit: Visit) -> None:
    page = filled(visit("/companies/new/"), "Double")
    page.locator("form [type=submit]", has_text="Create").first.dblclick()
    expect(page.get_by_role("heading", name="Double").first).to_be_visible()
    assert titles() == ["Double"]


def test_enter_twice_makes_one_record(visit: Visit) -> None:
    page = filled(visit("/companies/new/"), "Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enter").first).to_be_visible()
    assert titles() == ["Enter"]


def test_a_double_click_in_a_slider_makes_one_record(visit: Visit) -> None:
    page = visit("/companies/")
    page.locator("a.button[href='/companies/new/'][data-slider]").first.click()
    filled(page, "Slid").locator("dialog.slider form [type=submit]", has_text="Create").first.dblclick()
    expect(page.locator("dialog.slider").get_by_role("heading", name="Slid").first).to_be_visible()
    assert titles() == ["Slid"]


def test_back_and_sent_again_leads_to_the_same_record(visit: Visit) -> None:
    page = filled(visit("/companies/new/"), "Back")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Back").first).to_be_visible()
    made = page.url
    page.go_back()
    filled(page, "Back")
    page.keyboard.press("Enter")
    expect(page).to_have_url(made)
    assert titles() == ["Back"]


def test_a_form_that_stays_is_used_twice_on_purpose(visit: Visit) -> None:
    world = World()
    deal = world.add("deal", title="Talk")
    page = visit(f"/deals/{deal.pk}/")
    for number in (1, 2):
        plan = page.locator("form.plan")
        plan.get_by_placeholder("What to do next?").fill("Call again")
        old = plan.locator("[name=once]").input_value()
        plan.get_by_role("button", name="Plan", exact=True).dblclick()
        expect(page.locator(".planned", has_text="Call again").first).to_be_visible()
        expect(plan.locator("[name=once]")).not_to_have_value(old)
        assert Activity.objects.count() == number
