"""Percentages add up to 100; arcs fill the ring."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.profile.sections.channels.shares import LENGTH, arcs, shares


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([89, 77, 21, 17, 11, 10], ["39.6", "34.2", "9.3", "7.6", "4.9", "4.4"]),
        ([21, 14, 4, 3, 2, 0], ["47.7", "31.8", "9.1", "6.8", "4.6", "0.0"]),
        ([1, 1, 1], ["33.4", "33.3", "33.3"]),
        ([5], ["100.0"]),
        ([0, 0], ["0", "0"]),
    ],
)
def test_known_shares(counts: list[int], expected: list[str]) -> None:
    assert shares(counts) == [Decimal(value) for value in expected]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9).filter(any))
def test_always_make_a_hundred(counts: list[int]) -> None:
    found = shares(counts)
    assert sum(found) == 100
    assert all(
        abs(share - Decimal(100) * count / sum(counts)) < Decimal("0.1")
        for share, count in zip(found, counts, strict=True)
    )


def test_arcs_follow_each_other() -> None:
    ring = arcs([3, 0, 1])
    assert [arc.offset for arc in ring] == [0, round(-LENGTH * 0.75, 2), round(-LENGTH * 0.75, 2)]
    assert ring[1].dash == 0
    assert arcs([7])[0].dash == round(LENGTH, 2)
