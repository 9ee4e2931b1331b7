"""Reading the records behind figures: one dictionary a row, {code of a column: value}, a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from comptoir.activities.models import Activity, ActivityBinding
from comptoir.analytics.scope import Scope
from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.items.kinds.display import stage_choice
from comptoir.sales.models import Deal, DealContact


def load_deals(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    deals = list(rows.select_related("responsible"))
    pipelines = {choice.id: choice.name for choice in sources.pipelines.all("deal")}
    return [
        {
            **_record(deal),
            "pipeline": pipelines.get(deal.pipeline_id, ""),
            "stage": stage_choice(item_types.get("deal"), deal, deal.stage),
            "role": role,
            "begin": deal.begin_date or deal.created_at,
            "closed": deal.closed_at,
            "lasted": deal.lasted.days if deal.lasted is not None else None,
            "amount": deal.amount,
            "currency": deal.currency,
            "account_amount": deal.account_amount,
        }
        for deal, role in zip(deals, _roles(deals, scope), strict=True)
    ]


def _roles(deals: Sequence[Deal], scope: Scope) -> list[bool | None]:
    """Return for each deal whether the contact is its main one; None for a company's profile."""
    if scope.client.type_code != "contact":
        return [None] * len(deals)
    links = DealContact.objects.filter(contact=scope.client.id, deal__in=deals)
    main = dict(links.values_list("deal", "is_primary"))
    return [main.get(deal.pk, False) for deal in deals]


def load_activities(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    activities = list(rows.select_related("responsible"))
    pairs = ActivityBinding.objects.filter(activity__in=activities, item_type=item_types.get("deal").type_id)
    bound: dict[int, list[int]] = {}
    for activity_id, deal_id in pairs.values_list("activity", "item_id"):
        bound.setdefault(activity_id, []).append(deal_id)
    titles = _titles([id for ids in bound.values() for id in ids], scope)
    return [
        _activity(activity, [(id, titles[id]) for id in bound.get(activity.pk, []) if id in titles])
        for activity in activities
    ]


def load_pairs(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    pairs = list(rows.select_related("activity__responsible"))
    titles = _titles([pair.item_id for pair in pairs], scope)
    return [_activity(pair.activity, [(pair.item_id, titles.get(pair.item_id, ""))]) for pair in pairs]


def _titles(ids: Sequence[int], scope: Scope) -> dict[int, str]:
    """Return the titles of those deals that the viewer may read."""
    return dict(scope.sight("deal").filter(pk__in=set(ids)).values_list("pk", "title"))


def _activity(activity: Activity, deals: list[tuple[int, str]]) -> dict[str, Any]:
    shown = [(title or f"#{id}", card_url(item_types.get("deal"), id)) for id, title in deals]
    return {**_record(activity), "deals": shown}


def _record(item: Any) -> dict[str, Any]:
    """Return what every row says of its record: title and address."""
    item_type = item_types.get(item.type_code)
    title = item_type.title_of(item) or f"#{item.pk}"
    return {"item": item, "title": title, "url": card_url(item_type, item.pk)}


def load_invoices(rows: Any, _scope: Scope) -> list[dict[str, Any]]:
    return [
        {
            **_record(invoice),
            "number": invoice.number,
            "stage": stage_choice(item_types.get("invoice"), invoice, invoice.stage),
            "issued": invoice.begin_date,
            "due": invoice.close_date,
            "paid_on": invoice.paid_on,
            "amount": invoice.amount,
            "currency": invoice.currency,
            "account_amount": invoice.account_amount,
            "paid": invoice.paid_amount,
            "unpaid": invoice.unpaid_amount,
        }
        for invoice in rows.select_related("responsible")
    ]


def load_payments(rows: Any, _scope: Scope) -> list[dict[str, Any]]:
    return [
        {
            **_record(payment.invoice),
            "number": payment.invoice.number,
            "received": payment.day,
            "amount": payment.amount,
            "currency": payment.currency,
            "account_amount": payment.account_amount,
        }
        for payment in rows.select_related("invoice")
    ]
