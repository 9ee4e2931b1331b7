"""Segmenting one's deals in Chromium: choose values, keep the filter, group it, open a group; and what axe says."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from comptoir.items.models import Segment
from comptoir.sales.models import Deal
from tests.browser import Visit
from tests.items.test_in_browser import HOSTILE, WIDER
from tests.world import World

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]

WORDS = {
    "en": {
        "filter": "Filter", "add": "Add a condition", "source": "Source", "web": "Website", "call": "Call",
        "save": "Save as a segment", "name": "Name", "shared": "Shared with", "everyone": "Everyone", "ok": "Save",
        "saved": "Segment “Fair” saved.", "keep": "Save the changes", "group": "Group", "stage": "Stage",
        "more": "Actions on the segment", "delete": "Delete the segment", "deleted": "Segment “Fair” deleted.",
        "undo": "Undo", "is_none": "is none of", "comparison": "Comparison for Source", "total": "Total",
        "rename": "Rename or share…",
    },
    "fr": {
        "filter": "Filtrer", "add": "Ajouter une condition", "source": "Source", "web": "Site web", "call": "Appel",
        "save": "Enregistrer comme segment", "name": "Nom", "shared": "Partagé avec", "everyone": "Tout le monde",
        "ok": "Enregistrer", "saved": "Segment « Fair » enregistré.", "keep": "Enregistrer", "group": "Regrouper",
        "stage": "Étape", "more": "Actions sur le segment", "delete": "Supprimer le segment",
        "deleted": "Segment « Fair » supprimé.", "undo": "Annuler", "is_none": "n’est pas parmi",
        "comparison": "Comparaison pour Source", "total": "Total", "rename": "Renommer ou partager…",
    },
}  # fmt: skip


@pytest.fixture
def world(transactional_db: None) -> World:
    world = World()
    for place, source in enumerate(["WEB", "WEB", "CALL", "EMAIL", ""]):
        world.add("deal", title=f"Deal {place}", source=source, amount=100, stage=("NEW", "WON")[place % 2])
    left_over = world.add("deal", title=HOSTILE[:200], amount=999_999_999)
    Deal.objects.filter(pk=left_over.pk).update(source="GONE")
    return world


@pytest.fixture
def opened(world: World, visit: Visit) -> Opener:
    """Open an address as the administrator, in a language."""
    return lambda address, language="en": visit(address, language=language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_a_filter_to_a_shared_segment_and_back(opened: Opener, language: str) -> None:
    words, page = WORDS[language], opened("/deals/", language)
    total = page.locator("#list-total b")
    page.get_by_role("link", name=words["filter"], exact=True).click()
    page.locator(".combobox__face").filter(visible=True).last.click()
    page.keyboard.type(words["source"])
    page.get_by_role("option", name=words["source"], exact=True).click()
    panel = page.locator("#filter-panel")
    panel.get_by_label(words["web"], exact=True).check()
    expect(total).to_have_text("2")
    expect(panel.get_by_label(words["web"], exact=True)).to_be_focused()
    panel.get_by_label(words["call"], exact=True).check()
    expect(total).to_have_text("3")

    page.locator(".list-chips").get_by_role("link", name=words["save"]).click()
    form = page.locator(".segment-form")
    form.get_by_label(words["name"]).fill("Fair")
    form.get_by_label(words["shared"]).select_option(label=words["everyone"])
    form.get_by_role("button", name=words["ok"], exact=True).click()
    expect(page.locator(".toast")).to_contain_text(words["saved"])
    tab = page.locator(".segment-tab")
    expect(tab).to_contain_text("Fair 3")
    segment = Segment.objects.get()
    assert (segment.query, segment.sharing) == ("f=source%3Ain%3ACALL%2CWEB", "everyone")

    page.goto(f"{page.url}&panel=filter")
    panel.get_by_label(words["comparison"]).select_option(label=words["is_none"])
    expect(total).to_have_text("3")
    page.locator(".open-segment").get_by_role("button", name=words["keep"], exact=True).click()
    expect(page.locator(".list-chips")).to_contain_text(words["is_none"])
    assert Segment.objects.get().query == "f=source%3Anot_in%3ACALL%2CWEB"

    page.locator(".open-segment").get_by_role("button", name=words["more"]).click()
    page.get_by_role("button", name=words["delete"]).click()
    toast = page.locator(".toast").filter(has_text=words["deleted"])
    expect(tab).to_have_count(0)
    toast.get_by_role("button", name=words["undo"]).click()
    expect(tab).to_contain_text("Fair")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_groups_by_keyboard_and_opens_a_group(opened: Opener, language: str) -> None:
    words, page = WORDS[language], opened("/deals/", language)
    page.get_by_role("button", name=words["group"], exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#group-menu").get_by_role("link", name=words["source"], exact=True).focus()
    page.keyboard.press("Enter")
    table = page.locator(".group-table")
    expect(table.locator("tbody tr")).to_have_count(5)
    expect(table.locator("tfoot")).to_contain_text(words["total"])
    expect(table.locator("tfoot td").first).to_contain_text("6")
    table.get_by_role("link", name="GONE").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#list-total b")).to_have_text("1")
    expect(page.locator(".list-chips")).to_contain_text("GONE")
    page.go_back()
    table.locator("tbody tr").first.click(position={"x": 300, "y": 10})
    expect(page.locator("#list-total b")).to_have_text("1")


def test_a_nameless_segment_is_refused_beside_its_field(opened: Opener) -> None:
    page = opened("/deals/?f=source:in:WEB")
    page.locator(".list-chips").get_by_role("link", name="Save as a segment").click()
    form = page.locator(".segment-form")
    form.get_by_label("Name").fill("   ")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form).to_contain_text("Give the segment a name.")
    assert not Segment.objects.exists()


def test_searches_in_a_long_list_of_values(opened: Opener) -> None:
    page = opened("/deals/?f=source:in:WEB&panel=filter")
    panel = page.locator("#filter-panel")
    panel.get_by_role("searchbox", name="Search in Source").fill("gone")
    expect(panel.get_by_label("Call", exact=True)).to_be_hidden()
    expect(panel.get_by_label("Website", exact=True)).to_be_visible()
    panel.get_by_label("(deleted) GONE").check()
    expect(page.locator("#list-total b")).to_have_text("3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(opened: Opener, world: World, width: int, scheme: Any) -> None:
    page = opened("/deals/")
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    at = {
        "owner": world.admin,
        "item_type": "deal",
        "created_at": "2025-01-01T00:00Z",
        "updated_at": "2025-01-01T00:00Z",
    }
    segment = Segment.objects.create(name=HOSTILE[:100], query="f=ghost%3Ain%3A1&f=source%3Ain%3AWEB", **at)
    found = []
    for address in (
        f"/deals/?segment={segment.pk}",
        f"/deals/?segment={segment.pk}&edited=1&panel=filter&f=source:in:WEB",
        "/deals/?group=source",
        "/deals/?group=stage",
        "/deals/?group=responsible&f=amount:gte:1",
        "/companies/?group=industry",
        "/deals/segments/new/?query=f%3Dsource%3Ain%3AWEB",
        f"/deals/segments/{segment.pk}/",
        "/segments/?directory=SOURCE&value=WEB",
    ):
        opened(address)
        page.wait_for_load_state("networkidle")
        if "panel" not in address and page.locator("[popovertarget=segments-menu]").count():
            page.locator("[popovertarget=segments-menu]").click()
        found += [
            f"{address} {violation['id']}: {violation['nodes'][0]['html'][:150]}"
            for violation in Axe().run(page).response["violations"]
        ]
        wider = page.evaluate(WIDER)
        found += [f"{address} is wider than the window: {wider}"] if wider else []
    assert found == []
