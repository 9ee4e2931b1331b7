"""The figures behind the rhythm of a client: open steps and replies, so that each number opens its records."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from comptoir.activities.choices import Direction, Outcome
from comptoir.activities.metrics import ACTIVITY_SOURCE, HAPPENED, is_contact
from comptoir.analytics.metric import Dating, Metric, Unit, add
from comptoir.analytics.scope import Scope

ANY_TIME = Dating(_("none: what is planned now, whatever the period"), lambda _scope: Q())


def is_step(_scope: Scope) -> Q:
    """Return the condition for what is planned, tasks and to-dos included."""
    return Q(completed=False, outcome=Outcome.REACHED)


def _overdue(scope: Scope) -> Q:
    """Return the condition for steps that were due by now: by their deadline, else their start, else their moment."""
    now, no_deadline = scope.as_of, Q(deadline__isnull=True)
    due = Q(deadline__lt=now) | no_deadline & (Q(start_at__lt=now) | Q(start_at__isnull=True, happened_at__lt=now))
    return is_step(scope) & due


def is_reply(scope: Scope, direction: str) -> Q:
    """Return the condition for contact in a direction that names the earlier one, the other way, it answers."""
    asked = Direction.OUT if direction == Direction.IN else Direction.IN
    # Exists and not IN: the latter lists every activity there is.
    seen = Exists(scope.counted("activity").filter(pk=OuterRef("answers")))
    answered = Q(answers__isnull=False, answers__direction=asked, happened_at__gte=F("answers__happened_at"))
    return is_contact() & Q(direction=direction) & answered & Q(seen)


STEPS = add(
    Metric(
        "steps",
        _("Planned steps"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        is_step,
        ANY_TIME,
        _("Activities of any kind, tasks included, that are not completed."),
    )
)

STEPS_OVERDUE = add(
    Metric(
        "steps_overdue",
        _("Overdue steps"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        _overdue,
        ANY_TIME,
        _("Activities of any kind that are not completed although they were due."),
        better=-1,
    )
)

REPLIES_OUT = add(
    Metric(
        "replies_out",
        _("Our replies"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        lambda scope: is_reply(scope, Direction.OUT),
        HAPPENED,
        _("Outgoing activities that name the incoming one they answer."),
    )
)

REPLIES_IN = add(
    Metric(
        "replies_in",
        _("The client’s replies"),
        Unit.COUNT,
        ACTIVITY_SOURCE,
        lambda scope: is_reply(scope, Direction.IN),
        HAPPENED,
        _("Incoming activities that name the outgoing one they answer."),
    )
)
