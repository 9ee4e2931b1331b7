"""A client's purchases in the three numbers of the models: how often again, how recently, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Purchase:
    """A day with won deals; `value` is None while none of them could be converted."""

    day: date
    deals: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class History:
    """What the models know of a client, in the terms of their papers; times are in weeks.

    frequency  purchases after the first
    recency    from the first purchase to the last
    age        from the first purchase to today
    mean       mean value of the purchases after the first, those of a known value; None without any above 0
    priced     how many purchases that mean is taken over
    """

    frequency: int
    recency: float
    age: float
    mean: float | None
    priced: int


def history_of(purchases: Sequence[Purchase], today: date) -> History | None:
    """Return the history of purchases in order of days; None without any up to today."""
    past = [purchase for purchase in purchases if purchase.day <= today]
    if not past:
        return None
    first, last = past[0].day, past[-1].day
    values = [purchase.value for purchase in past[1:] if purchase.value is not None]
    mean = float(sum(values) / len(values)) if values else 0.0
    return History(
        frequency=len(past) - 1,
        recency=(last - first).days / DAYS_PER_WEEK,
        age=(today - first).days / DAYS_PER_WEEK,
        mean=mean if mean > 0 else None,
        priced=len(values) if mean > 0 else 0,
    )


def median_interval(purchases: Sequence[Purchase]) -> float | None:
    """Return the median number of days between two purchases; None below three purchases."""
    if len(purchases) < 3:
        return None
    days = [purchase.day for purchase in purchases]
    return float(median((later - earlier).days for earlier, later in pairwise(days)))
