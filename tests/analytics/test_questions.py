"""Many questions at once: values, points by group and by unit of time, parts; one query per source."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.account.queries import today
from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.errors import UnknownGroup
from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Question, ask, groups_of, units_of
from comptoir.analytics.reading import Gathering, read
from comptoir.items.core.item_types import item_types
from comptoir.kit.memo import remembering
from comptoir.kit.period import parse_period
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.world import World


@pytest.fixture
def client(world: World) -> Any:
    """Acme: a deal won in May by Bob, one lost in June, one new; five calls and mails from 30 April to 2 June."""
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        company = world.add("company", title="Acme")
        world.add("deal", title="W", company=company, stage="WON", amount="10", close_date="2025-05-20",
                  begin_date="2025-05-01", responsible=world.bob)  # fmt: skip
        world.add("deal", title="L", company=company, stage="LOSE", amount="4", close_date="2025-06-02")
        world.add("deal", title="N", company=company, stage="NEW", amount="5")
        for kind, way, day in [
            ("call", "in", "2025-04-30"),
            ("call", "out", "2025-05-01"),
            ("email", "in", "2025-05-31"),
            ("call", "in", "2025-06-01"),
            ("email", "", "2025-06-02"),
        ]:
            world.add("activity", kind=kind, direction=way, completed=True, happened_at=moment(f"{day} 23:30"),
                      bindings=[(item_types.get("company").type_id, company.pk)])  # fmt: skip
        yield company


def question(code: str, period: str = "ALL", by: str = "", **part: str) -> Question:
    return Question(metrics.get(code), parse_period(period, today()), by, tuple(part.items()))


def points(client: Any, world: World, *args: str, **part: str) -> list[tuple[str, Any]]:
    asked = question(*args, **part)
    return [(point.key, point.value) for point in ask(scope_of(client, world.admin), [asked]).points(asked)]


def test_asks_each_source_once(client: Any, world: World) -> None:
    questions = [
        question("activities"), question("activities", "M-2025-05", "channel"), question("activities", by="month"),
        question("activities", by="week", channel="call"), question("won", by="stage"),
        question("won_value", by="month"),
        question("conversion", by="person"), question("load", by="pipeline"), question("invoiced_gross", "Q0"),
    ]  # fmt: skip
    with remembering(), CaptureQueriesContext(connection) as queries:
        answers = ask(scope_of(client, world.admin), questions)
        _ = [answers.value(each) for each in questions]
    own = [query["sql"] for query in queries if '"account_accountsettings"' not in query["sql"]]
    # Activities, deals, invoices, pairs; and once the contacts of the company.
    assert len(own) == 5
    assert [answers.value(each) for each in questions[:5]] == [5, 2, 5, 3, 1]


def test_reads_together_what_two_readers_want(client: Any, world: World) -> None:
    scope = scope_of(client, world.admin)
    with remembering(), CaptureQueriesContext(connection) as queries:
        gathering = Gathering(scope)
        reading = read(scope, [ACTIVITIES], by={"activities": {"channel": "kind"}}, into=gathering)
        answers = ask(scope, [question("activities", by="month"), question("activities", "M-2025-05")], into=gathering)
        assert reading.count(ACTIVITIES, channel="call") == 3
        assert [point.value for point in answers.points(question("activities", by="month"))]
        assert answers.value(question("activities", "M-2025-05")) == 2
    own = [query["sql"] for query in queries if '"account_accountsettings"' not in query["sql"]]
    # The activities, and once the contacts of the company.
    assert len(own) == 2


def test_divides_by_month_with_the_first_and_the_last_cut(client: Any, world: World) -> None:
    period = "R-2025-04-15-2025-06-01"
    assert points(client, world, "activities", period, "month") == [
        ("R-2025-04-15-2025-04-30", 1), ("M-2025-05", 2), ("R-2025-06-01-2025-06-01", 1),
    ]  # fmt: skip


def test_all_time_reaches_from_the_first_to_the_last_row(client: Any, world: World) -> None:
    found = points(client, world, "activities", "ALL", "week")
    assert [key for key, _value in found] == [f"W-2025-{week}" for week in range(18, 24)]
    assert [value for _key, value in found] == [2, 0, 0, 0, 2, 1]
    assert points(client, world, "invoiced", "ALL", "month") == []


def test_a_unit_that_would_give_too_many_points_widens(client: Any, world: World) -> None:
    asked = question("activities", "R-2015-01-01-2025-12-31", "day")
    answers = ask(scope_of(client, world.admin), [asked])
    assert answers.unit(asked) == "month"
    assert len(answers.points(asked)) == 132
    assert sum(point.value or 0 for point in answers.points(asked)) == 5


def test_units_of_one_date_share_a_column(client: Any, world: World) -> None:
    asked = [question("activities", "Q0", by) for by in ("week", "month", "quarter", "day", "year")]
    answers = ask(scope_of(client, world.admin), asked)
    assert [sum(point.value or 0 for point in answers.points(each)) for each in asked] == [5] * 5
    assert [len(answers.points(each)) for each in asked] == [14, 3, 1, 91, 1]


def test_divides_by_channel_the_largest_first(client: Any, world: World) -> None:
    assert points(client, world, "activities", "ALL", "channel") == [("call", 3), ("email", 2)]
    assert points(client, world, "activities", "ALL", "channel", direction="in") == [("call", 2), ("email", 1)]
    assert points(client, world, "activities", "ALL", "direction") == [("", 1), ("in", 3), ("out", 1)]


def test_divides_by_stage_in_the_pipelines_order(client: Any, world: World) -> None:
    found = points(client, world, "deals_alive", "ALL", "stage")
    assert [key for key, _value in found][:1] == ["NEW"]
    assert {key for key, value in found if value} == {"NEW", "WON", "LOSE"}
    assert len(found) > 3
    assert points(client, world, "won", "ALL", "stage") == [("WON", 1)]


def test_divides_by_person_with_their_names(client: Any, world: World) -> None:
    asked = question("conversion", by="person")
    found = ask(scope_of(client, world.admin), [asked]).points(asked)
    assert [(point.label, point.value) for point in found] == [("Alice Arnaud", 0), ("Bob Blanc", None)]


def test_a_row_without_a_date_is_a_point_of_its_own(client: Any, world: World) -> None:
    world.add("invoice", title="I", company=client, amount="7", begin_date="2025-05-02")
    world.add("invoice", title="I", company=client, amount="5", begin_date="")
    asked = question("invoiced_gross", by="month")
    found = ask(scope_of(client, world.admin), [asked]).points(asked)
    assert [(point.key, point.label, point.value) for point in found] == [
        ("M-2025-05", "May 2025", 7), ("", "Without a date", 5),
    ]  # fmt: skip
    assert metrics.get("invoiced_gross").value(scope_of(client, world.admin), {"month": ""}) == 5


@pytest.mark.parametrize("by", ["nothing", "stage", "pk", "__class__"])
def test_refuses_a_division_the_figure_does_not_have(by: str, client: Any, world: World) -> None:
    with pytest.raises(UnknownGroup):
        ask(scope_of(client, world.admin), [question("activities", by=by)])


def test_says_what_a_figure_can_be_divided_by() -> None:
    assert groups_of(metrics.get("activities")) == ("channel", "direction", "person", "weekday", "hour")
    assert groups_of(metrics.get("conversion")) == ("person",)
    assert groups_of(metrics.get("load")) == ("pipeline", "person")
    assert units_of(metrics.get("conversion")) == ("day", "week", "month", "quarter", "year")
    assert units_of(metrics.get("deals_alive")) == units_of(metrics.get("load")) == ()


def test_the_last_day_of_all_breaks_nothing(client: Any, world: World) -> None:
    for day in (date.max, date(1, 1, 1)):
        world.add("invoice", title="I", company=client, amount="1", begin_date=day)
    for by in ("day", "week", "month", "quarter", "year"):
        assert sum(value for _key, value in points(client, world, "invoiced", "ALL", by)) == 2
