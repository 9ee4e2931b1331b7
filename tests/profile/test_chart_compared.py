"""The previous period beside a chart: each point has a paler twin, which opens its own records."""

from typing import Any

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.profile.layouts.in_force import layout_in_force
from comptoir.profile.layouts.saving import save_layout
from comptoir.profile.widgets.widget import Series, Widget
from tests.profile.test_strip import filled
from tests.world import World


@pytest.fixture
def company(world: World) -> Any:
    """Acme: six activities in May 2025, of which five e-mails; a year before two calls, in May and in June."""
    company = filled(world)
    bindings = [(item_types.get("company").type_id, company.pk)]
    for month in (5, 6):
        world.add(
            "activity", kind="call", direction="in", completed=True, bindings=bindings,
            happened_at=f"2024-{month:02}-03T09:00:00",
        )  # fmt: skip
    return company


def page(world: World, company: Any, by: str, kind: str, query: str) -> str:
    widget = Widget("talks", kind, (Series("activities"),), by=by)
    save_layout(layout_in_force(world.admin, "company"), [widget], at=timezone.now())
    address = f"/companies/{company.pk}/profile/?{query}"
    content = world.client_of("admin").get(address).content.decode()
    return content[content.index('id="chart-talks"') :]


def test_months_stand_beside_those_of_the_year_before(company: Any, world: World) -> None:
    chart = page(world, company, "month", "columns", "period=Y-2025&compare=previous")
    assert chart.count(" data-previous>") + chart.count(" data-previous data-since") == 12
    assert f'href="/companies/{company.pk}/profile/activities/?period=M-2024-05"' in chart
    assert "(2024): 1" in chart
    assert "(2024)</th>" in chart


def test_channels_stand_beside_their_own(company: Any, world: World) -> None:
    chart = page(world, company, "channel", "columns", "period=Y-2025&compare=previous")
    assert "Calls, Activities with the client (2024): 2" in chart or "(2024): 2" in chart
    assert "period=Y-2024&amp;channel=call" in chart or "channel=call&amp;period=Y-2024" in chart


@pytest.mark.parametrize("query", ["period=Y-2025", "period=ALL&compare=previous"])
def test_no_twin_without_a_comparison(company: Any, world: World, query: str) -> None:
    assert "data-previous" not in page(world, company, "month", "lines", query)


@pytest.mark.parametrize("kind", ["pie", "funnel"])
def test_a_ring_and_a_funnel_have_none(company: Any, world: World, kind: str) -> None:
    widget = Widget(
        "talks",
        kind,
        (Series("activities" if kind == "pie" else "deals_alive"),),
        by="channel" if kind == "pie" else "stage",
    )
    save_layout(layout_in_force(world.admin, "company"), [widget], at=timezone.now())
    content = world.client_of("admin").get(f"/companies/{company.pk}/profile/?period=Y-2025&compare=previous")
    assert "data-previous" not in content.content.decode()
