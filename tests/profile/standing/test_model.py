"""Whatever parameters and history: chances are chances, and nothing expected is negative."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comptoir.profile.sections.standing.history import History, Purchase, history_of, median_interval
from comptoir.profile.sections.standing.model import BuyingParameters, SpendingParameters, outlook

POSITIVE = st.floats(1e-3, 1e3)
BUYING = st.builds(BuyingParameters, POSITIVE, POSITIVE, POSITIVE, POSITIVE)
SPENDING = st.builds(SpendingParameters, POSITIVE, st.floats(1.001, 1e3), POSITIVE)
FIRST = date(2024, 1, 1)


@st.composite
def a_history(draw: st.DrawFn) -> History:
    age = draw(st.floats(0, 500))
    frequency = draw(st.integers(0, 300)) if age else 0
    recency = draw(st.floats(0, age)) if frequency else 0.0
    mean = draw(st.none() | st.floats(0.01, 1e6)) if frequency else None
    return History(frequency, recency, age, mean, frequency if mean else 0)


@given(BUYING, SPENDING, a_history())
def test_chances_are_chances_and_nothing_expected_is_negative(
    buying: BuyingParameters, spending: SpendingParameters, history: History
) -> None:
    ahead = outlook(buying, spending, history)
    assert 0 <= ahead.p_alive <= 1
    assert ahead.purchases >= 0
    assert 0 <= ahead.low <= ahead.high
    assert ahead.value is not None
    assert ahead.low_value is not None
    assert ahead.high_value is not None
    assert 0 <= ahead.low_value <= ahead.high_value
    assert ahead.value >= 0


@given(BUYING, a_history(), st.floats(0, 100))
def test_a_longer_silence_makes_it_no_likelier_that_the_client_still_buys(
    buying: BuyingParameters, history: History, weeks: float
) -> None:
    later = History(history.frequency, history.recency, history.age + weeks, history.mean, history.priced)
    assert outlook(buying, None, later).p_alive <= outlook(buying, None, history).p_alive + 1e-9


def test_before_the_second_purchase_nothing_is_known_of_leaving() -> None:
    ahead = outlook(BuyingParameters(0.243, 4.414, 0.793, 2.426), None, History(0, 0.0, 300.0, None, 0))
    assert ahead.p_alive == 1
    assert ahead.value is None


def buys(*days: int, value: str | None = "10") -> list[Purchase]:
    amount = None if value is None else Decimal(value)
    return [Purchase(FIRST + timedelta(days=day), 1, amount) for day in days]


def test_a_history_counts_what_follows_the_first_purchase() -> None:
    today = FIRST + timedelta(days=70)
    assert history_of(buys(0, 14, 35), today) == History(2, 5.0, 10.0, 10.0, 2)
    assert history_of(buys(0), today) == History(0, 0.0, 10.0, None, 0)
    assert history_of([], today) is None
    assert history_of(buys(71), today) is None


def test_purchases_without_a_value_count_but_have_no_part_in_the_mean() -> None:
    today = FIRST + timedelta(days=70)
    unknown = [*buys(0, 7), *buys(14, value=None)]
    assert history_of(unknown, today) == History(2, 2.0, 10.0, 10.0, 1)
    assert history_of([*buys(0), *buys(7, value="-5")], today) == History(1, 1.0, 10.0, None, 0)


def test_the_usual_interval_is_the_median_of_at_least_two() -> None:
    assert median_interval(buys(0, 10, 40, 42)) == 10
    assert median_interval(buys(0, 10)) is None
