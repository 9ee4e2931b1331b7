"""The widgets through their pages: what they show, what is refused, files, and how many queries it takes."""

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from comptoir.items.core.item_types import item_types
from comptoir.profile.layouts.in_force import layout_in_force
from comptoir.profile.layouts.saving import save_layout
from comptoir.profile.models import ProfileLayout
from comptoir.profile.widgets.widget import Series, Widget
from tests.profile.reading import text_of
from tests.query_counts import count_queries, expect_queries
from tests.world import World

PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def company(world: World) -> Any:
    company = world.add("company", title="Acme")
    for number, stage in enumerate(("WON", "WON", "LOSE")):
        world.add("deal", title=f"Deal {number}", company=company, stage=stage, amount="1000", close_date="2025-05-20")
    bindings = [(item_types.get("company").type_id, company.pk)]
    world.add("activity", kind="call", direction="in", completed=True, bindings=bindings)
    return company


def path(company: Any, tail: str = "", query: str = "?period=ALL") -> str:
    return f"/companies/{company.pk}/profile/{tail}{query}"


def version(client: Client, company: Any) -> str:
    page = client.get(path(company)).content.decode()
    return page.split('data-widget-grid-version-value="')[1].split('"')[0]


def keep(world: World, *widgets: Widget) -> None:
    save_layout(layout_in_force(world.admin, "company"), widgets, at=timezone.now())


def test_the_default_grid_in_both_languages(company: Any, world: World) -> None:
    english = text_of(world.client_of("admin").get(path(company)))
    assert "Your widgets" in english
    assert "Won €2,0002 deals" in english
    french = text_of(world.client_of("admin", "fr").get(path(company)))
    assert "Vos widgets" in french
    assert "2 transactions" in french
    assert "Montant en retard" in french


@pytest.mark.parametrize(("user", "status"), [("admin", 200), ("alice", 200), ("dave", 404), ("nobody", 302)])
def test_who_gets_them(user: str, status: int, company: Any, world: World) -> None:
    client = world.client_of(user)
    for tail in ("widgets/gallery/", "widgets/deals/", "widgets/deals/explained/", "widgets/deals/export/"):
        assert client.get(path(company, tail)).status_code == status, tail
    if status != 200:
        assert client.post(path(company, "widgets/deals/remove/")).status_code == status


def test_removing_copying_and_undoing(company: Any, world: World) -> None:
    client = world.client_of("alice")
    gone = client.post(path(company, "widgets/deals/remove/"), {"version": "0"}, headers=PARTIAL)
    assert 'id="widget-deals"' not in gone.content.decode()
    undo = f"/companies/{company.pk}/profile/widgets/undo/1/"
    assert undo in gone["HX-Trigger"]
    assert client.post(undo, headers=PARTIAL).status_code == 204
    assert 'id="widget-deals"' in client.get(path(company)).content.decode()
    assert client.post(undo, headers=PARTIAL).status_code == 409
    copied = client.post(
        path(company, "widgets/deals/duplicate/"), {"version": version(client, company)}, headers=PARTIAL
    )
    assert "Deals (copy)" in text_of(copied)
    plain = client.post(path(company, "widgets/deals/remove/"), {"version": version(client, company)})
    assert plain.status_code == 302


def test_a_stale_page_is_told(company: Any, world: World) -> None:
    client = world.client_of("alice")
    client.post(path(company, "widgets/deals/remove/"), {"version": "0"}, headers=PARTIAL)
    for tail in (
        "widgets/invoices/remove/",
        "widgets/order/",
        "widgets/invoices/size/",
        "widgets/restore/",
        "widgets/add/",
    ):
        assert client.post(path(company, tail), {"version": "0"}, headers=PARTIAL).status_code == 409, tail


def test_order_and_size_are_kept(company: Any, world: World) -> None:
    client = world.client_of("alice")
    ids = [widget.id for widget in layout_in_force(world.alice, "company").widgets]
    turned = ",".join(reversed(ids))
    assert client.post(path(company, "widgets/order/"), {"version": "0", "ids": turned}).status_code == 204
    seen = layout_in_force(world.alice, "company")
    assert [widget.id for widget in seen.widgets] == ids[::-1]
    sized = client.post(path(company, "widgets/deals/size/"), {"version": seen.version, "width": "12", "height": "3"})
    assert sized.status_code == 204
    deals = layout_in_force(world.alice, "company").find("deals")
    assert (deals.width, deals.height) == (12, 3)


@pytest.mark.parametrize(
    ("tail", "values", "status"),
    [
        ("widgets/order/", {"ids": "deals"}, 422),
        ("widgets/order/", {}, 422),
        ("widgets/deals/size/", {"width": "2", "height": "1"}, 422),
        ("widgets/deals/size/", {"width": "wide"}, 422),
        ("widgets/nothing/remove/", {}, 404),
        ("widgets/nothing/", {}, 404),
        ("widgets/add/", {"preset": "nothing"}, 404),
        ("widgets/undo/7/", {}, 409),
        ("widgets/published/7/withdraw/", {}, 404),
        ("widgets/publish/", {"audience": "role", "role": "x"}, 422),
        ("widgets/publish/", {"audience": "all"}, 422),
    ],
)
def test_refuses_bad_input(tail: str, values: dict[str, str], status: int, company: Any, world: World) -> None:
    client = world.client_of("admin")
    assert client.post(path(company, tail), {"version": "0", **values}).status_code == status


@pytest.mark.parametrize("query", ["?period=NEVER", "?responsible=x", "?period=ALL&contacts=0"])
def test_addresses_are_read_as_the_tabs(query: str, company: Any, world: World) -> None:
    answer = world.client_of("admin").get(path(company, "widgets/gallery/", query))
    assert answer.status_code == (200 if "contacts" in query else 400)


FORM = {"type": "number", "figure-0": "won_value", "width": "3", "height": "1", "version": "0"}


def test_settings_are_saved_or_refused(company: Any, world: World) -> None:
    client = world.client_of("alice")
    saved = client.post(path(company, "widgets/deals/"), {**FORM, "title": "<script>alert(1)</script>"})
    assert saved.status_code == 302
    page = client.get(path(company)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    refused = client.post(path(company, "widgets/deals/"), {**FORM, "figure-0": "gone", "title": "Mine"})
    assert refused.status_code == 422
    assert 'value="Mine"' in refused.content.decode()
    assert "does not exist any more" in text_of(refused)


def test_a_stale_form_keeps_what_was_typed(company: Any, world: World) -> None:
    client = world.client_of("alice")
    client.post(path(company, "widgets/deals/remove/"), {"version": "0"}, headers=PARTIAL)
    refused = client.post(path(company, "widgets/invoices/"), {**FORM, "title": "Mine"})
    assert refused.status_code == 409
    assert 'value="Mine"' in refused.content.decode()
    assert "another window" in text_of(refused)


def test_the_preview_shows_real_numbers_and_keeps_nothing(company: Any, world: World) -> None:
    client = world.client_of("alice")
    answer = client.post(path(company, "widgets/preview/"), {**FORM, "title": "Try"}, headers=PARTIAL)
    assert "€2,000" in text_of(answer)
    assert not ProfileLayout.objects.exists()
    hostile = client.post(path(company, "widgets/preview/"), {"type": "columns", "figure-0": "won", "by": "x" * 9999})
    assert hostile.status_code == 200


def test_own_period_goes_into_the_links(company: Any, world: World) -> None:
    keep(world, Widget("own", "number", (Series("won_value"),), period="M-2025-05"))
    page = world.client_of("admin").get(path(company, query="?period=Y-2020")).content.decode()
    assert "/won_value/?period=M-2025-05" in page
    opened = world.client_of("admin").get(path(company, "won_value/", "?period=M-2025-05"))
    assert "€2,000" in text_of(opened)


def test_a_widget_whose_figure_is_gone_says_so_and_can_be_removed(company: Any, world: World) -> None:
    keep(world, Widget("old", "number", (Series("gone"),), title="Old one"), Widget("odd", "map", (Series("won"),)))
    client = world.client_of("admin")
    page = text_of(client.get(path(company)))
    assert "Old one" in page
    assert page.count("This widget cannot be shown any more.") == 2
    assert client.get(path(company, "widgets/old/")).status_code == 200
    assert client.get(path(company, "widgets/old/export/")).status_code == 422
    values = {"version": version(client, company)}
    assert client.post(path(company, "widgets/old/remove/"), values, headers=PARTIAL).status_code == 200


@pytest.mark.parametrize(
    ("widget", "rows"),
    [
        (Widget("w", "number", (Series("won"),)), [["Figure", "Value"], ["Won deals", "2"]]),
        (
            Widget("w", "expression", (Series("won"), Series("closed")), operation="percent"),
            [
                ["Figure", "Value"],
                ["Won deals", "2"],
                ["Closed deals", "3"],
                ["Share", "66.6667"],
            ],
        ),
        (
            Widget("w", "columns", (Series("won", title="=1+1"), Series("lost")), by="month"),
            [["", "'=1+1", "Lost deals"], ["May 2025", "2", "1"]],
        ),
        (
            Widget("w", "rating", (Series("won"),), by="person", title="R"),
            [["Rank", "Person", "R"], ["1", "Alice Arnaud", "2"]],
        ),
    ],
)
def test_files(widget: Widget, rows: list[list[str]], company: Any, world: World) -> None:
    keep(world, widget)
    client = world.client_of("admin")
    text = client.get(path(company, "widgets/w/export/", "?period=ALL&format=csv")).content.decode("utf-8-sig")
    assert [line.split(",") for line in text.splitlines()] == rows
    book = client.get(path(company, "widgets/w/export/", "?period=ALL&format=xlsx")).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(rows)


@pytest.mark.parametrize("kind", ["columns", "stacked", "lines", "area", "pie", "funnel", "rating", "block", "number"])
def test_every_type_draws_numbers_that_open(kind: str, company: Any, world: World) -> None:
    by = {"pie": "stage", "funnel": "stage", "rating": "person", "block": "", "number": ""}.get(kind, "month")
    keep(world, Widget("w", kind, (Series("won_value"),), by=by))
    client = world.client_of("admin")
    page = client.get(path(company)).content.decode()
    grid = page.split('class="widget-grid"')[1].replace("&amp;", "&")
    links = {part.split('"')[0] for part in grid.split('href="') if "/won_value/?" in part.split('"')[0]}
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_a_client_of_invoices_alone_is_not_empty(world: World) -> None:
    company = world.add("company", title="Northwind")
    client = world.client_of("admin")
    assert "Nothing to measure yet" in text_of(client.get(path(company)))
    world.add("invoice", title="First", company=company, amount="250", begin_date="2025-05-20")
    page = text_of(client.get(path(company)))
    assert "Nothing to measure yet" not in page
    assert "€250" in page


def test_queries_do_not_grow_with_the_widgets(company: Any, world: World) -> None:
    client = world.client_of("admin")
    client.get(path(company))
    few = count_queries(lambda: client.get(path(company, "widgets/"), headers=PARTIAL))
    expect_queries("profile widgets, default grid", few)
    series = tuple(Series(code) for code in ("won_value", "lost_value", "begun_value", "invoiced_gross", "paid_amount"))
    many = [Widget(f"w{number}", "columns", series, by="month", period=f"D{number + 1}") for number in range(30)]
    keep(world, *many)
    client.get(path(company))
    assert count_queries(lambda: client.get(path(company, "widgets/"), headers=PARTIAL)) <= few
