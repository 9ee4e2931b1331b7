"""The rhythm of contact: hand-worked examples, what each number opens, the period, the viewer's sight, the queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.account.models import AccountSettings
from comptoir.activities.models import Activity
from comptoir.analytics.metric import metrics
from comptoir.items.core.item_types import item_types
from comptoir.profile.models import ProfileView
from comptoir.profile.sections.rhythm.reading import client_rhythm
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.profile.reading import text_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("frozen")  # Monday 2 June 2025, 10:00


@pytest.fixture
def company(world: World) -> Any:
    return world.add("company", title="Acme")


def log(world: World, company: Any, at: str, direction: str = "in", **values: Any) -> Any:
    bindings = [(item_types.get(company.type_code).type_id, company.pk)]
    answers = values.pop("answers", None)
    values = {"kind": "email", "completed": True, "happened_at": at, "direction": direction, **values}
    activity = world.add("activity", bindings=bindings, **values)
    if answers:
        Activity.objects.filter(pk=activity.pk).update(answers=answers)
    return activity


def rhythm(world: World, company: Any, period: str = "ALL", user: str = "admin", **options: Any) -> Any:
    return client_rhythm(scope_of(company, world.who(user), period, **options))


def page(world: World, company: Any, query: str = "period=ALL", user: str = "admin") -> str:
    return text_of(world.client_of(user).get(f"/companies/{company.pk}/profile/?{query}"))


def test_last_contact_each_way(world: World, company: Any) -> None:
    log(world, company, "2025-05-20 09:00", "in", kind="call")
    last_in = log(world, company, "2025-05-28 16:00", "in")
    last_out = log(world, company, "2025-05-30 11:00", "out", kind="call", responsible=world.carol)
    log(world, company, "2025-06-01 11:00", "out", outcome="missed")
    found = rhythm(world, company)
    assert found.last_in == (moment("2025-05-28 16:00"), last_in)
    assert found.last_out == (moment("2025-05-30 11:00"), last_out)
    text = page(world, company)
    assert "Call, Carol Caron" in text


def test_silence_beside_the_usual_interval(world: World, company: Any) -> None:
    """Days with contact: 2, 5, 6, 16 May: intervals 3, 1, 10 days, median 3; silent for 17 days, longest before 10."""
    for at in ("2025-05-02 09:00", "2025-05-05 09:00", "2025-05-05 17:00", "2025-05-06 09:00", "2025-05-16 23:30"):
        log(world, company, at)
    found = rhythm(world, company)
    assert (list(found.intervals), found.usual, found.longest, found.silence) == ([3, 1, 10], 3, 10, 17)
    assert "the longest so far (before: 10 days), usually 3 days (median of 3 intervals)" in page(world, company)


def test_two_days_are_too_few_for_a_usual_interval(world: World, company: Any) -> None:
    log(world, company, "2025-05-02 09:00")
    log(world, company, "2025-05-05 09:00")
    assert rhythm(world, company).usual is None
    assert "too few days with contact for a usual interval" in page(world, company)


@pytest.mark.parametrize(
    ("period", "silence", "total"),
    [("M-2025-05", 26, 1), ("M0", None, 0), ("Q0", 28, 1), ("Y+1", None, 0), ("M-2025-04", 29, 1)],
)
def test_obeys_the_period(period: str, silence: int | None, total: int, world: World, company: Any) -> None:
    log(world, company, "2025-04-01 09:00") if period == "M-2025-04" else log(world, company, "2025-05-05 09:00")
    found = rhythm(world, company, period)
    assert (found.silence, found.total) == (silence, total)


def test_obeys_the_responsible_person_and_the_contacts(world: World, company: Any) -> None:
    person = world.add("contact", name="P", company=company)
    log(world, person, "2025-05-05 09:00")
    assert rhythm(world, company).total == 1
    assert rhythm(world, company, with_contacts=False).total == 0
    assert rhythm(world, company, responsible=world.bob.pk).total == 0


def test_the_next_step_and_what_is_overdue(world: World, company: Any) -> None:
    log(world, company, "", completed=False, happened_at=None, deadline="2025-05-30 10:00", title="Forgotten")
    step = log(world, company, "", completed=False, happened_at=None, deadline="2025-06-03 10:00", title="Call back")
    log(world, company, "", completed=False, happened_at=None, deadline="2025-06-09", kind="task", title="Later")
    found = rhythm(world, company, "M-2025-04")
    assert (found.next_step, found.steps, found.overdue) == (step, 3, 1)
    assert "Call back; 1 overdue" in page(world, company)
    for code, count in (("steps", 3), ("steps_overdue", 1)):
        assert metrics.get(code).value(scope_of(company, world.admin)) == count


def test_all_steps_overdue(world: World, company: Any) -> None:
    for day in ("28", "29"):
        log(world, company, "", completed=False, happened_at=None, deadline=f"2025-05-{day} 10:00")
    assert rhythm(world, company).next_step is None
    assert "2 planned, all overdue" in page(world, company)


def test_replies_in_working_hours(world: World, company: Any) -> None:
    """Ours: Friday 17:00 to Monday 9:30 = 1.5 h; Tuesday 10:00 to 14:00 = 4 h; 20:00 to 9:10 = 10 min. Median 1.5 h."""
    first = log(world, company, "2025-05-16 17:00", "in")
    log(world, company, "2025-05-19 09:30", "out", answers=first)
    second = log(world, company, "2025-05-20 10:00", "in")
    ours = log(world, company, "2025-05-20 14:00", "out", answers=second)
    third = log(world, company, "2025-05-21 20:00", "in")
    log(world, company, "2025-05-22 09:10", "out", answers=third)
    log(world, company, "2025-05-23 09:14", "out", answers=ours)  # our own reminder is no reply
    log(world, company, "2025-05-22 14:30", "in", answers=ours)
    found = rhythm(world, company)
    assert (found.ours.count, found.ours.median) == (3, timedelta(hours=1.5))
    assert (found.theirs.count, found.theirs.median) == (1, timedelta(hours=18.5))
    text = page(world, company)
    assert "1 h 30 min median of 3 replies" in text
    for code, count in (("replies_out", 3), ("replies_in", 1)):
        assert metrics.get(code).value(scope_of(company, world.admin)) == count


def test_working_hours_are_the_accounts(world: World, company: Any) -> None:
    asked = log(world, company, "2025-05-16 17:00", "in")
    log(world, company, "2025-05-17 10:00", "out", answers=asked)
    AccountSettings.objects.update(work_days=[5, 6], work_start="08:00", work_end="24:00")
    assert rhythm(world, company).ours.median == timedelta(hours=9)


def test_without_replies_there_is_no_data(world: World, company: Any) -> None:
    log(world, company, "2025-05-16 17:00", "in")
    assert rhythm(world, company).ours is None
    assert "no activity names the one it answers" in page(world, company)


def test_what_is_hidden_changes_nothing(world: World, company: Any) -> None:
    secret = world.add("company", title="Secret", responsible=world.dave)
    hidden = log(world, secret, "2025-05-16 17:00", "in")
    answer = log(world, company, "2025-05-19 10:00", "out", answers=hidden)
    found = rhythm(world, company, user="alice")
    assert found.ours is None
    assert found.last_out == (answer.happened_at, answer)
    assert rhythm(world, company).ours.count == 1


# --- The week ---
def fill(world: World, company: Any, count: int, at: str) -> None:
    for _number in range(count):
        log(world, company, at)


def test_the_week_names_what_stands_out(world: World, company: Any) -> None:
    fill(world, company, 6, "2025-05-06 10:30")  # Tuesdays at 10
    fill(world, company, 4, "2025-05-14 22:00")  # Wednesdays, late
    found = rhythm(world, company)
    assert (found.cells[(2, 10)], found.cells[(3, 22)], found.best_day, found.best_cell) == (6, 4, 2, (2, 10))
    text = page(world, company)
    assert "Most contact on Tuesday: 6 of 10 activities · Tuesday, 10:00 AM to 11:00 AM: 6 activities" in text


@pytest.mark.parametrize(("first", "second"), [(5, 4), (5, 5)])
def test_too_few_or_a_tie_says_nothing(first: int, second: int, world: World, company: Any) -> None:
    fill(world, company, first, "2025-05-06 10:30")
    fill(world, company, second, "2025-05-14 11:00")
    assert rhythm(world, company).best_day is None
    words = "Fewer than ten activities" if first + second < 10 else "No weekday and no hour stands out."
    assert words in page(world, company)


def test_hours_are_local_on_both_sides_of_a_change_of_the_clock(world: World, company: Any) -> None:
    for at in ("2025-03-28 10:30", "2025-03-31 10:30", "2025-10-24 10:30", "2025-10-27 10:30"):
        log(world, company, at)
    assert {hour for _day, hour in rhythm(world, company).cells} == {10}


def test_each_cell_opens_its_activities(world: World, company: Any) -> None:
    fill(world, company, 6, "2025-05-06 10:30")
    fill(world, company, 4, "2025-05-14 22:00")
    client = world.client_of("admin")
    path = f"/companies/{company.pk}/profile/activities/?period=ALL&weekday=2"
    assert "6 activities" in text_of(client.get(f"{path}&hour=10"))
    assert "Tuesday" in text_of(client.get(path))
    assert "same count and same total" in text_of(client.get(f"{path}&hour=10"))
    for bad in ("weekday=8", "weekday=0", "hour=24", "hour=x", "hour=-1", "weekday=99999999999999999999"):
        assert client.get(f"/companies/{company.pk}/profile/activities/?period=ALL&{bad}").status_code == 400, bad


def test_is_folded_for_good(world: World, company: Any) -> None:
    log(world, company, "2025-05-16 17:00")
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/"
    assert "Silence" in text_of(client.get(path))
    client.post(f"{path}fold/", {"section": "rhythm", "folded": "1"})
    assert ProfileView.objects.get().folded == ["rhythm"]
    assert "Silence" not in text_of(client.get(path))
    client.post(f"{path}fold/", {"section": "rhythm", "folded": ""})
    client.post(f"{path}fold/", {"section": "bogus", "folded": "1"})
    assert ProfileView.objects.get().folded == []
    assert world.client_of("dave").post(f"{path}fold/", {"section": "rhythm"}).status_code == 404


def test_costs_two_queries_whatever_the_number_of_activities(world: World, company: Any) -> None:
    fill(world, company, 3, "2025-05-06 10:30")
    scope = scope_of(company, world.admin, with_contacts=False)
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            client_rhythm(scope)
        counts.append(len([query for query in queries if "accountsettings" not in query["sql"]]))
        fill(world, company, 9, "2025-05-07 10:30")
    assert counts == [2, 2]
