"""Figures beside those of the previous period: by how much, in words, and nothing invented where there is no data."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from comptoir.analytics.metric import Figure
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import parse_period
from comptoir.profile.comparison.change import delta, previous
from comptoir.profile.metrics import CONVERSION, LOAD
from comptoir.profile.models import ProfileView
from comptoir.sales.metrics.deals import LOST, WON, WON_VALUE
from tests.analytics.conftest import scope_of
from tests.profile.reading import text_of
from tests.world import World

QUARTER = parse_period("Q-2025-1", date(2025, 6, 2))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("figure", "now", "before", "text", "past", "rising", "better"),
    [
        (WON_VALUE, Decimal(13440), Decimal(12000), "+12%", "against Q1 2025: €12,000", True, True),
        (WON, 3, 4, "−25%", "against Q1 2025: 4", False, False),
        (LOST, 4, 3, "+33%", "against Q1 2025: 3", True, False),
        (LOST, 2, 3, "−33%", "against Q1 2025: 3", False, True),
        (WON, 3, 3, "no change", "against Q1 2025: 3", None, None),
        (WON, 3, 0, "+3", "against Q1 2025: 0", True, True),
        (WON_VALUE, Decimal(-50), Decimal(-100), "+50%", "against Q1 2025: €−100", True, True),
        (CONVERSION, Decimal("24.44"), Decimal(20), "+4.4 points", "against Q1 2025: 20.00%", True, True),
        (LOAD, Decimal("2.2"), Decimal("1.9"), "+0.3", "against Q1 2025: 1.9", True, None),
        (CONVERSION, Decimal(20), None, "", "no data in Q1 2025", None, None),
        (CONVERSION, None, Decimal(20), "", "against Q1 2025: 20.00%", None, None),
        (CONVERSION, None, None, "", "no data in Q1 2025", None, None),
    ],
)
def test_says_how_a_figure_changed(
    figure: Figure, now: Any, before: Any, text: str, past: str, rising: bool | None, better: bool | None
) -> None:
    with translation.override("en"):
        change = delta(figure, now, before, QUARTER)
    assert (change.text, change.rising, change.better) == (text, rising, better)
    assert change.before.replace("€−100", "−€100") == past.replace("€−100", "−€100")


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("Q-2025-1", ("2024-10-01", "2025-01-01")),
        ("M-2024-03", ("2024-02-01", "2024-03-01")),
        ("D7", ("2025-05-20", "2025-05-27")),
        ("R-2025-05-10-2025-05-19", ("2025-04-30", "2025-05-10")),
    ],
)
def test_steps_back_one_unit_or_its_own_length(code: str, before: Any, frozen: Any, world: World) -> None:
    scope = scope_of(world.add("company", title="Acme"), world.admin, code)
    period = previous(scope)
    assert period is not None
    assert (str(period.start), str(period.end)) == before


@pytest.mark.parametrize("code", ["ALL", "U-2025-06-15"])
def test_an_open_period_has_none(code: str, frozen: Any, world: World) -> None:
    company = world.add("company", title="Acme")
    assert previous(scope_of(company, world.admin, code)) is None


@pytest.fixture
def company(world: World) -> Any:
    """One deal won in each of two quarters, one activity in the first, two in the second."""
    company = world.add("company", title="Acme")
    bindings = [(item_types.get("company").type_id, company.pk)]
    for day, amount in (("2025-02-03", "100"), ("2025-05-05", "150")):
        world.add("deal", title=day, company=company, stage="WON", amount=amount, close_date=day)
    for day in ("2025-02-03", "2025-05-05", "2025-05-06"):
        world.add(
            "activity", kind="call", direction="in", completed=True, bindings=bindings, happened_at=f"{day} 10:00"
        )
    return company


def page(world: World, company: Any, query: str, user: str = "admin") -> Any:
    return world.client_of(user).get(f"/companies/{company.pk}/profile/?{query}")


def test_stands_beside_the_figures(company: Any, world: World, frozen: Any) -> None:
    text = text_of(page(world, company, "period=Q-2025-2&compare=previous"))
    assert "Compared with the whole of Q1 2025; the period itself is not over yet." in text
    assert "+50% against Q1 2025: €100" in text
    assert "+100% against Q1 2025: 1" in text
    assert "−50.0 points against Q1 2025: 100.00%" in text
    assert "against" not in text_of(page(world, company, "period=Q-2025-2"))


def test_all_time_says_that_it_has_none(company: Any, world: World, frozen: Any) -> None:
    text = text_of(page(world, company, "period=ALL&compare=previous"))
    assert "Nothing to compare with: choose a report period that has a first and a last day." in text


def test_is_remembered_for_all_clients_of_that_kind(company: Any, world: World, frozen: Any) -> None:
    client = world.client_of("admin")
    client.get(f"/companies/{company.pk}/profile/?period=Q-2025-2&compare=previous&keep=1")
    assert ProfileView.objects.get().compare == "previous"
    assert "against Q1 2025" in text_of(client.get(f"/companies/{company.pk}/profile/"))
    client.get(f"/companies/{company.pk}/profile/?period=Q-2025-2&keep=1")
    assert "against Q1 2025" not in text_of(client.get(f"/companies/{company.pk}/profile/"))


@pytest.mark.parametrize(("query", "status"), [("compare=banana", 400), ("compare=none", 200), ("compare=", 200)])
def test_answers_any_address(query: str, status: int, company: Any, world: World) -> None:
    assert page(world, company, query).status_code == status


def test_costs_no_further_query(company: Any, world: World, frozen: Any) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/?period=Q-2025-2"
    client.get(path)
    with CaptureQueriesContext(connection) as alone:
        client.get(path)
    with CaptureQueriesContext(connection) as compared:
        client.get(f"{path}&compare=previous")
    assert len(compared) == len(alone)


def test_widgets_are_compared_too(company: Any, world: World, frozen: Any) -> None:
    text = text_of(page(world, company, "period=Q-2025-2&compare=previous"))
    widgets = text[text.index("Your widgets") :]
    assert "Calls Q2 2025" in widgets
    assert "+100% against Q1 2025: 1" in widgets
    own_period = text_of(page(world, company, "period=ALL&compare=previous")).split("Your widgets")[1]
    assert "+100% against" not in own_period
    assert "against" in own_period, "the payments have a period of their own"
