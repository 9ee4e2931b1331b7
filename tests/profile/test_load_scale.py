"""The seven segments: the target in the middle of the fourth, the true boundaries, the marker inside its segment."""

from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comptoir.profile.models import LoadAverage
from comptoir.profile.sections.load.scale import LoadScale, scale_for

NUMBERS = st.decimals("0.1", "1000", places=2)


def scale(target: str, highest: str, load: str = "0") -> LoadScale:
    return LoadScale(Decimal(target), Decimal(highest), Decimal(load))


@pytest.mark.parametrize(
    ("target", "highest", "edges"),
    [
        ("2", "8", ["0", "0.57", "1.14", "1.71", "2.29", "4.19", "6.10", "8"]),
        ("3", "8", ["0", "0.86", "1.71", "2.57", "3.43", "4.95", "6.48", "8"]),
        ("6", "8", ["0", "1.90", "3.81", "5.71", "6.29", "6.86", "7.43", "8"]),
        ("8", "8", ["0", "2.56", "5.12", "7.68", "7.76", "7.84", "7.92", "8"]),
    ],
)
def test_prints_the_true_boundaries(target: str, highest: str, edges: list[str]) -> None:
    assert [round(edge, 2) for edge in scale(target, highest).boundaries] == [Decimal(edge) for edge in edges]


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_marker_stays_on_a_growing_scale(target: Decimal, highest: Decimal, load: Decimal) -> None:
    drawn = LoadScale(min(target, highest), highest, load)
    assert list(drawn.boundaries) == sorted(drawn.boundaries)
    assert 0 <= drawn.place <= 100
    assert 0 <= drawn.segment <= 6


@pytest.mark.parametrize(
    ("load", "segment", "verdict"), [("0", 0, -1), ("1.5", 2, -1), ("2", 3, 0), ("2.3", 4, 1), ("99", 6, 1)]
)
def test_says_where_the_load_lies(load: str, segment: int, verdict: int) -> None:
    drawn = scale("2", "8", load)
    assert (drawn.segment, drawn.verdict) == (segment, verdict)


def average(pairs: int, deals: int, clients: int = 5, heaviest: int = 0) -> LoadAverage:
    return LoadAverage(pairs=pairs, deals=deals, clients=clients, heaviest=heaviest, computed_at=timezone.now())


@pytest.mark.parametrize(
    ("pairs", "deals", "target"), [(204, 100, 2), (206, 100, 3), (16, 100, 1), (4, 100, 1), (300, 100, 3)]
)
def test_the_target_is_the_average_as_shown_rounded_up(pairs: int, deals: int, target: int) -> None:
    drawn = scale_for(Decimal(1), average(pairs, deals))
    assert drawn is not None
    assert drawn.target == target


def test_the_scale_reaches_the_heaviest_deal() -> None:
    drawn = scale_for(Decimal(1), average(10, 10, heaviest=30))
    assert drawn is not None
    assert (drawn.highest, scale_for(Decimal(1), average(10, 10)).highest) == (30, 8)  # type: ignore[union-attr]


def test_no_scale_below_five_clients_or_without_a_load() -> None:
    assert scale_for(Decimal(1), average(10, 10, clients=4)) is None
    assert scale_for(None, average(10, 10)) is None
    assert scale_for(Decimal(1), None) is None
