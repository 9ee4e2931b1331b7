"""Charts in Chromium: by keyboard, by pointer, as a picture; at every width, in both themes, without a fault of axe."""

import struct
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def charts(visit: Visit) -> Page:
    """The gallery of charts, read by Alice."""
    page = visit("/ui/charts/", "alice")
    expect(page.locator("#chart-wide a.chart__point[tabindex='0']")).to_have_count(1)
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_a_chart_is_one_stop_of_the_tab_key_and_arrows_walk_its_points(charts: Page) -> None:
    charts.locator("#chart-1 a.chart__point").first.focus()
    assert focused(charts) == "Jan, Invoiced: €0"
    charts.keyboard.press("ArrowRight")
    charts.keyboard.press("ArrowRight")
    charts.keyboard.press("ArrowDown")
    assert focused(charts) == "Mar, Paid: €90"
    expect(charts.locator(".tooltip")).to_have_text("Mar, Paid: €90")
    charts.keyboard.press("End")
    assert focused(charts) == "Dec, Paid: €2,500"
    charts.keyboard.press("Tab")
    assert "As a table" in str(charts.evaluate("document.activeElement.textContent"))


def test_a_point_opens_its_records(charts: Page) -> None:
    charts.locator("#chart-1 a.chart__point[data-place='2'][data-number='1']").focus()
    charts.keyboard.press("Enter")
    expect(charts.locator(".slider h1")).to_be_visible()


def test_dragging_over_days_opens_their_span(charts: Page) -> None:
    box = charts.locator("#chart-wide .chart__plot").bounding_box()
    assert box
    # Ninety days from 1 October: place 9 is the 10th, place 29 the 30th.
    day, middle = box["width"] / 90, box["y"] + 80
    charts.mouse.move(box["x"] + 9.5 * day, middle)
    charts.mouse.down()
    charts.mouse.move(box["x"] + 20.5 * day, middle, steps=3)
    expect(charts.locator(".chart__span")).to_have_count(1)
    expect(charts.locator("[data-chart-zoom-target=span]")).to_have_text("Oct 10 – Oct 21")
    charts.mouse.move(box["x"] + 29.5 * day, middle, steps=3)
    charts.mouse.up()
    charts.wait_for_url("**/ui/charts/?from=2017-10-10&to=2017-10-30")


def test_a_span_is_chosen_by_keyboard_and_given_up(charts: Page) -> None:
    charts.locator("#chart-wide a.chart__point").first.focus()
    for _ in range(3):
        charts.keyboard.press("Shift+ArrowRight")
    expect(charts.locator("[data-chart-zoom-target=span]")).to_have_text("Oct 1 – Oct 4")
    charts.keyboard.press("Escape")
    expect(charts.locator("[data-chart-zoom-target=bar]")).to_be_hidden()
    charts.keyboard.press("Shift+ArrowRight")
    charts.keyboard.press("Enter")
    charts.wait_for_url("**/ui/charts/?from=2017-10-04&to=2017-10-05")


def test_a_chart_is_saved_as_a_picture(charts: Page) -> None:
    box = charts.locator("[data-picture]").bounding_box()
    assert box
    with charts.expect_download() as download:
        charts.get_by_role("button", name="Save as an image").click()
    assert download.value.suggested_filename == "Ninety days.png"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (round((box["width"] + 32) * 2), round((box["height"] + 32) * 2))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_sticks_out_and_axe_finds_nothing(charts: Page, theme: str, width: int) -> None:
    charts.emulate_media(reduced_motion="reduce")
    charts.set_viewport_size({"width": width, "height": 900})
    charts.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    found = Axe().run(charts).response["violations"]
    assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found] == []
    assert charts.evaluate("document.documentElement.scrollWidth <= innerWidth")
