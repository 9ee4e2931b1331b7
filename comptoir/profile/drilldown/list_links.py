"""A figure's records as an ordinary list: the same conditions in the one filter language, where it can say them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from comptoir.account.queries import local_day
from comptoir.analytics.metric import UNITS, Metric
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import Period, parse_period
from comptoir.profile.request import Asked

# Metrics whose rows are those in the stages that the metric names, within its date; others have conditions that the
# filter language cannot say.
BY_STAGE = frozenset({
    "won", "won_value", "days_to_win", "lost", "lost_value", "closed", "deals_open", "open_value", "deals_created",
    "invoiced", "invoiced_gross", "invoices_paid", "invoices_cancelled", "cancelled_gross", "invoices_unpaid",
    "unpaid_gross",
})  # fmt: skip
# Metrics whose rows are all of the client's deals when no period is asked for.
OF_ALL_TIME = frozenset({"deals_alive", "deals_value", "deals_begun", "begun_value"})
FILTERS = {"pipeline": "pipeline", "stage": "stage", "person": "responsible"}


def list_address(metric: Metric, asked: Asked, part: Mapping[str, str]) -> str:
    """Return the address of the list with the same records, "" where a list cannot say it."""
    said = metric.code in BY_STAGE or (
        metric.code in OF_ALL_TIME and asked.scope.period.is_all_time and not set(part) & set(UNITS)
    )
    if not said or (metric.sums and _leaves_out(metric, asked, part)):
        return ""
    return list_url(item_types.get(metric.source.item_type), f=list(_conditions(metric, asked, part)))


def _leaves_out(metric: Metric, asked: Asked, part: Mapping[str, str]) -> bool:
    """Say whether the sum is without records of the same stages, such as those that have no rate."""
    alike = [left.metric for left in metric.left_out if left.metric.stages == metric.stages]
    return any(left.value(asked.scope, part) for left in alike)


def _conditions(metric: Metric, asked: Asked, part: Mapping[str, str]) -> Iterator[str]:
    scope = asked.scope
    if metric.stages:
        yield f"semantics:in:{','.join(metric.stages)}"
    yield f"{'company' if scope.client.type_code == 'company' else 'contacts'}:in:{scope.client.id}"
    if metric.source.item_type == "deal":
        yield "is_recurring:empty"
    if scope.responsible:
        yield f"responsible:in:{scope.responsible}"
    for name, value in part.items():
        if name in FILTERS:
            yield f"{FILTERS[name]}:in:{value}" if value else f"{FILTERS[name]}:empty"
    column = metric.dated_by.column
    if column and metric.code not in OF_ALL_TIME:
        yield from _dates(column, scope.period)
        for value in (part[unit] for unit in UNITS if unit in part):
            yield from _dates(column, parse_period(value, local_day(scope.as_of))) if value else [f"{column}:empty"]


def _dates(field: str, period: Period) -> Iterator[str]:
    if period.start:
        yield f"{field}:gte:{period.start.isoformat()}"
    if period.end:
        yield f"{field}:lte:{(period.end - timedelta(days=1)).isoformat()}"
