"""Communication load and conversion: the figures that need both activities and deals (rulings R3 and R4)."""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from comptoir.activities.metrics import ACTIVITIES, BY_CHANNEL, BY_DIRECTION, bound_to_client, is_contact
from comptoir.activities.models import ActivityBinding
from comptoir.analytics.groups import by_person, by_pipeline
from comptoir.analytics.metric import Metric, Ratio, Source, Unit, add, moment_in
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.items.core.item_types import item_types
from comptoir.sales.metrics.deals import DEALS_ALIVE, WON, deal_rows
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


PAIR_SOURCE = Source(
    "pairs",
    _("Activities on deals, one row per activity and deal"),
    "pair",
    pair_rows,
    {
        "pipeline": by_pipeline(),
        "channel": replace(BY_CHANNEL, column="activity__kind"),
        "direction": replace(BY_DIRECTION, column="activity__direction"),
        "person": by_person("activity__responsible"),
    },
    needs_client=True,
)

PAIRS = add(
    Metric(
        "pairs", _("Activities on deals"), Unit.COUNT, PAIR_SOURCE, lambda _scope: is_contact("activity__"),
        moment_in("activity__happened_at", _("the moment the activity took place")),
        _("Counted activities that are bound to a deal of the client; one bound to two deals counts for each."),
    )
)  # fmt: skip

LOAD = add(
    Ratio(
        "load", _("Communication load"), Unit.PER_DEAL, PAIRS, DEALS_ALIVE, _("activities on deals ÷ deals alive"),
        _("How many activities the client takes per deal."),
    )
)  # fmt: skip

CONVERSION = add(
    Ratio(
        "conversion", _("Conversion"), Unit.PERCENT, WON, ACTIVITIES, _("won deals ÷ activities × 100"),
        _("How many won deals a hundred activities bring."), factor=100, digits=2, better=1,
    )
)  # fmt: skip


def is_small() -> bool:
    """Say whether averages over all clients can be measured while a page waits."""
    newest = Deal.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) <= MOST_DEALS_AT_ONCE
