"""Measuring the load of all clients of a kind: slow on a large account, so a job does it once a day."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from comptoir.activities.metrics import is_contact
from comptoir.activities.models import ActivityBinding
from comptoir.clients.models import ContactCompany
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue
from comptoir.profile.models import LoadAverage
from comptoir.sales.models import Deal, DealContact

JOB = "profile.measure_load"


def measure_load(client_type: str, *, at: datetime) -> None:
    """Write the average load of all companies (with their contacts) or contacts, per pipeline and over all.

    Every record counts, visible to the viewer or not: the labelled exception of ruling R10.
    """
    pipelines: list[int | None] = [None, *(choice.id for choice in sources.pipelines.all("deal"))]
    rows = [_measured(client_type, pipeline, at) for pipeline in pipelines]
    with transaction.atomic():
        LoadAverage.objects.filter(client_type=client_type).delete()
        LoadAverage.objects.bulk_create(rows)


def refresh_later(client_type: str) -> None:
    """Queue the measuring, unless it is waiting or running already."""
    waiting = Job.objects.filter(name=JOB, state__in=(Job.State.WAITING, Job.State.RUNNING))
    if not waiting.filter(arguments__client_type=client_type).exists():
        enqueue(JOB, client_type=client_type)


def _measured(client_type: str, pipeline: int | None, at: datetime) -> LoadAverage:
    deals = Deal.objects.alive().filter(is_recurring=False)
    if pipeline is not None:
        deals = deals.filter(pipeline=pipeline)
    links: Any
    if client_type == "company":
        links, deal_of, bound = deals.filter(company__isnull=False), "pk", _to_company()
    else:
        links, deal_of, bound = DealContact.objects.filter(deal__in=deals), "deal", _to_contact()
    on_deal = _contacts().filter(Exists(ActivityBinding.objects.filter(bound, activity=OuterRef("activity"))))
    totals = links.annotate(load=_count(on_deal.filter(item_id=OuterRef(deal_of)))).aggregate(
        deals=Count("pk"), clients=Count(client_type, distinct=True), pairs=Sum("load")
    )
    per_deal = (
        _contacts().filter(item_id__in=deals.values("pk")).order_by().values("item_id").annotate(count=Count("pk"))
    )
    return LoadAverage(
        client_type=client_type,
        pipeline_id=pipeline,
        clients=totals["clients"],
        deals=totals["deals"],
        pairs=totals["pairs"] or 0,
        heaviest=per_deal.aggregate(most=Max("count"))["most"] or 0,
        computed_at=at,
    )


def _contacts() -> QuerySet[ActivityBinding]:
    """Return the bindings of counted activities to deals."""
    return ActivityBinding.objects.filter(
        is_contact("activity__"), activity__deleted_at__isnull=True, item_type=item_types.get("deal").type_id
    )


def _to_company() -> Q:
    """Return the condition that an activity is bound to the deal's company, or to one of its contacts."""
    company = OuterRef(OuterRef("company"))
    people = ContactCompany.objects.filter(company=OuterRef(company), contact__deleted_at__isnull=True)
    return Q(item_type=item_types.get("company").type_id, item_id=company) | Q(
        item_type=item_types.get("contact").type_id, item_id__in=people.values("contact")
    )


def _to_contact() -> Q:
    return Q(item_type=item_types.get("contact").type_id, item_id=OuterRef(OuterRef("contact")))


def _count(rows: QuerySet[ActivityBinding]) -> Subquery:
    """Return the number of rows as a column."""
    return Subquery(rows.order_by().values("item_type").annotate(count=Count("pk")).values("count"))
