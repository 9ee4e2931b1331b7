"""A figure's records as an ordinary list: the same conditions in the one filter language, where it can say them."""

from datetime import timedelta

from comptoir.analytics.metric import Metric
from comptoir.items.addresses import list_url
from comptoir.items.types import item_types
from comptoir.profile.asking import Asked
from comptoir.sales.metrics import WON_VALUE, WON_WITHOUT_RATE

# Conditions of a metric beside client, period and responsible person; metrics that are not named have no list.
CONDITIONS: dict[str, tuple[str, ...]] = {
    "won": ("semantics:in:S",),
    "won_value": ("semantics:in:S",),
    "lost": ("semantics:in:F",),
    "closed": ("semantics:in:S,F",),
    "deals_open": ("semantics:in:P",),
    "invoices_paid": ("semantics:in:S",),
    "invoices_cancelled": ("semantics:in:F",),
    "invoiced": ("semantics:in:P,S",),
}
DATED = {"deals": "closed_at", "invoices": "begin_date"}
UNDATED = ("deals_open",)


def list_address(metric: Metric, asked: Asked, part: dict[str, str]) -> str:
    """Return the address of the list with the same records, "" where a list cannot say it."""
    if metric.code not in CONDITIONS or (metric is WON_VALUE and WON_WITHOUT_RATE.value(asked.scope, part)):
        return ""
    scope, written = asked.scope, list(CONDITIONS[metric.code])
    field = "company" if scope.client.type_code == "company" else "contacts"
    written.append(f"{field}:in:{scope.client.id}")
    if metric.source.code == "deals":
        written.append("is_recurring:empty")
    if scope.responsible:
        written.append(f"responsible:in:{scope.responsible}")
    if "pipeline" in part:
        written.append(f"pipeline:in:{part['pipeline']}")
    if metric.code not in UNDATED:
        written += _dates(DATED[metric.source.code], asked)
    return list_url(item_types.get(metric.source.item_type), f=written)


def _dates(field: str, asked: Asked) -> list[str]:
    period, found = asked.scope.period, []
    if period.start:
        found.append(f"{field}:gte:{period.start.isoformat()}")
    if period.end:
        found.append(f"{field}:lte:{(period.end - timedelta(days=1)).isoformat()}")
    return found
