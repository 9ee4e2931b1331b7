"""An administrator's morning in Chromium: a new user, a mistaken deactivation, a role; and axe's opinion."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.access.models import Role
from comptoir.access.permissions import Level
from tests.browser import Visit
from tests.world import PASSWORD, World

pytestmark = pytest.mark.browser

PAGES = (
    "/settings/",
    "/me/",
    "/me/password/",
    "/settings/users/?state=all",
    "/settings/users/{alice}/",
    "/settings/users/{alice}/password/",
    "/settings/departments/",
    "/settings/departments/{sales}/",
    "/settings/roles/",
    "/settings/roles/{role}/",
    "/settings/account/",
    "/settings/account/currencies/USD/",
)


@pytest.fixture
def world(transactional_db: None) -> World:
    world = World()
    assert all([world.admin, world.alice, world.carol, world.dave])
    return world


@pytest.fixture
def admin(world: World, visit: Visit) -> Page:
    """A page in which the administrator has just signed in by keyboard."""
    page = visit("/settings/users/", user=None)
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    # The sign-in page names the address too, in its query.
    page.wait_for_url(lambda url: urlsplit(url).path == "/settings/users/")
    return page


def address(world: World, path: str) -> str:
    role = Role.objects.get(default_key="manager")
    return path.format(alice=world.alice.pk, sales=world.sales.pk, role=role.pk)


def toast(page: Page, text: str) -> None:
    expect(page.locator(".toast").filter(has_text=text)).to_be_visible()


def test_adds_a_user_who_can_sign_in(admin: Page, live_server: Any) -> None:
    admin.get_by_role("link", name="Add a user").click()
    slider = admin.locator(".slider")
    slider.get_by_label("First name").fill("Eve")
    slider.get_by_role("button", name="Add a user").click()
    expect(slider.get_by_label("First name")).to_have_value("Eve")  # refused: the sign-in name is missing
    slider.get_by_label("Sign-in name").fill("eve")
    slider.get_by_label("Head of department").check()
    slider.get_by_role("button", name="Add a user").click()
    made = slider.locator("#made-password").inner_text()
    slider.get_by_role("link", name="Done").click()
    expect(admin.locator("#users").get_by_role("link", name="Eve")).to_be_visible()
    admin.get_by_role("button", name=re.compile("Your menu")).click()
    admin.get_by_role("button", name="Sign out").click()
    admin.get_by_label("Sign-in name").fill("eve")
    admin.get_by_label("Password").fill(made)
    admin.keyboard.press("Enter")
    expect(admin.get_by_label("Password")).to_have_count(0)


def test_takes_back_a_mistaken_deactivation(admin: Page, world: World) -> None:
    row = admin.locator("tr").filter(has_text="Alice Arnaud")
    row.get_by_role("link").click()
    admin.locator(".slider").get_by_role("button", name="Deactivate").click()
    toast(admin, "Alice Arnaud can no longer sign in.")
    expect(row).to_have_count(0)
    admin.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()
    world.alice.refresh_from_db()
    assert world.alice.is_active


def test_deletes_an_empty_department_after_asking(admin: Page, world: World, live_server: Any) -> None:
    world.department("Nowhere", world.company)
    admin.goto(f"{live_server.url}/settings/departments/")
    admin.get_by_role("link", name="Nowhere").click()
    slider = admin.locator(".slider")
    slider.get_by_role("button", name="Delete").click()
    admin.get_by_role("dialog", name="Delete this department?").get_by_role("button", name="Delete").click()
    toast(admin, "The department Nowhere is deleted.")
    expect(admin.get_by_role("link", name="Nowhere")).to_have_count(0)


def test_copies_a_role_and_changes_a_right(admin: Page, live_server: Any) -> None:
    admin.goto(f"{live_server.url}/settings/roles/")
    admin.get_by_role("link", name="Manager").click()
    admin.locator(".slider").get_by_role("link", name="Copy").click()
    top = admin.locator(".slider").last
    top.get_by_label("Name").fill("Seller")
    top.get_by_role("button", name="Add a role").click()
    toast(admin, "The role Seller is added.")
    role = admin.locator(".slider").last
    role.get_by_label("Deals: Read").select_option("All")
    role.get_by_role("button", name="Save").click()
    toast(admin, "The role Seller is saved.")
    expect(admin.locator("#roles").get_by_role("link", name="Seller")).to_be_visible()
    copy = Role.objects.get(name="Seller")
    assert copy.grants.get(subject="deal", operation="read").level == Level.ALL


def test_axe_finds_nothing(admin: Page, world: World, live_server: Any) -> None:
    found = []
    for path in PAGES:
        admin.goto(live_server.url + address(world, path))
        found += [(path, fault["id"], fault["nodes"][0]["html"]) for fault in Axe().run(admin).response["violations"]]
    assert found == []


def test_nothing_is_wider_than_a_phone(admin: Page, world: World, live_server: Any) -> None:
    admin.set_viewport_size({"width": 390, "height": 844})
    for path in PAGES:
        admin.goto(live_server.url + address(world, path))
        assert admin.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
