"""Clients that are alike: by industry, type, source, number of employees, or by what was won with them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from comptoir.account.queries import account
from comptoir.analytics.metric import Number
from comptoir.analytics.scope import Scope, everything
from comptoir.analytics.subjects import ClientSubject
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.models import AmountField
from comptoir.kit.period import Period, interval_code
from comptoir.profile.client import is_scored
from comptoir.profile.models import PeerMeasure
from comptoir.sales.metrics.deals import WON_VALUE
from comptoir.ui.formats import money

# At least so many others, so that a median does not reveal one of them (ruling R10).
FEWEST_PEERS = 5
# The closest group is the first of these that the client has and that is large enough.
BASES: dict[str, tuple[str, ...]] = {"company": ("industry", "type", "size"), "contact": ("type", "source", "size")}
# Edges of the bands of value won, in the account's currency: nothing, then up to each of these, then more.
BANDS = (0, 1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Peers:
    """A group of clients: `field` holds `value`; for "won" the value is the number of a band. `name` in words."""

    client_type: str
    basis: str
    field: str
    value: str
    name: str

    def rows(self, all_time: Scope) -> Any:
        """Return all clients of the group, visible or not: for labelled figures only."""
        rows = everything(self.client_type)
        if self.client_type == "company":
            rows = rows.filter(is_my_company=False)
        else:
            rows = rows.filter(exclude_from_scoring=False)
        if self.field != "won":
            return rows.filter(**{self.field: self.value})
        low, high = _edges(int(self.value))
        won = rows.annotate(won=_won_with(self.client_type, all_time))
        inside = Q(won__lte=high) if high is not None else Q()
        return won.filter(inside & Q(won__gt=low) if low is not None else inside | Q(won__isnull=True))


def peer_groups(client: ClientSubject, item: Item, won_value: Number) -> list[Peers]:
    """Return the groups a client belongs to, the closest first; `won_value` is all that was won with it.

    None for a contact that is left out of scoring. Costs no query.
    """
    if not is_scored(item):
        return []
    item_type = item_types.get(client.type_code)
    found = (_group(item_type, basis, item, won_value) for basis in BASES[client.type_code])
    return [group for group in found if group]


def _group(item_type: ItemType, basis: str, item: Item, won_value: Number) -> Peers | None:
    name = "employees" if basis == "size" else basis
    if item_type.has(name) and (code := getattr(item, name)):
        choice = sources.choices.find(item_type.field(name).directory, code)
        label = _("%(field)s: %(value)s") % {
            "field": item_type.field(name).label,
            "value": choice.name if choice else code,
        }
        return Peers(item_type.code, basis, name, code, label)
    if basis != "size":
        return None
    band = sum(1 for edge in BANDS if won_value > edge)
    return Peers(item_type.code, basis, "won", str(band), _band_name(band))


def _edges(band: int) -> tuple[int | None, int | None]:
    edges = (None, *BANDS, None)
    return edges[band], edges[band + 1]


def _band_name(band: int) -> str:
    low, high = (money(edge, account().currency) if edge is not None else None for edge in _edges(band))
    if low is None:
        return _("Nothing won yet")
    return (
        _("Won: more than %(low)s") % {"low": low}
        if high is None
        else _("Won: %(low)s to %(high)s") % {"low": low, "high": high}
    )


def _won_with(client_type: str, all_time: Scope) -> Subquery:
    owner = "company" if client_type == "company" else "contact_links__contact"
    deals = everything("deal").filter(WON_VALUE.condition(all_time), **{"is_recurring": False, owner: OuterRef("pk")})
    total = deals.order_by().values(owner).annotate(total=Sum("account_amount")).values("total")
    return Subquery(total, output_field=AmountField())


# --- What a group reached ---
@dataclass(frozen=True)
class PeerFigures:
    """The values that the clients of a group reached, each figure's in rising order."""

    peers: Peers
    measure: PeerMeasure
    values: dict[str, list[Decimal]] = field(default_factory=dict)

    def place_of(self, code: str, value: Number | None) -> "Place | None":
        """Return how a value stands among those of a figure; None without data or with too few others."""
        values = self.values.get(code, [])
        if value is None or len(values) <= FEWEST_PEERS:
            return None
        below = bisect_left(values, Decimal(value))
        others = len(values) - 1
        return Place(median(values), min(Decimal(below) * 100 / others, Decimal(100)), self._others(code))

    def _others(self, code: str) -> int:
        """Return how many others have data; of a long list a part is kept, which stands for all."""
        return int(self.measure.figures[code]["count"]) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """The median of a group, and the percentage of the others whose value is lower."""

    median: Decimal
    higher_than: Decimal
    others: int


def figures_of(peers: Peers, measure: PeerMeasure) -> PeerFigures:
    stored = {code: [Decimal(text) for text in kept["values"]] for code, kept in measure.figures.items()}
    return PeerFigures(peers, measure, stored)


def thinned(values: Iterable[Number], most: int) -> list[str]:
    """Return the values in rising order as texts: all, or `most` of them at even distances, both ends included."""
    ordered = sorted(Decimal(value) for value in values)
    if len(ordered) > most:
        ordered = [ordered[place * (len(ordered) - 1) // (most - 1)] for place in range(most)]
    return [str(value) for value in ordered]


def key_of(period: Period) -> str:
    """Return the period as its days, so that "this month" of yesterday is not that of today."""
    if period.end is None:
        return "ALL"
    last = period.last_day or period.end
    return interval_code(period.start, last) if period.start else f"U-{last.isoformat()}"
