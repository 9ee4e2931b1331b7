"""Sliders, drop-downs, refusals and toasts as a reader meets them, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(visit: Visit) -> Page:
    """The gallery of components, read by Alice."""
    return visit("/ui/", "alice")


def open_form(page: Page) -> None:
    page.get_by_role("link", name="A slider with a form").click()
    expect(page.locator(".slider h1")).to_be_visible()


def test_a_slider_has_its_own_address_and_escape_closes_it(gallery: Page) -> None:
    open_form(gallery)
    assert gallery.url.endswith("/ui/sample/form/")
    gallery.locator(".slider a.person").click()
    expect(gallery.locator(".slider")).to_have_count(2)
    gallery.keyboard.press("Escape")
    expect(gallery.locator(".slider")).to_have_count(1)
    gallery.go_back()
    expect(gallery.locator(".slider")).to_have_count(0)
    assert gallery.url.endswith("/ui/")


def test_unsaved_edits_ask_before_the_slider_closes(gallery: Page) -> None:
    open_form(gallery)
    gallery.locator("#sample-name").fill("Half a thought")
    gallery.keyboard.press("Escape")
    gallery.get_by_role("button", name="Stay here").click()
    expect(gallery.locator("#sample-name")).to_have_value("Half a thought")
    gallery.go_back()
    gallery.get_by_role("button", name="Leave without saving").click()
    expect(gallery.locator(".slider")).to_have_count(0)


def test_a_refused_form_keeps_its_input_and_marks_the_field(gallery: Page) -> None:
    open_form(gallery)
    gallery.locator(".slider .combobox__face").click()
    gallery.keyboard.type("e-m")
    gallery.keyboard.press("Enter")
    gallery.locator(".slider").get_by_role("button", name="Save", exact=True).click()
    expect(gallery.locator("#sample-name")).to_have_attribute("aria-invalid", "true")
    expect(gallery.locator(".slider .combobox__face")).to_have_text("E-mail")
    gallery.locator("#sample-name").fill("GTX")
    gallery.locator(".slider").get_by_role("button", name="Save", exact=True).click()
    expect(gallery.locator(".slider")).to_have_count(0)
    gallery.get_by_role("button", name="Undo").click()
    expect(gallery.get_by_text("Undone.")).to_be_visible()


def test_a_field_is_edited_in_place(gallery: Page) -> None:
    field = gallery.locator("#sample-amount")
    field.get_by_role("button").click()
    field.get_by_role("textbox").fill("abc")
    gallery.keyboard.press("Enter")
    expect(field).to_contain_text("Write a whole number.")
    field.get_by_role("textbox").fill("7777")
    gallery.keyboard.press("Enter")
    expect(field).to_contain_text("€7,777")
    field.get_by_role("button").click()
    gallery.keyboard.press("Escape")
    expect(field).to_contain_text("€7,777")


def test_a_drop_down_asks_the_server_and_enter_means_its_answer(gallery: Page) -> None:
    gallery.get_by_role("button", name="Responsible Nobody").click()
    gallery.keyboard.type("schl")
    gallery.keyboard.press("Enter")
    expect(gallery.get_by_role("button", name="Responsible Darcel Schlecht")).to_be_visible()


def test_dates_become_one_period_code(gallery: Page) -> None:
    gallery.get_by_role("button", name="Report period").click()
    gallery.get_by_label("From", exact=True).fill("2026-01-01")
    gallery.get_by_label("To", exact=True).fill("2026-03-15")
    gallery.get_by_role("button", name="Apply").click()
    gallery.wait_for_url("**/ui/?period=R-2026-01-01-2026-03-15")


def test_the_keyboard_reaches_search_and_help(gallery: Page) -> None:
    gallery.keyboard.press("?")
    expect(gallery.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_the_theme_changes_at_once_and_stays(gallery: Page) -> None:
    gallery.get_by_role("button", name="Your menu").click()
    gallery.get_by_role("button", name="Dark").click()
    expect(gallery.locator("html")).to_have_attribute("data-theme", "dark")
    gallery.wait_for_load_state("networkidle")
    gallery.reload()
    expect(gallery.locator("html")).to_have_attribute("data-theme", "dark")
