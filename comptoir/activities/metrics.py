"""Figures about contact with clients: completed activities of the counted kinds (ruling R2), and planned ones."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.activities.choices import ActivityKind, Direction, Outcome
from comptoir.activities.figure_records import ACTIVITY_RECORDS
from comptoir.activities.models import ActivityBinding
from comptoir.activities.times import BY_HOUR, BY_WEEKDAY
from comptoir.analytics.groups import by_enumeration, by_person
from comptoir.analytics.metric import LeftOut, Metric, Unit, add, moment_in
from comptoir.analytics.scope import Gate, Rows, Scope, everything
from comptoir.analytics.source import Source
from comptoir.items.core.item_types import item_types
from comptoir.kit.memo import once

# Up to so many contacts their ids are listed; more stay a subquery.
MOST_LISTED = 1000


def activity_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the subject's activities, each once; a company's may include those of its contacts (ruling R5)."""
    rows = gate("activity")
    if scope.is_about_client:
        # IN and not a join: an activity with several bindings must count once.
        rows = rows.filter(pk__in=ActivityBinding.objects.filter(bound_to_client(scope, gate)).values("activity"))
    return rows.filter(scope.of_people())


def is_contact(prefix: str = "") -> Q:
    """Return the condition for contact that took place: completed, of a counted kind, and reached."""
    kinds = account().contact_kinds
    return Q(**{f"{prefix}completed": True, f"{prefix}kind__in": kinds, f"{prefix}outcome": Outcome.REACHED})


def bound_to_client(scope: Scope, gate: Gate) -> Q:
    """Return the condition on bindings to the client, or for a company also to its contacts within the gate.

    Costs a query for a company with its contacts, once per request: PostgreSQL would otherwise read every binding.
    """
    bound = Q(item_type=item_types.get(scope.client.type_code).type_id, item_id=scope.client.id)
    if scope.client.type_code == "company" and scope.client.with_contacts:
        bound |= Q(item_type=item_types.get("contact").type_id, item_id__in=_contacts(scope, gate))
    return bound


def _contacts(scope: Scope, gate: Gate) -> Rows | list[int]:
    rows = gate("contact").filter(company_links__company=scope.client.id).values_list("pk", flat=True)
    key = f"contacts of company {scope.client.id} for {'all' if gate is everything else scope.viewer.pk}"
    found = once(key, lambda: list(rows[: MOST_LISTED + 1]))
    return found if len(found) <= MOST_LISTED else rows


def _planned(_scope: Scope) -> Q:
    return Q(completed=False, kind__in=account().contact_kinds, outcome=Outcome.REACHED)


def _missed(_scope: Scope) -> Q:
    return Q(kind__in=account().contact_kinds, outcome=Outcome.MISSED)


def _other(_scope: Scope) -> Q:
    return Q(completed=True) & ~Q(kind__in=account().contact_kinds)


def contact_kinds() -> list[str]:
    """Return the kinds of activities that the account counts as contact with a client, in their order."""
    return [kind for kind in ActivityKind.values if kind in account().contact_kinds]


BY_CHANNEL = by_enumeration("kind", ActivityKind, _("Channel"), offers=contact_kinds)
BY_DIRECTION = by_enumeration(
    "direction", Direction, _("Direction"), is_ordered=True, offers=lambda: (Direction.IN.value, Direction.OUT.value)
)

ACTIVITY_SOURCE = Source(
    "activities",
    _("Activities bound to the client"),
    "activity",
    activity_rows,
    ACTIVITY_RECORDS,
    {
        "channel": BY_CHANNEL,
        "direction": BY_DIRECTION,
        "person": by_person(),
        "weekday": BY_WEEKDAY,
        "hour": BY_HOUR,
    },
)
HAPPENED = moment_in("happened_at", _("the moment the activity took place"))

PLANNED = add(
    Metric(
        "planned",
        _("Planned activities"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        _planned,
        HAPPENED,
        _("Activities of the counted kinds that are not completed; they are shown beside, never mixed in."),
    )
)

MISSED = add(
    Metric(
        "missed",
        _("Attempts"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        _missed,
        HAPPENED,
        _("Calls and other activities that reached nobody."),
    )
)

UNCOUNTED = add(
    Metric(
        "uncounted",
        _("Tasks and other kinds"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        _other,
        HAPPENED,
        _("Completed activities of kinds that the account does not count as contact."),
    )
)

ACTIVITIES = add(
    Metric(
        "activities",
        _("Activities"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        lambda _scope: is_contact(),
        HAPPENED,
        _("Completed activities with the client of the kinds that count as contact, whatever their direction."),
        left_out=(
            LeftOut(PLANNED, _("planned, not completed")),
            LeftOut(MISSED, _("attempts that reached nobody")),
            LeftOut(UNCOUNTED, _("tasks and other kinds that the account does not count")),
        ),
    )
)
