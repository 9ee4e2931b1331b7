"""A morning of sales in Chromium: find, edit, move, plan, sell, delete and take back; and what axe says."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.activities.models import Activity
from comptoir.sales.models import Deal, ProductRow
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser

# What sticks out of the window, when the page can be scrolled sideways.
WIDER = """() => document.documentElement.scrollWidth <= window.innerWidth + 1 ? null :
  [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 5).map((each) => each.outerHTML.slice(0, 120))"""
HOSTILE = "<script>alert(1)</script> " + "Donaudampfschifffahrtsgesellschaft" * 5


@pytest.fixture
def world(transactional_db: None) -> World:
    world = World()
    company = world.add("company", title="Cancity", industry="IT", phone=["01 02 03 04 05"])
    contact = world.add(
        "contact", name="Zoé", last_name="Martin", companies=[company.pk], email=["zoe@cancity.example"]
    )
    deal = world.add("deal", title="GTX Pro", company=company, contacts=[contact.pk], amount=4821, source="CALL")
    world.add("deal", title=HOSTILE[:200], amount=999_999_999, currency="EUR")
    world.add("product", title="GTX Basic", price=550)
    world.add("activity", title="Call back", kind="call", deadline="2025-01-01T09:00", bindings=[(2, deal.pk)])
    world.add("invoice", title="Invoice", company=company, amount=100)
    return world


@pytest.fixture
def admin(world: World, visit: Visit) -> Page:
    """The list of deals, read by the administrator."""
    return visit("/deals/")


def toast(page: Page, text: str) -> Any:
    found = page.locator(".toast").filter(has_text=text)
    expect(found).to_be_visible()
    return found


def open_deal(page: Page) -> Any:
    page.get_by_role("link", name="GTX Pro").first.click()
    slider = page.locator("dialog.slider")
    expect(slider.get_by_role("heading", level=1)).to_have_text("GTX Pro")
    return slider


def field(slider: Any, label: str) -> Any:
    return slider.locator(".inline-field", has=slider.page.get_by_text(label, exact=True))


def test_a_field_edited_by_keyboard_is_saved_and_taken_back(admin: Page) -> None:
    slider = open_deal(admin)
    slider.get_by_role("button", name="Edit: Title").focus()
    admin.keyboard.press("Enter")
    expect(slider.locator(".inline-form input[name=title]")).to_be_focused()
    admin.keyboard.type("GTX Plus")
    admin.keyboard.press("Enter")
    expect(slider.get_by_role("heading", level=1)).to_have_text("GTX Plus")
    expect(admin.locator("#item-list")).to_contain_text("GTX Plus")
    toast(admin, "Saved").get_by_role("button", name="Undo").click()
    expect(slider.get_by_role("heading", level=1)).to_have_text("GTX Pro")
    assert Deal.objects.filter(title="GTX Pro").exists()


def test_escape_drops_an_edit_and_a_refusal_keeps_it(admin: Page) -> None:
    slider = open_deal(admin)
    field(slider, "Amount").locator(".inline-field__value").click()
    slider.locator("input[name=amount]").fill("a lot")
    admin.keyboard.press("Enter")
    expect(slider.locator(".field__error")).to_contain_text("This must be an amount")
    expect(slider.locator("input[name=amount]")).to_have_value("a lot")
    admin.keyboard.press("Escape")
    expect(slider.locator("input[name=amount]")).to_have_count(0)
    expect(slider).to_be_visible()


def test_the_source_is_chosen_from_its_list(admin: Page) -> None:
    slider = open_deal(admin)
    field(slider, "Source").locator(".inline-field__value").click()
    slider.locator(".combobox__face").click()
    expect(admin.get_by_role("option", name="Website")).to_be_visible()
    admin.keyboard.type("Web")
    admin.get_by_role("option", name="Website").click()
    expect(field(slider, "Source").locator(".inline-field__value")).to_contain_text("Website")
    assert Deal.objects.get(title="GTX Pro").source == "WEB"


def test_moves_along_the_stages_and_closes(admin: Page) -> None:
    slider = open_deal(admin)
    slider.get_by_role("button", name="In progress").click()
    expect(slider.locator('[aria-current="step"]')).to_contain_text("In progress")
    slider.get_by_role("button", name="Close…").click()
    slider.get_by_role("button", name="Deal won").click()
    expect(slider.locator(".stage-chip")).to_contain_text("Deal won")
    expect(admin.locator("#item-list")).to_contain_text("Deal won")


def test_plans_and_completes_from_the_timeline(admin: Page) -> None:
    slider = open_deal(admin)
    slider.get_by_label("What to do next").fill("Send the offer")
    slider.get_by_role("button", name="Plan", exact=True).click()
    expect(slider.locator(".planned")).to_contain_text("Send the offer")
    slider.get_by_role("button", name="Mark “Call back” as done").click()
    expect(slider.locator(".planned")).not_to_contain_text("Call back")
    expect(slider.locator(".timeline")).to_contain_text("Call back")
    assert Activity.objects.get(title="Call back").completed


def test_sells_a_product(admin: Page) -> None:
    slider = open_deal(admin)
    slider.get_by_role("link", name="Products").click()
    slider.get_by_role("button", name="Add a row").click()
    slider.locator(".rows-table .combobox__face").click()
    admin.get_by_role("option", name="GTX Basic").click()
    expect(slider.locator(".rows-table__total")).to_contain_text("€550.00")
    slider.locator("input[name=quantity]").fill("2")
    slider.locator("input[name=quantity]").blur()
    expect(slider.locator(".rows-table__total")).to_contain_text("€1,100.00")
    slider.get_by_role("button", name="Save").click()
    toast(admin, "Product rows saved.")
    assert ProductRow.objects.get().quantity == 2


def test_deletes_and_takes_back(admin: Page) -> None:
    slider = open_deal(admin)
    slider.get_by_role("button", name="More actions").click()
    slider.get_by_role("button", name="Delete").first.click()
    expect(slider).to_have_count(0)
    expect(admin.locator("#item-list")).not_to_contain_text("GTX Pro")
    toast(admin, "deleted").get_by_role("button", name="Undo").click()
    expect(admin.locator("#item-list")).to_contain_text("GTX Pro")


def test_creates_from_a_slider_and_shows_the_card(admin: Page) -> None:
    admin.locator(".page-header__actions").get_by_role("link", name="Create").click()
    slider = admin.locator("dialog.slider")
    slider.get_by_label("Amount").fill("many")
    slider.get_by_role("button", name="Create").click()
    expect(slider.locator(".field__error")).to_contain_text("This must be an amount")
    slider.get_by_label("Title").fill("Fresh deal")
    slider.get_by_label("Amount").fill("1500")
    slider.get_by_role("button", name="Create").click()
    expect(slider.get_by_role("heading", level=1)).to_have_text("Fresh deal")
    expect(admin.locator("#item-list")).to_contain_text("Fresh deal")


def test_filters_without_writing_an_address(admin: Page) -> None:
    admin.get_by_role("link", name="Filter").click()
    panel = admin.locator(".filter-panel")
    panel.locator(".combobox__face").click()
    admin.keyboard.type("Amount")
    admin.get_by_role("option", name="Amount", exact=True).click()
    panel.locator("input[type=text]").first.fill("5000")
    panel.locator("input[type=text]").first.blur()
    expect(admin.locator(".list-chips")).to_contain_text("Amount at least €5,000")
    expect(admin.locator("#item-list tbody tr")).to_have_count(1)


def test_selects_rows_and_deletes_them(admin: Page) -> None:
    admin.get_by_role("checkbox", name="Select all rows of this page").check()
    expect(admin.locator(".selection-bar")).to_be_visible()
    admin.locator(".selection-bar").get_by_role("button", name="Delete").click()
    toast(admin, "2 records deleted.").get_by_role("button", name="Undo").click()
    expect(admin.locator("#item-list tbody tr")).to_have_count(2)


def test_finds_from_the_box_above(admin: Page) -> None:
    admin.keyboard.press("/")
    admin.keyboard.type("canc")
    admin.locator(".quick__item", has_text="Cancity").first.click()
    expect(admin.locator("dialog.slider").get_by_role("heading", level=1)).to_have_text("Cancity")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(admin: Page, live_server: Any, width: int, scheme: Any) -> None:
    admin.set_viewport_size({"width": width, "height": 844})
    admin.emulate_media(color_scheme=scheme)
    deal, company = Deal.objects.get(title="GTX Pro"), Deal.objects.get(title="GTX Pro").company_id
    addresses = (
        "/",
        "/deals/",
        "/deals/?panel=filter&f=stage:in:NEW&f=company:in:1&add=created_at",
        "/deals/new/",
        f"/deals/{deal.pk}/",
        f"/deals/{deal.pk}/products/",
        f"/deals/{deal.pk}/history/",
        f"/companies/{company}/",
        f"/companies/{company}/deals/",
        "/activities/new/",
        "/search/?q=canc",
    )
    found = []
    for address in addresses:
        admin.goto(f"{live_server.url}{address}")
        found += [
            f"{address} {violation['id']}: {violation['nodes'][0]['html'][:150]}"
            for violation in Axe().run(admin).response["violations"]
        ]
        wider = admin.evaluate(WIDER)
        found += [f"{address} is wider than the window: {wider}"] if wider else []
    assert found == []
