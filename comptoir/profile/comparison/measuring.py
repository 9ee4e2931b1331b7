"""Measuring what similar clients reached in a period: grouped queries over all of them, kept for a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value

from comptoir.activities.metrics import ACTIVITIES
from comptoir.activities.models import ActivityBinding
from comptoir.analytics.metric import Figure, Metric, Number, Ratio
from comptoir.analytics.scope import Scope, everything
from comptoir.clients.models import ContactCompany
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import ALL_TIME
from comptoir.profile.comparison.keep_measure import keep_peer_measure, measure_peers_later
from comptoir.profile.comparison.peers import Peers, key_of, thinned
from comptoir.profile.metrics import CONVERSION, LOAD, PAIRS
from comptoir.profile.models import PeerMeasure
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE, LOST, WIN_RATE, WON, WON_VALUE

COMPARED: tuple[Figure, ...] = (LOAD, ACTIVITIES, WON_VALUE, WON, LOST, CONVERSION, WIN_RATE)
OF_DEALS: tuple[Metric, ...] = (DEALS_ALIVE, WON_VALUE, WON, LOST, CLOSED)
MOST_KEPT = 401
Values = dict[int, dict[str, Number]]


def measure_peers(peers: Peers, scope: Scope, *, at: datetime) -> PeerMeasure:
    """Store the figures of all clients of a group in the scope's period, visible or not (ruling R10).

    Two queries over the whole group.
    """
    found = _values(peers, scope)
    figures: dict[str, object] = {}
    for figure in COMPARED:
        values = [value for own in found.values() if (value := _of(figure, own)) is not None]
        figures[figure.code] = {"count": len(values), "values": thinned(values, MOST_KEPT)}
    return keep_peer_measure(identity(peers, scope), len(found), figures, at=at)


def measure_later(peers: Peers, scope: Scope) -> None:
    """Queue the measuring, unless it is waiting or running already."""
    measure_peers_later(identity(peers, scope), scope.client.id, actor=scope.viewer)


def identity(peers: Peers, scope: Scope) -> dict[str, object]:
    """Return what tells a measure from others."""
    return {
        "client_type": peers.client_type,
        "basis": peers.field,
        "value": peers.value,
        "period": key_of(scope.period),
        "with_contacts": scope.client.with_contacts or peers.client_type != "company",
    }


def _of(figure: Figure, own: Mapping[str, Number]) -> Number | None:
    if isinstance(figure, Ratio):
        return figure.of(own[figure.numerator.code], own[figure.denominator.code])
    return own[figure.code]


def _values(peers: Peers, scope: Scope) -> Values:
    clients = peers.rows(scope.during(ALL_TIME))
    found: Values = {}
    for row in (
        clients.annotate(**_contact_counts(peers.client_type, scope))
        .order_by()
        .values("pk", "pairs", "direct", *(["through"] if _through(peers.client_type, scope) else []))
    ):
        activities = (row["direct"] or 0) + (row.get("through") or 0)
        found[row["pk"]] = {metric.code: metric.number(0) for metric in OF_DEALS}
        found[row["pk"]] |= {ACTIVITIES.code: activities, PAIRS.code: row["pairs"] or 0}
    owner = "company" if peers.client_type == "company" else "contact_links__contact"
    deals = everything("deal").filter(is_recurring=False, **{f"{owner}__in": clients.values("pk")}).order_by()
    sums = {f"of_{metric.code}": metric.aggregate(metric.condition(scope)) for metric in OF_DEALS}
    for row in deals.values(owner).annotate(**sums):
        if row[owner] in found:
            found[row[owner]] |= {metric.code: metric.number(row[f"of_{metric.code}"]) for metric in OF_DEALS}
    return found


def _through(client_type: str, scope: Scope) -> bool:
    """Say whether a company's activities are also those of its contacts."""
    return client_type == "company" and scope.client.with_contacts


def _contact_counts(client_type: str, scope: Scope) -> dict[str, Subquery]:
    """Return the columns `direct` and `through` (activities with the client itself, with its contacts only), `pairs`.

    Two subqueries instead of one with OR: each of them can use the index of bindings.
    """
    own_type, contact = item_types.get(client_type).type_id, item_types.get("contact").type_id
    counted = everything("activity").filter(ACTIVITIES.condition(scope))
    bound = ActivityBinding.objects.filter(activity=OuterRef("pk"))
    direct = counted.filter(bindings__item_type=own_type, bindings__item_id=OuterRef("pk"))
    columns = {"direct": _count(direct), "pairs": _count(_pairs(client_type, scope))}
    if _through(client_type, scope):
        others = counted.filter(bindings__item_type=contact, bindings__item_id__in=_people(OuterRef(OuterRef("pk"))))
        itself = bound.filter(item_type=own_type, item_id=OuterRef(OuterRef("pk")))
        columns["through"] = _count(others.exclude(Exists(itself)))
    return columns


def _pairs(client_type: str, scope: Scope) -> QuerySet[ActivityBinding]:
    """Return the client's activities on its deals, a row for each deal."""
    own = everything("deal").filter(is_recurring=False)
    owner = "company" if client_type == "company" else "contact_links__contact"
    client = OuterRef(OuterRef("pk"))
    bound = ActivityBinding.objects.filter(activity=OuterRef("activity"))
    with_client = Q(Exists(bound.filter(item_type=item_types.get(client_type).type_id, item_id=client)))
    if _through(client_type, scope):
        people = _people(OuterRef(OuterRef(OuterRef("pk"))))
        with_client |= Q(Exists(bound.filter(item_type=item_types.get("contact").type_id, item_id__in=people)))
    return ActivityBinding.objects.filter(
        PAIRS.condition(scope),
        with_client,
        activity__deleted_at__isnull=True,
        item_type=item_types.get("deal").type_id,
        item_id__in=own.filter(**{owner: OuterRef(OuterRef("pk"))}).values("pk"),
    )


def _people(company: OuterRef) -> Any:
    return ContactCompany.objects.filter(company=company, contact__deleted_at__isnull=True).values("contact")


def _count(rows: Any) -> Subquery:
    """Return the number of different rows as a column; None for none."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(one.annotate(count=Count("pk", distinct=True)).values("count"))
