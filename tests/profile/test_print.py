"""The tab on paper: all that is on it, whom it is about, over which days, who printed it; and nothing to press."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import Visit
from tests.profile.reading import text_of
from tests.profile.test_strip import filled
from tests.world import CAST, World

INSIDE = """[...document.querySelectorAll('.channel-table, .heat')].every(table =>
    table.getBoundingClientRect().right <= table.closest('article, section').getBoundingClientRect().right)"""


@pytest.fixture
def company(world: World) -> Any:
    return filled(world)


def test_says_whom_it_is_about_and_who_printed_it(company: Any, world: World) -> None:
    path = f"/companies/{company.pk}/profile/print/?period=Q-2025-2"
    english = text_of(world.client_of("admin").get(path))
    for text in ("Profile of Acme", "Quarter 2 2025", "Apr 1 – Jun 30, 2025, 91 days", "Printed by", "€1,234.50"):
        assert text in english
    french = text_of(world.client_of("admin", "fr").get(path))
    for text in ("Profil de Acme", "Trimestre 2 2025", "Imprimé par", "1 234,50 €", "Charge par canal"):
        assert text in french


def test_shows_what_is_folded_and_nothing_to_set(company: Any, world: World) -> None:
    client = world.client_of("admin")
    client.post(f"/companies/{company.pk}/profile/fold/", {"section": "rhythm", "folded": "1"})
    page = client.get(f"/companies/{company.pk}/profile/print/").content.decode()
    assert "Activities by weekday and hour" in page or "too few to say when contact works best" in page
    assert "Add a widget" not in page
    assert 'id="' in page
    assert "profile-filters" not in page


def test_a_client_with_nothing_prints_too(world: World) -> None:
    company = world.add("company", title="New")
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/print/"))
    assert "There are no activities and no deals with this client yet." in page


@pytest.mark.parametrize(
    ("user", "status"), [("admin", 200), ("alice", 200), ("bob", 200), ("carol", 200), ("dave", 404), ("nobody", 302)]
)
def test_who_gets_it(user: str, status: int, company: Any, world: World) -> None:
    assert user in CAST
    assert world.client_of(user).get(f"/companies/{company.pk}/profile/print/").status_code == status


def test_a_bad_scope_is_refused_and_the_tab_leads_here(company: Any, world: World) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/"
    assert client.get(f"{path}print/?period=Z9").status_code == 400
    assert f'href="{path}print/?period=Y-2025"' in client.get(f"{path}?period=Y-2025").content.decode()


@pytest.mark.browser
def test_paper_has_its_pages_and_no_controls(visit: Visit) -> None:
    world = World()
    company = filled(world)
    page = visit(f"/companies/{company.pk}/profile/print/", language="fr")
    expect(page.locator(".sheet__bar")).to_be_visible()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(INSIDE)
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page.emulate_media(media="print")
    # The width that A4 leaves between its margins, upright and across.
    for width in (695, 1025):
        page.set_viewport_size({"width": width, "height": 1000})
        expect(page.locator(".sheet__bar")).to_be_hidden()
        assert page.locator("button:visible").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(INSIDE)
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 2
