"""The four key figures in one row: the tab's numbers, in few queries, on the card and beside a client's name."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from comptoir.items.core.item_types import item_types
from tests.browser import Visit
from tests.profile.reading import text_of
from tests.query_counts import count_queries, expect_queries
from tests.world import CAST, World


@pytest.fixture
def company(world: World) -> Any:
    return filled(world)


def filled(world: World) -> Any:
    """Acme: two deals, one won for 1,234.50; six activities, five of them incoming e-mails, on the won deal."""
    company = world.add("company", title="Acme")
    won = world.add("deal", title="First", company=company, stage="WON", amount="1234.50", close_date="2025-05-20")
    world.add("deal", title="Second", company=company)
    bindings = [(item_types.get("company").type_id, company.pk), (2, won.pk)]
    for number in range(6):
        world.add(
            "activity", kind="email" if number else "call", direction="in" if number else "out", completed=True,
            happened_at=f"2025-05-{number + 1:02}T09:00:00", bindings=bindings,
        )  # fmt: skip
    return company


def test_shows_the_numbers_of_the_tab(company: Any, world: World) -> None:
    # 6 activities ÷ 2 deals; 1 won ÷ 6 activities.
    english = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/strip/"))
    for text in ("Load 3.0", "Activities 6 prefers e-mail", "€1,234.50 1 won deal", "16.67% 1 ÷ 6 × 100", "all time"):
        assert text in english
    french = text_of(world.client_of("admin", "fr").get(f"/companies/{company.pk}/profile/strip/"))
    for text in ("Charge 3,0", "préfère l’e-mail", "1 234,50 €", "16,67 %", "depuis le début"):
        assert text in french


def test_obeys_the_address_and_what_is_remembered(company: Any, world: World) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/"
    assert "Activities 0" in text_of(client.get(f"{path}strip/?period=Y-1999"))
    client.get(f"{path}?period=Y-2025&keep=1")
    page = client.get(f"{path}strip/").content.decode()
    assert "2025" in page
    assert f"{path}won_value/?period=Y-2025" in page
    assert client.get(f"{path}strip/?period=Z9").status_code == 400


@pytest.mark.parametrize(
    ("user", "status"), [("admin", 200), ("alice", 200), ("bob", 200), ("carol", 200), ("dave", 404), ("nobody", 302)]
)
def test_who_gets_it(user: str, status: int, company: Any, world: World) -> None:
    assert user in CAST
    assert world.client_of(user).get(f"/companies/{company.pk}/profile/strip/").status_code == status


def test_only_clients_have_one(world: World) -> None:
    deal = world.add("deal", title="First")
    assert world.client_of("admin").get(f"/deals/{deal.pk}/profile/strip/").status_code == 404


def test_the_card_asks_for_it_and_waits_for_nothing(company: Any, world: World) -> None:
    contact = world.add("contact", name="Léa", company=company)
    for path in (f"/companies/{company.pk}/", f"/contacts/{contact.pk}/"):
        page = world.client_of("admin").get(path).content.decode()
        assert f'hx-get="{path}profile/strip/"' in page
        assert "key-strip__value" not in page


def test_its_queries(company: Any, world: World) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/strip/"
    client.get(path)
    expect_queries("profile strip", count_queries(lambda: client.get(path)))


@pytest.fixture
def browser_page(visit: Visit) -> Page:
    """The list of companies, read by an administrator."""
    filled(World())
    return visit("/companies/")


@pytest.mark.browser
def test_pointing_at_a_name_shows_the_figures(browser_page: Page) -> None:
    name, card = browser_page.get_by_role("link", name="Acme").first, browser_page.locator(".hover-card")
    name.hover()
    expect(card).to_contain_text("€1,234.50")
    # Hoverable: the way into the card does not close it; persistent: it stays.
    card.locator(".key-strip__foot").hover()
    browser_page.wait_for_timeout(600)
    expect(card).to_be_visible()
    # Dismissible, without moving the pointer.
    browser_page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    name.hover()
    expect(card).to_be_visible()
    browser_page.mouse.move(1200, 800)
    expect(card).to_have_count(0)


@pytest.mark.browser
def test_the_keyboard_gets_it_too_and_walks_into_it(browser_page: Page) -> None:
    name, card = browser_page.get_by_role("link", name="Acme").first, browser_page.locator(".hover-card")
    browser_page.keyboard.press("Tab")
    name.focus()
    expect(card).to_be_visible()
    assert name.get_attribute("aria-describedby") == card.get_attribute("id")
    browser_page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    browser_page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(name).to_be_focused()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Shift+Tab")
    expect(card).to_be_visible()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".slider h1")).to_contain_text("Activities on deals: 6")


@pytest.mark.browser
def test_the_card_fills_its_strip(browser_page: Page) -> None:
    browser_page.get_by_role("link", name="Acme").first.click()
    expect(browser_page.locator(".slider .key-strip")).to_contain_text("16.67%")
