"""Reading a client's figures: all of them at once, as the command and the page want them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min
from django.db.models.functions import TruncQuarter

from comptoir.account.queries import account, local_day
from comptoir.activities.choices import CHANNELS
from comptoir.activities.metrics import ACTIVITIES, MISSED, PLANNED
from comptoir.analytics.explain import hidden
from comptoir.analytics.metric import Figure, Metric, Number
from comptoir.analytics.reading import Gathering, Groups, Reading, read
from comptoir.analytics.scope import Scope
from comptoir.items.core.choices import sources
from comptoir.kit.period import ALL_TIME, Period
from comptoir.profile.metrics import CONVERSION, LOAD, PAIRS
from comptoir.profile.models import LoadAverage
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE, LOST, WIN_RATE, WON, WON_VALUE, WON_WITHOUT_RATE
from comptoir.sales.metrics.invoices import INVOICED, INVOICED_GROSS, PAID_GROSS
from comptoir.sales.models import Deal

FIGURES: tuple[Figure, ...] = (
    ACTIVITIES, DEALS_ALIVE, PAIRS, LOAD, WON, WON_VALUE, WON_WITHOUT_RATE, LOST, CONVERSION, WIN_RATE, INVOICED,
    INVOICED_GROSS, PAID_GROSS,
)  # fmt: skip
ON_THE_PAGE: tuple[Figure, ...] = (
    ACTIVITIES, PLANNED, MISSED, LOAD, WON, WON_VALUE, WON_WITHOUT_RATE, LOST, CLOSED, CONVERSION, WIN_RATE,
)  # fmt: skip
EVER: tuple[tuple[Metric, Period], ...] = tuple(
    (metric, ALL_TIME) for metric in (ACTIVITIES, PLANNED, DEALS_ALIVE, WON_VALUE)
)
ACTIVITY_GROUPS: Groups = {"activities": {"channel": "kind", "direction": "direction"}}


MOST_DEALS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Figures:
    """The plain figures of one client: by metric code, activities also by channel and by direction ("" for none)."""

    values: Mapping[str, Number | None]
    channels: Mapping[str, Number]
    directions: Mapping[str, Number]

    def money(self, code: str) -> Decimal:
        return Decimal(self.values[code] or 0)


def client_figures(scope: Scope) -> Figures:
    """Return every figure of a client in one go: a query per source."""
    reading = read(scope, FIGURES, by=ACTIVITY_GROUPS)
    channels = {kind: reading.count(ACTIVITIES, channel=kind) for kind in channels_of(reading)}
    directions = {name: reading.count(ACTIVITIES, direction=name) for name in reading.groups(ACTIVITIES, "direction")}
    return Figures({figure.code: reading.value(figure) for figure in FIGURES}, channels, directions)


def channels_of(reading: Reading) -> list[str]:
    """Return the channels in their usual order, then further kinds that the account counts."""
    found = [str(kind) for kind in CHANNELS]
    return found + [kind for kind in reading.groups(ACTIVITIES, "channel") if kind not in found]


def page_reading(
    scope: Scope, months: list[Period], compared: Iterable[tuple[Metric, Period]], into: Gathering
) -> Reading:
    """Return what the fixed blocks show, the activities of these months and what is compared with."""
    groups: dict[str, Any] = {
        **ACTIVITY_GROUPS,
        "deals": {"pipeline": "pipeline_id", "quarter": TruncQuarter("closed_at", tzinfo=account().zone)},
    }
    if len(sources.pipelines.all("deal")) > 1:
        groups["pairs"] = {"pipeline": "pipeline"}
    also = (*EVER, *((ACTIVITIES, month) for month in months), *compared)
    return read(scope, ON_THE_PAGE, by=groups, also=also, into=into)


def contact_span(scope: Scope) -> tuple[date | None, date | None]:
    """Return the days of the first and the last contact with the client, whatever the period."""
    rows = ACTIVITIES.rows(scope.during(ALL_TIME), gate=scope.counted)
    found = rows.aggregate(first=Min("happened_at"), last=Max("happened_at"))
    first, last = found["first"], found["last"]
    return (local_day(first), local_day(last)) if first and last else (None, None)


def has_invoices(scope: Scope) -> bool:
    """Say whether the client ever had an invoice: one that has nothing else is not nothing."""
    ever = scope.during(ALL_TIME)
    return bool(INVOICED.rows(ever, gate=ever.counted).exists())


def is_limited(scope: Scope) -> bool:
    """Say whether a figure of the page would be another one to somebody who sees everything."""
    return bool(hidden(scope, (ACTIVITIES, PAIRS, DEALS_ALIVE, CLOSED)))


def is_small() -> bool:
    """Say whether the average load can be measured while a page waits."""
    newest = Deal.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) <= MOST_DEALS_AT_ONCE


def load_averages(client_type: str) -> dict[int | None, LoadAverage]:
    """Return the average loads of a kind of client, by pipeline; None is the one over all pipelines."""
    return {row.pipeline_id: row for row in LoadAverage.objects.filter(client_type=client_type)}
