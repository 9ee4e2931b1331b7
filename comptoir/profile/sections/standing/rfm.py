"""RFM: how recently, how often and for how much a client bought, each from 1 to 5, and the segment they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text
from comptoir.profile.sections.standing.history import Purchase

DIMENSIONS = ("recency", "frequency", "monetary")
FIFTHS = 5
# A score compares a client with the others (ruling R10).
FEWEST_CLIENTS = 5

CutOffs = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is scored: days since the last purchase, won deals and their value within the months counted."""

    recency: int
    frequency: int
    monetary: Decimal


@dataclass(frozen=True, slots=True)
class Scores:
    """1 is the weakest fifth of the clients, 5 the best one."""

    recency: int
    frequency: int
    monetary: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A named part of the clients. `label` speaks of one client; `meaning` says what puts a client there."""

    code: str
    label: Text
    meaning: Text
    tone: str = ""


CHAMPION = Segment("champion", _("Champion"), _("bought lately, often and for much"), "good")
LOYAL = Segment("loyal", _("Loyal client"), _("buys often, and not long ago"), "good")
NEW = Segment("new", _("New client"), _("bought lately, and seldom so far"), "info")
PROMISING = Segment("promising", _("Promising client"), _("bought lately, not yet often"), "info")
ATTENTION = Segment("attention", _("Client to look after"), _("has not bought for some time"), "warn")
AT_RISK = Segment("at_risk", _("Client at risk"), _("used to buy often or for much, and has stopped"), "bad")
HIBERNATING = Segment("hibernating", _("Sleeping client"), _("bought little, long ago"))
LOST = Segment("lost", _("Lost client"), _("bought nothing in the months counted"), "bad")
SEGMENTS = {
    segment.code: segment for segment in (CHAMPION, LOYAL, NEW, PROMISING, ATTENTION, AT_RISK, HIBERNATING, LOST)
}


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month."""
    index = day.year * 12 + day.month - 1 - months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def inputs_of(purchases: Sequence[Purchase], today: date, months: int) -> Inputs | None:
    """Return what is scored; None without a purchase in the months up to today."""
    start = months_before(today, months)
    counted = [purchase for purchase in purchases if start < purchase.day <= today]
    if not counted:
        return None
    value = sum((purchase.value or Decimal(0) for purchase in counted), Decimal(0))
    return Inputs((today - counted[-1].day).days, sum(purchase.deals for purchase in counted), value)


def fifths(inputs: Sequence[Inputs]) -> dict[str, list[float]]:
    """Return for each dimension the values that end the first four fifths of the clients; {} for few clients."""
    if len(inputs) < FEWEST_CLIENTS:
        return {}
    count = len(inputs)
    places = [-(-count * fifth // FIFTHS) - 1 for fifth in range(1, FIFTHS)]
    ordered = {name: sorted(float(getattr(each, name)) for each in inputs) for name in DIMENSIONS}
    return {name: [values[place] for place in places] for name, values in ordered.items()}


def scores_of(inputs: Inputs, cut_offs: CutOffs) -> Scores:
    """Return the scores: equal values get equal scores, a better value never a lower one."""
    beyond = {name: sum(float(getattr(inputs, name)) > value for value in cut_offs[name]) for name in DIMENSIONS}
    return Scores(FIFTHS - beyond["recency"], 1 + beyond["frequency"], 1 + beyond["monetary"])


def segment_of(scores: Scores | None) -> Segment:
    """Return the segment; None is a client that bought nothing in the months counted."""
    if scores is None:
        return LOST
    lately, often, much = scores.recency, scores.frequency, scores.monetary
    if lately >= 4:
        if often >= 4:
            return CHAMPION if much >= 4 else LOYAL
        return NEW if often == 1 else PROMISING
    if lately == 3:
        return LOYAL if often >= 4 else ATTENTION
    return AT_RISK if often >= 3 or much >= 4 else HIBERNATING
