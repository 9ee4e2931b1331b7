"""Many figures at once: one query per source, the same numbers as one by one."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.access.models import Grant, Role
from comptoir.account.queries import today
from comptoir.activities.metrics import ACTIVITIES, PLANNED
from comptoir.analytics.errors import UnknownGroup
from comptoir.analytics.explain import explain, hidden
from comptoir.analytics.metric import metrics
from comptoir.analytics.reading import read
from comptoir.items.core.item_types import item_types
from comptoir.kit.memo import remembering
from comptoir.kit.period import parse_period
from comptoir.profile.metrics import CONVERSION, LOAD
from comptoir.sales.metrics.deals import WON
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.world import World


@pytest.fixture
def client(world: World) -> Any:
    """A company with a won deal, a lost one, and five activities of two channels in two months."""
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        company = world.add("company", title="Acme")
        deal = world.add("deal", title="D", company=company, stage="WON", amount="10", close_date="2025-06-01")
        world.add("deal", title="L", company=company, stage="LOSE", close_date="2025-06-02")
        for kind, day in [("call", 1), ("call", 2), ("email", 3), ("email", 4), ("call", 5)]:
            world.add(
                "activity", kind=kind, direction="in", completed=kind == "call",
                happened_at=moment(f"2025-0{4 + day % 2}-0{day} 10:00"),
                bindings=[(item_types.get("company").type_id, company.pk), (2, deal.pk)],
            )  # fmt: skip
        yield company


@pytest.mark.parametrize("period", ["ALL", "M-2025-05", "Q-2025-2"])
def test_reads_what_each_figure_says_alone(period: str, client: Any, world: World) -> None:
    scope = scope_of(client, world.admin, period)
    reading = read(scope, metrics.all())
    assert {figure.code: reading.value(figure) for figure in metrics} == {
        figure.code: figure.value(scope) for figure in metrics
    }


def test_asks_each_source_once(client: Any, world: World) -> None:
    scope = scope_of(client, world.admin)
    months = [(ACTIVITIES, parse_period(f"M-2025-{month:02d}", today())) for month in range(1, 13)]
    with remembering(), CaptureQueriesContext(connection) as queries:
        reading = read(scope, metrics.all(), by={"activities": {"channel": "kind"}}, also=months)
        _ = [reading.value(figure) for figure in metrics]
    own = [query["sql"] for query in queries if '"account_accountsettings"' not in query["sql"]]
    # Activities, deals, invoices, payments, pairs; and once the contacts of the company.
    assert len(own) == 6
    assert [reading.count(ACTIVITIES, month) for _metric, month in months] == [0, 0, 0, 1, 2, *[0] * 7]


def test_groups_add_up(client: Any, world: World) -> None:
    reading = read(
        scope_of(client, world.admin), [ACTIVITIES, PLANNED, CONVERSION], by={"activities": {"channel": "kind"}}
    )
    assert reading.groups(ACTIVITIES, "channel") == ["call"]
    assert [reading.count(PLANNED, channel=kind) for kind in ("call", "email")] == [0, 2]
    assert reading.count(ACTIVITIES) == reading.count(ACTIVITIES, channel="call") == 3
    assert reading.value(CONVERSION) == CONVERSION.of(1, 3)


@pytest.mark.parametrize("part", [{"channel": "call", "pipeline": "1"}, {"pipeline": "x"}, {"__class__": "1"}])
def test_refuses_a_part_the_figure_does_not_have(part: dict[str, str], client: Any, world: World) -> None:
    with pytest.raises(UnknownGroup):
        LOAD.value(scope_of(client, world.admin), part)


def test_explains_with_the_figures_put_in(client: Any, world: World) -> None:
    explanation = explain(CONVERSION, scope_of(client, world.admin))
    assert [(term.metric.code, term.value) for term in explanation.terms] == [("won", 1), ("activities", 3)]
    assert explanation.value == CONVERSION.of(1, 3)
    assert explanation.terms[1].first == moment("2025-04-02 10:00")
    assert {left.metric.code: left.count for left in explanation.exclusions} == {
        "lost": 1, "deals_open": 0, "planned": 2, "missed": 0, "uncounted": 0,
    }  # fmt: skip
    assert not explanation.is_partial


def test_says_that_something_is_hidden_but_not_how_much(client: Any, world: World) -> None:
    scope = scope_of(client, world.alice)
    assert hidden(scope, metrics.all()) == set()
    world.add("deal", title="Secret", company=client, stage="WON", close_date="2025-06-01", responsible=world.dave)
    assert hidden(scope, [WON, ACTIVITIES]) == {"won"}
    assert explain(CONVERSION, scope).is_partial
    assert hidden(scope_of(client, world.alice, "M-2024-01"), [WON]) == set()


def test_full_totals_lift_the_limit_for_figures_but_not_for_lists(client: Any, world: World) -> None:
    analyst = world.user("ana", "manager")
    world.add("deal", title="Secret", company=client, stage="WON", close_date="2025-06-01", responsible=world.dave)
    role = Role.objects.create(name="Totals")
    Grant.objects.create(role=role, subject="client_totals", operation="read", level=50)
    analyst.roles.add(role)
    scope = scope_of(client, analyst)
    assert (WON.value(scope), WON.rows(scope).count()) == (2, 0)
