"""RFM scores and segments, payment behaviour and the health score, worked out by hand and for any input."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.kit.errors import Invalid
from comptoir.profile.sections.standing.choices import StandingChoices, parse_choices
from comptoir.profile.sections.standing.health import DEFAULT_WEIGHTS, contacts_value, health_of, rhythm_value
from comptoir.profile.sections.standing.history import Purchase
from comptoir.profile.sections.standing.payments import Bill, Paid, behaviour_of
from comptoir.profile.sections.standing.rfm import (
    LOST,
    SEGMENTS,
    Inputs,
    Scores,
    fifths,
    inputs_of,
    months_before,
    scores_of,
    segment_of,
)

TODAY = date(2025, 6, 2)
INPUTS = st.builds(Inputs, st.integers(0, 700), st.integers(1, 50), st.decimals("-100", "100000", places=2))
PLAIN = {"months": "24", "weight_rhythm": "30", "weight_contacts": "20", "weight_payments": "20", "weight_alive": "30"}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_scores_ten_clients_by_fifths() -> None:
    """Values 1 to 10 in all three: fifths end at 2, 4, 6 and 8."""
    clients = [Inputs(number, number, Decimal(number)) for number in range(1, 11)]
    cut_offs = fifths(clients)
    assert cut_offs == {name: [2.0, 4.0, 6.0, 8.0] for name in ("recency", "frequency", "monetary")}
    assert [scores_of(each, cut_offs).frequency for each in clients] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [scores_of(each, cut_offs).recency for each in clients] == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


def test_compares_nobody_with_fewer_than_five_clients() -> None:
    assert fifths([Inputs(1, 1, Decimal(1))] * 4) == {}


@given(st.lists(INPUTS, min_size=5, max_size=40))
def test_a_better_value_never_gets_a_lower_score(clients: list[Inputs]) -> None:
    cut_offs = fifths(clients)
    scored = [(each, scores_of(each, cut_offs)) for each in clients]
    for one, first in scored:
        assert {first.recency, first.frequency, first.monetary} <= {1, 2, 3, 4, 5}
        for other, second in scored:
            assert one.recency < other.recency or first.recency <= second.recency
            assert one.frequency > other.frequency or first.frequency <= second.frequency
            assert one.monetary > other.monetary or first.monetary <= second.monetary


def test_counts_the_months_up_to_today() -> None:
    bought = [Purchase(ago(740), 1, Decimal(5)), Purchase(ago(90), 2, Decimal(70)), Purchase(ago(3), 1, None)]
    assert inputs_of(bought, TODAY, 24) == Inputs(3, 3, Decimal(70))
    assert inputs_of(bought[:1], TODAY, 24) is None
    assert months_before(date(2024, 2, 29), 24) == date(2022, 2, 28)
    assert months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ((5, 5, 5), "champion"),
        ((4, 4, 1), "loyal"),
        ((3, 5, 5), "loyal"),
        ((5, 1, 5), "new"),
        ((4, 3, 3), "promising"),
        ((3, 3, 3), "attention"),
        ((2, 4, 2), "at_risk"),
        ((1, 1, 5), "at_risk"),
        ((1, 1, 1), "hibernating"),
    ],
)
def test_names_the_segment(scores: tuple[int, int, int], code: str) -> None:
    assert segment_of(Scores(*scores)).code == code


def test_every_segment_has_clients_and_every_client_a_segment() -> None:
    fives = range(1, 6)
    found = {segment_of(Scores(r, f, m)).code for r in fives for f in fives for m in fives}
    assert found | {segment_of(None).code} == set(SEGMENTS)
    assert segment_of(None) is LOST


def test_weighs_days_late_by_amount() -> None:
    """100 paid 10 days late, 300 paid 2 days early: (1000 - 600) / 400 = 1; 300 of 400 paid and 50 overdue in time."""
    bills = [
        Bill(ago(40), Decimal(100), True, (Paid(ago(30), Decimal(100)),)),
        Bill(ago(20), Decimal(300), True, (Paid(ago(22), Decimal(300)),)),
        Bill(ago(5), Decimal(80), False, (Paid(ago(9), Decimal(30)),)),
        Bill(ago(-5), Decimal(20), False),
        Bill(None, Decimal(7), False),
    ]
    found = behaviour_of([*bills[:2], Bill(ago(5), Decimal(50), False), *bills[3:]], TODAY)
    assert (found.days_late, found.overdue, found.overdue_invoices) == (Decimal(1), Decimal(50), 1)
    assert found.on_time == Decimal(300) * 100 / Decimal(450)
    assert (found.exposure, found.open_invoices) == (Decimal(77), 3)
    assert behaviour_of(bills, TODAY).overdue == Decimal(50)


def test_due_today_is_not_overdue_and_nothing_is_no_data() -> None:
    assert behaviour_of([Bill(TODAY, Decimal(5), False)], TODAY).overdue == 0
    nothing = behaviour_of([], TODAY)
    assert (nothing.days_late, nothing.on_time, nothing.overdue_share) == (None, None, None)


def test_a_paid_invoice_has_no_rest_whatever_its_payments() -> None:
    assert behaviour_of([Bill(ago(9), Decimal(5), True)], TODAY).exposure == 0


def test_health_is_the_weighted_mean_of_the_parts_with_data() -> None:
    """Without contacts: (100 × 30 + 50 × 20 + 80 × 30) / 80 = 80."""
    found = health_of({"rhythm": 100.0, "contacts": None, "payments": 50.0, "alive": 80.0}, DEFAULT_WEIGHTS)
    assert found.score == pytest.approx(80)
    assert found.is_rescaled
    assert sum(part.share for part in found.parts) == pytest.approx(100)
    assert health_of({}, DEFAULT_WEIGHTS).score is None
    assert health_of({"alive": 10.0}, {**DEFAULT_WEIGHTS, "alive": 0}).score is None


PART = st.none() | st.floats(0, 100)


@given(st.tuples(PART, PART, PART, PART), st.tuples(*[st.integers(0, 100)] * 4))
def test_health_lies_between_its_parts(values: tuple[float | None, ...], weights: tuple[int, ...]) -> None:
    codes = list(DEFAULT_WEIGHTS)
    found = health_of(dict(zip(codes, values, strict=True)), dict(zip(codes, weights, strict=True)))
    counted = [value for value, weight in zip(values, weights, strict=True) if value is not None and weight]
    assert (found.score is None) == (not counted)
    if found.score is not None:
        assert min(counted) - 1e-6 <= found.score <= max(counted) + 1e-6


def test_the_parts_of_the_health_score() -> None:
    assert [rhythm_value(days, 30.0) for days in (0, 30, 75, 120, 400)] == [100, 100, 50, 0, 0]
    assert rhythm_value(10, None) is None
    assert [contacts_value(*pair) for pair in ((5, 10), (20, 10), (0, 4), (2, 1), (4, 0))] == [50, 100, 0, None, None]


def test_reads_what_an_administrator_typed() -> None:
    assert parse_choices(PLAIN) == StandingChoices()
    own = parse_choices({**PLAIN, "months": "12", **{f"monetary_{n}": f"{n} 000,5" for n in range(1, 5)}})
    assert own.months == 12
    assert own.cut_offs == {"monetary": [1000.5, 2000.5, 3000.5, 4000.5]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"months": "0"}, "months"),
        ({"months": "two"}, "months"),
        ({"weight_alive": "101"}, "weight_alive"),
        ({"weight_alive": "-1"}, "weight_alive"),
        ({f"weight_{code}": "0" for code in DEFAULT_WEIGHTS}, "weight_rhythm"),
        ({"recency_1": "5"}, "recency_1"),
        ({f"recency_{n}": "5" for n in range(1, 5)}, "recency_1"),
        ({f"recency_{n}": "1e999" for n in range(1, 5)}, "recency_1"),
    ],
)
def test_refuses_choices_that_cannot_be(changes: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_choices({**PLAIN, **changes})
    assert field in refusal.value.fields
