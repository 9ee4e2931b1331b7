"""A chart over the days chosen on it: finer units of time, the same figures, the same refusals."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comptoir.profile.layouts.in_force import layout_in_force
from comptoir.profile.layouts.saving import save_layout
from comptoir.profile.widgets.widget import Series, Widget
from tests.browser import Visit
from tests.profile.test_strip import filled
from tests.world import World

TALKS = Widget("talks", "area", (Series("activities"),), by="month", period="Y-2025", width=12)


def keep(world: World) -> None:
    save_layout(layout_in_force(world.admin, "company"), [TALKS], at=timezone.now())


@pytest.fixture
def company(world: World) -> Any:
    keep(world)
    return filled(world)


def test_a_short_span_is_divided_by_days(company: Any, world: World) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/"
    assert "days=R-{from}-{to}" in client.get(path).content.decode()
    page = client.get(f"{path}widgets/talks/span/?period=ALL&days=R-2025-05-01-2025-05-10").content.decode()
    assert page.count("data-since") == 10
    assert 'data-since="2025-05-03" data-until="2025-05-03"' in page
    assert f'href="{path}activities/?period=D-2025-05-03"' in page
    assert page.count("May 3: 1") == 2
    by_week = client.get(f"{path}widgets/talks/span/?days=R-2025-01-01-2025-06-30").content.decode()
    assert 20 < by_week.count("data-since") < 30


@pytest.mark.parametrize(
    ("user", "query", "status"),
    [("admin", "days=Y-2025", 200), ("admin", "days=R-1-2", 400), ("admin", "", 400), ("dave", "days=Y-2025", 404)],
)
def test_refuses(user: str, query: str, status: int, company: Any, world: World) -> None:
    path = f"/companies/{company.pk}/profile/widgets/talks/span/?{query}"
    assert world.client_of(user).get(path).status_code == status


def test_a_widget_that_is_gone(company: Any, world: World) -> None:
    path = f"/companies/{company.pk}/profile/widgets/gone/span/?days=Y-2025"
    assert world.client_of("admin").get(path).status_code == 404


@pytest.mark.browser
def test_dragging_opens_the_span_in_a_slider(visit: Visit) -> None:
    world = World()
    keep(world)
    company = filled(world)
    page = visit(f"/companies/{company.pk}/profile/")
    plot = page.locator("#chart-talks .chart__plot")
    plot.scroll_into_view_if_needed()
    expect(page.locator("#chart-talks a.chart__point[tabindex='0']")).to_have_count(1)
    box = plot.bounding_box()
    assert box
    month, middle = box["width"] / 12, box["y"] + 60
    page.mouse.move(box["x"] + 4.5 * month, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 5.5 * month, middle, steps=4)
    page.mouse.up()
    # May and June by weeks: the six talks of May stand in its first week and a half.
    expect(page.locator(".slider h1")).to_be_visible()
    expect(page.locator(".slider .figure-words")).to_contain_text("May 1 – Jun 30, 2025, 61 days")
    expect(page.locator(".slider a.chart__point")).to_have_count(10)
