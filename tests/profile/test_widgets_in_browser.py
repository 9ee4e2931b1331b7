"""Widgets as a reader has them in Chromium: added, adjusted with a preview, moved, resized, removed, published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from comptoir.access.models import User
from comptoir.items.core.item_types import item_types
from comptoir.profile.models import ProfileLayout
from tests.browser import Visit
from tests.world import World

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def company(transactional_db: None) -> Any:
    """Acme: two won deals and a lost one this month, eight activities over two channels."""
    world = World()
    company = world.add("company", title="Acme", responsible=world.admin)
    day = timezone.now().date().replace(day=1).isoformat()
    for stage, amount in (("WON", "1000"), ("WON", "234"), ("LOSE", "5")):
        world.add(
            "deal", title=f"Deal {amount}", company=company, stage=stage, amount=amount, begin_date=day, close_date=day
        )
    for number in range(8):
        world.add(
            "activity", kind=("call", "email")[number % 2], direction="in", completed=True, title=f"Talk {number}",
            happened_at=timezone.now() - timedelta(minutes=number),
            bindings=[(item_types.get("company").type_id, company.pk)],
        )  # fmt: skip
    return company


@pytest.fixture
def opened(company: Any, visit: Visit) -> Open:
    """Open the tab as somebody, in a language."""

    def open_as(user: User | None = None, language: str = "fr", path: str = "") -> Page:
        reader = user or User.objects.filter(login="head").first() or World().user("head", is_admin=True)
        page = visit(f"/companies/{company.pk}/profile/{path}", reader, language)
        if not path:
            expect(page.locator(".profile-widgets[data-ready]")).to_be_visible()
        return page

    return open_as


def ids(page: Page) -> list[str]:
    found: list[str] = page.locator(".widget-grid .widget").evaluate_all("tiles => tiles.map(each => each.dataset.id)")
    return found


def tile(page: Page, title: str) -> Locator:
    return page.locator(".widget-grid").get_by_role("article", name=title, exact=True)


def kept(page: Page) -> None:
    """Wait until the server has kept the last change of order or size."""
    expect(page.locator(".profile-widgets[data-saved]")).to_be_visible()


def test_adds_a_ready_made_widget_and_takes_it_back(opened: Open) -> None:
    page = opened()
    before = ids(page)
    page.get_by_role("link", name="Ajouter un widget").click()
    slider = page.locator(".slider")
    expect(slider.get_by_role("article", name="Taux de réussite")).to_contain_text("66,7 %")
    slider.get_by_role("button", name="Ajouter : Taux de réussite").click()
    expect(slider).to_have_count(0)
    expect(tile(page, "Taux de réussite")).to_contain_text("66,7 %")
    assert ids(page)[:-1] == before
    page.get_by_role("button", name="Annuler").click()
    expect(tile(page, "Taux de réussite")).to_have_count(0)


def test_makes_ones_own_with_a_live_preview(opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="Ajouter un widget").click()
    slider = page.locator(".slider")
    slider.get_by_role("link", name="Nombre", exact=True).click()
    preview = slider.locator("#widget-preview")
    expect(preview).to_contain_text("1 234 €")
    slider.get_by_label("Indicateur 1", exact=True).select_option("activities")
    expect(preview).to_contain_text("8")
    slider.locator("#w-part-0").select_option("channel=call")
    expect(preview.locator(".widget__figure")).to_have_text("4")
    slider.locator("#w-title").fill("Coups de fil <b>")
    expect(preview.locator("h3")).to_have_text("Coups de fil <b>")
    slider.get_by_role("button", name="Ajouter", exact=True).click()
    expect(slider).to_have_count(0)
    made = tile(page, "Coups de fil <b>")
    expect(made.locator(".widget__figure")).to_have_text("4")
    made.locator(".widget__figure").click()
    expect(page.locator(".slider tbody tr")).to_have_count(4)


def test_another_type_keeps_what_was_typed(opened: Open) -> None:
    page = opened()
    tile(page, "Appels").hover()
    tile(page, "Appels").get_by_role("link", name="Paramètres : Appels").click()
    slider = page.locator(".slider")
    slider.locator("#w-title").fill("Par mois")
    slider.locator("label").filter(has_text="Colonnes").first.click()
    expect(slider.locator("#widget-preview .chart--columns")).to_be_visible()
    expect(slider.locator("#w-title")).to_have_value("Par mois")
    slider.locator("#w-by").select_option("person")
    slider.locator("#w-add").click()
    slider.locator("#w-figure-1").select_option("missed")
    slider.get_by_role("button", name="Enregistrer").click()
    expect(slider).to_have_count(0)
    expect(tile(page, "Par mois").locator(".chart--columns")).to_be_visible()
    stored = ProfileLayout.objects.get().widgets or []
    changed = next(each for each in stored if each["title"] == "Par mois")
    assert [each["figure"] for each in changed["series"]] == ["activities", "missed"]
    assert changed["by"] == "person"


def test_a_refused_setting_is_marked_and_keeps_the_rest(opened: Open) -> None:
    page = opened()
    page.goto(page.url.split("?")[0] + "widgets/deals/")
    page.locator("#w-title").fill("Trois")
    page.locator("#w-period").select_option("custom")
    expect(page.locator("#w-from")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#w-period[aria-invalid=true]")).to_be_visible()
    expect(page.locator("#w-title")).to_have_value("Trois")


def test_duplicates_and_removes_with_undo(opened: Open) -> None:
    page = opened()
    before = ids(page)
    tile(page, "Appels").hover()
    tile(page, "Appels").get_by_role("button", name="Plus : Appels").click()
    page.get_by_role("button", name="Dupliquer").locator("visible=true").click()
    copied = tile(page, "Appels (copie)")
    expect(copied).to_be_visible()
    copied.hover()
    copied.get_by_role("button", name="Plus : Appels (copie)").click()
    copied.get_by_role("button", name="Retirer", exact=True).click()
    expect(copied).to_have_count(0)
    assert ids(page) == before
    page.locator(".toast").filter(has_text="retiré").get_by_role("button", name="Annuler").click()
    expect(tile(page, "Appels (copie)")).to_be_visible()


def test_moves_and_resizes_by_keyboard(opened: Open) -> None:
    page = opened()
    before = ids(page)
    grip = tile(page, "Appels").locator(".widget__grip")
    grip.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".profile-widgets [role=status]")).to_contain_text("Appels")
    kept(page)
    place = before.index("channel-call")
    assert ids(page)[place : place + 2] == [before[place + 1], "channel-call"]
    expect(grip).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(tile(page, "Appels")).to_have_attribute("data-width", "5")
    expect(tile(page, "Appels")).to_have_attribute("data-height", "2")
    expect(page.locator(".profile-widgets")).to_have_attribute("data-saved", f"{ProfileLayout.objects.get().pk}-3")
    page.reload()
    assert ids(page)[place : place + 2] == [before[place + 1], "channel-call"]
    expect(tile(page, "Appels")).to_have_attribute("data-width", "5")


def test_moves_by_mouse(opened: Open) -> None:
    page = opened()
    before = ids(page)
    first, second = tile(page, "Appels"), tile(page, "Réunions")
    first.hover()
    grip, goal = first.locator(".widget__grip").bounding_box(), second.bounding_box()
    assert grip
    assert goal
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=12)
    page.mouse.move(goal["x"] + goal["width"] - 30, goal["y"] + goal["height"] / 2, steps=6)
    page.mouse.up()
    kept(page)
    assert ids(page).index("channel-call") > before.index("channel-call")
    after = ids(page)
    page.reload()
    assert ids(page) == after


def test_resizes_by_its_corner(opened: Open) -> None:
    page = opened()
    widget = tile(page, "Appels")
    widget.scroll_into_view_if_needed()
    widget.hover()
    box = widget.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 1.5, box["y"] + box["height"] + 130, steps=10)
    page.mouse.up()
    kept(page)
    expect(widget).to_have_attribute("data-width", "6")
    expect(widget).to_have_attribute("data-height", "2")


def test_two_windows_notice_each_other(opened: Open) -> None:
    page = opened()
    stale = page.locator(".profile-widgets").get_attribute("data-widget-grid-version-value")
    tile(page, "Appels").locator(".widget__grip").focus()
    page.keyboard.press("Alt+ArrowRight")
    kept(page)
    page.locator(".profile-widgets").evaluate(
        "(each, old) => each.setAttribute('data-widget-grid-version-value', old)", stale
    )
    tile(page, "Chats").locator(".widget__grip").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".toast")).to_contain_text("une autre fenêtre")


def test_what_is_published_is_seen_by_others_and_restored(opened: Open) -> None:
    page = opened()
    tile(page, "Appels").hover()
    tile(page, "Appels").get_by_role("button", name="Plus : Appels").click()
    tile(page, "Appels").get_by_role("button", name="Retirer", exact=True).click()
    expect(tile(page, "Appels")).to_have_count(0)
    page.get_by_role("button", name="Disposition").click()
    page.get_by_role("link", name="Publier cette disposition").click()
    page.locator(".slider").get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator(".slider")).to_have_count(0)
    opened(World().user("marie", "executive"))
    expect(tile(page, "Appels")).to_have_count(0)
    tile(page, "Chats").locator(".widget__grip").focus()
    page.keyboard.press("Alt+ArrowRight")
    kept(page)
    page.reload()
    page.get_by_role("button", name="Disposition").click()
    page.get_by_role("button", name="Revenir à la disposition publiée").click()
    expect(page.locator(".toast")).to_contain_text("disposition publiée")
    assert ids(page).index("channel-chat") < ids(page).index("channel-webform")


def test_a_link_points_at_its_widget(opened: Open) -> None:
    page = opened(path="#widget-channel-sms")
    expect(page.locator("#widget-channel-sms")).to_be_in_viewport()


def test_without_layouts_of_ones_own_english_reads_well(opened: Open) -> None:
    page = opened(language="en")
    expect(page.get_by_role("heading", name="Your widgets")).to_be_visible()
    expect(tile(page, "Deals")).to_contain_text("€1,234")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_fits_and_has_no_faults_for_axe(width: int, theme: str, opened: Open) -> None:
    page = opened()
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 844})
    start = page.url.split("?")[0]
    for path in ("", "widgets/gallery/", "widgets/payments/", "widgets/deals/explained/", "widgets/publish/"):
        page.goto(start + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, path
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], path
