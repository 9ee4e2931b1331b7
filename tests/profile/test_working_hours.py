"""Working time: weekends, nights, days on which the clock is changed, and holidays, which are not known."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.profile.sections.rhythm.working_hours import WorkingClock, WorkingHours

PARIS = ZoneInfo("Europe/Paris")
OFFICE = WorkingHours(PARIS, frozenset({1, 2, 3, 4, 5}), time(9), time(18))
ALWAYS = WorkingHours(PARIS, frozenset(range(1, 8)), time(0), None)


def worked(start: str, end: str, hours: WorkingHours = OFFICE) -> timedelta:
    first, second = (datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (start, end))
    return WorkingClock(hours, first.date()).between(first, second)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2025-06-02 10:00", "2025-06-02 12:30", 2.5),  # a Monday
        ("2025-06-02 20:00", "2025-06-03 10:00", 1),  # overnight
        ("2025-06-06 17:00", "2025-06-09 09:30", 1.5),  # over the weekend; Whit Monday counts as a Monday
        ("2025-06-07 11:00", "2025-06-08 11:00", 0),  # Saturday to Sunday
        ("2025-06-02 09:00", "2025-06-09 09:00", 45),  # a week
        ("2025-06-02 06:00", "2025-06-02 08:00", 0),  # before work
        ("2025-03-28 17:00", "2025-03-31 10:00", 2),  # the clock goes forward on Sunday 30 March
        ("2024-12-31 17:00", "2025-01-02 10:00", 11),  # New Year's Day is not known to be one
    ],
)
def test_counts_working_hours_only(start: str, end: str, hours: float) -> None:
    assert worked(start, end) == timedelta(hours=hours)


@pytest.mark.parametrize(("day", "length"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-06-01", 24)])
def test_a_whole_day_is_as_long_as_its_clock_says(day: str, length: int) -> None:
    after = date.fromisoformat(day) + timedelta(days=1)
    assert worked(f"{day} 00:00", f"{after} 00:00", ALWAYS) == timedelta(hours=length)


MOMENTS = st.integers(1_577_836_800, 1_640_908_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(MOMENTS, MOMENTS, MOMENTS)
def test_adds_up_and_never_exceeds_the_time_that_passed(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    clock = WorkingClock(OFFICE, date(2019, 12, 30))
    whole = clock.between(first, last)
    parts = clock.between(first, middle) + clock.between(middle, last)
    assert abs(whole - parts) < timedelta(milliseconds=1)
    assert timedelta(0) <= whole <= last - first + timedelta(milliseconds=1)
    assert clock.between(last, first) == timedelta(0) or first == last


@given(MOMENTS, MOMENTS)
def test_without_nights_and_weekends_all_time_is_worked(one: datetime, two: datetime) -> None:
    first, last = sorted((one, two))
    passed = WorkingClock(ALWAYS, date(2019, 12, 30)).between(first, last)
    assert abs(passed - (last - first)) < timedelta(milliseconds=1)
