"""Communication load and conversion: the figures that need both activities and deals (rulings R3 and R4)."""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comptoir.activities.figure_records import ACTIVITY_RECORDS, ActivityRecord, deal_link, deal_titles
from comptoir.activities.metrics import ACTIVITIES, BY_CHANNEL, BY_DIRECTION, bound_to_client, is_contact
from comptoir.activities.models import ActivityBinding
from comptoir.analytics.groups import by_person, by_pipeline
from comptoir.analytics.metric import Metric, Ratio, Unit, add, moment_in
from comptoir.analytics.records import RecordTable
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.analytics.source import Source
from comptoir.items.core.item_types import item_types
from comptoir.sales.metrics.deal_source import deal_rows
from comptoir.sales.metrics.deals import DEALS_ALIVE, WON
from comptoir.sales.models import Deal

# More deals than this, and averages over all clients are measured by a job.
MOST_DEALS_AT_ONCE = 20_000


def pair_rows(scope: Scope, gate: Gate) -> Rows:
    """Return a row for each activity of the client on each deal of the client: load on two deals counts twice.

    Errors: NeedsClient.
    """
    pipeline = Deal.objects.filter(pk=OuterRef("item_id")).values("pipeline")
    # An activity on a deal within the gate is within it as well (ruling R10).
    # Exists and not a second IN: with two, SQLite looks up every activity on every deal.
    pairs = ActivityBinding.objects.filter(
        Exists(ActivityBinding.objects.filter(bound_to_client(scope, gate), activity=OuterRef("activity"))),
        activity__deleted_at__isnull=True,
        item_type=item_types.get("deal").type_id,
        item_id__in=deal_rows(scope, gate).values("pk"),
    ).annotate(pipeline=Subquery(pipeline))
    return pairs.filter(scope.of_people("activity__responsible"))


def load_pairs(rows: Rows, scope: Scope) -> list[ActivityRecord]:
    pairs = list(rows.select_related("activity__responsible"))
    titles = deal_titles([pair.item_id for pair in pairs], scope)
    return [ActivityRecord(pair.activity, [deal_link(pair.item_id, titles.get(pair.item_id, ""))]) for pair in pairs]


PAIR_RECORDS = RecordTable(
    "activity",
    tuple(
        replace(column, label=_("Deal"), order="deals", key="item_id")
        if column.code == "deals"
        else replace(column, key=f"activity__{column.key or column.order}")
        for column in ACTIVITY_RECORDS.columns
        if column.code != "completed"
    ),
    usual_order="-happened_at",
    load=load_pairs,
    counted=lambda count: ngettext("activity on a deal", "activities on deals", count),
)
PAIR_SOURCE = Source(
    "pairs",
    _("Activities on deals, one row per activity and deal"),
    "pair",
    pair_rows,
    PAIR_RECORDS,
    {
        "pipeline": by_pipeline("deal"),
        "channel": replace(BY_CHANNEL, column="activity__kind"),
        "direction": replace(BY_DIRECTION, column="activity__direction"),
        "person": by_person("activity__responsible"),
    },
    needs_client=True,
)

PAIRS = add(
    Metric(
        "pairs",
        _("Activities on deals"),
        Unit.COUNT,
        PAIR_SOURCE,
        lambda _scope: is_contact("activity__"),
        moment_in("activity__happened_at", _("the moment the activity took place")),
        _("Counted activities that are bound to a deal of the client; one bound to two deals counts for each."),
    )
)

LOAD = add(
    Ratio(
        "load",
        _("Communication load"),
        Unit.PER_DEAL,
        PAIRS,
        DEALS_ALIVE,
        _("activities on deals ÷ deals alive"),
        _("How many activities the client takes per deal."),
    )
)

CONVERSION = add(
    Ratio(
        "conversion",
        _("Conversion"),
        Unit.PERCENT,
        WON,
        ACTIVITIES,
        _("won deals ÷ activities × 100"),
        _("How many won deals a hundred activities bring."),
        factor=100,
        digits=2,
        better=1,
    )
)


def is_small() -> bool:
    """Say whether averages over all clients can be measured while a page waits."""
    newest = Deal.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) <= MOST_DEALS_AT_ONCE
