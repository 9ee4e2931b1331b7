"""Figures about deals: alive, in progress, begun, won, lost; average deal, time to win (rulings R3, R7)."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.analytics.groups import by_person, by_pipeline, by_stage
from comptoir.analytics.metric import Dating, LeftOut, Metric, Ratio, Source, Unit, add, between, moment_in
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.sales.metrics.common import add_value, add_without_rate, in_stages, of_subject, with_rate
from comptoir.sales.models import DealContact


def deal_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the subject's deals: a contact's are those it is the main or a secondary contact of.

    Templates of recurring deals are no deals. Each deal once, with the days it began and was closed on and the days
    between.
    """
    zone = account().zone
    begun = Coalesce("begin_date", TruncDate("created_at", tzinfo=zone))
    rows = of_subject(gate("deal").filter(is_recurring=False), DealContact, "deal", scope)
    dated: Rows = rows.annotate(begun_on=begun, closed_on=TruncDate("closed_at", tzinfo=zone)).annotate(
        lasted=F("closed_on") - F("begun_on")
    )
    return dated


def _alive(scope: Scope) -> Q:
    """Return what R3 asks: started on or before the period's end, open or closed on or after its start."""
    start, _end = scope.bounds()
    still = Q(semantics="P") | between("closed_at", start, None)
    return _begun_within(None, scope) & (still if start else Q())


def _begun(scope: Scope) -> Q:
    return _begun_within(scope.period.start, scope)


def _begun_within(first: Any, scope: Scope) -> Q:
    """Return the condition on the day a deal began, in columns that have indexes."""
    start, end = scope.bounds()
    if first is None and end is None:
        return Q()
    created = between("created_at", start if first else None, end)
    return between("begin_date", first, scope.period.end) | (Q(begin_date__isnull=True) & created)


DEAL_SOURCE = Source(
    "deals",
    _("Deals of the client"),
    "deal",
    deal_rows,
    {"pipeline": by_pipeline(), "stage": by_stage("deal"), "person": by_person()},
)
CLOSING = moment_in("closed_at", _("the moment the deal entered a final stage; imported: the file's close date"))
LIFETIME = Dating(_("from the begin date, else the day of creation, to the closing"), _alive)
BEGINNING = Dating(_("the begin date, else the day of creation"), _begun, "begun_on", is_day=True)
NOW = Dating(_("none: the deals that are in progress now"), lambda _scope: Q())
NO_RATE = _("in a currency without a rate")

DEALS_ALIVE = add(
    Metric(
        "deals_alive", _("Deals alive"), Unit.COUNT, DEAL_SOURCE, lambda _scope: Q(), LIFETIME,
        _("Deals of the client that were open on at least one day of the period, whatever became of them."),
    )
)  # fmt: skip

DEALS_WITHOUT_RATE = add_without_rate(
    DEALS_ALIVE, "deals_without_rate", _("Deals alive without a rate"),
    _("Deals alive in the period in a currency for which no rate was known."),
)  # fmt: skip

DEALS_VALUE = add_value(
    DEALS_ALIVE, "deals_value", _("Total amount of deals"),
    _("Sum of the amounts of all deals that were alive in the period, each once, as it stands now."),
    LeftOut(DEALS_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

OPEN = add(
    Metric(
        "deals_open", _("Deals in progress"), Unit.COUNT, DEAL_SOURCE, in_stages("P"), NOW,
        _("Deals of the client that are in progress now, whatever the period."), stages="P",
    )
)  # fmt: skip

OPEN_WITHOUT_RATE = add_without_rate(
    OPEN, "open_without_rate", _("Deals in progress without a rate"),
    _("Deals in progress now in a currency for which no rate is known."),
)  # fmt: skip

OPEN_VALUE = add_value(
    OPEN, "open_value", _("Value of deals in progress"),
    _("Sum of the amounts of the deals that are in progress now, converted at the current rate, whatever the period."),
    LeftOut(OPEN_WITHOUT_RATE, NO_RATE),
)  # fmt: skip


def _in_progress(_scope: Scope) -> Q:
    """A deal that began and was closed on one day was never in progress."""
    return ~Q(semantics__in=("S", "F"), closed_on=F("begun_on"))


IN_PROGRESS = add(
    Metric(
        "in_progress", _("Deals in progress during the period"), Unit.COUNT, DEAL_SOURCE, _in_progress, LIFETIME,
        _("Deals that were in progress at some time of the period, those won or lost since as well; not those that "
          "began and were closed on the same day."),
    )
)  # fmt: skip

IN_PROGRESS_WITHOUT_RATE = add_without_rate(
    IN_PROGRESS, "in_progress_without_rate", _("Deals in progress during the period without a rate"),
    _("Deals in progress at some time of the period in a currency for which no rate was known."),
)  # fmt: skip

IN_PROGRESS_VALUE = add_value(
    IN_PROGRESS, "in_progress_value", _("Value of deals in progress during the period"),
    _("Sum of the amounts, as they stand now, of the deals that were in progress at some time of the period."),
    LeftOut(IN_PROGRESS_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

BEGUN = add(
    Metric(
        "deals_begun", _("Deals begun"), Unit.COUNT, DEAL_SOURCE, lambda _scope: Q(), BEGINNING,
        _("Deals that began in the period, whatever became of them."), better=1,
    )
)  # fmt: skip

BEGUN_WITHOUT_RATE = add_without_rate(
    BEGUN, "begun_without_rate", _("Deals begun without a rate"),
    _("Deals that began in the period in a currency for which no rate was known."),
)  # fmt: skip

BEGUN_VALUE = add_value(
    BEGUN, "begun_value", _("Value of deals begun"),
    _("Sum of the amounts, as they stand now, of the deals that began in the period."),
    LeftOut(BEGUN_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

CREATED = add(
    Metric(
        "deals_created", _("Deals created"), Unit.COUNT, DEAL_SOURCE, lambda _scope: Q(),
        moment_in("created_at", _("the moment the deal was entered")),
        _("Deals that were entered in the period, by hand, by import or by a program."), better=1,
    )
)  # fmt: skip

LOST = add(
    Metric(
        "lost", _("Lost deals"), Unit.COUNT, DEAL_SOURCE, in_stages("F"), CLOSING,
        _("Deals that entered a stage of failure in the period, all failure stages together."), better=-1, stages="F",
    )
)  # fmt: skip

LOST_WITHOUT_RATE = add_without_rate(
    LOST, "lost_without_rate", _("Lost deals without a rate"),
    _("Lost deals in a currency for which no rate was known on the closing day."),
)  # fmt: skip

LOST_VALUE = add_value(
    LOST, "lost_value", _("Value of lost deals"),
    _("Sum of the lost deals' amounts, each converted at the rate of its closing day."),
    LeftOut(LOST_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

WON = add(
    Metric(
        "won", _("Won deals"), Unit.COUNT, DEAL_SOURCE, in_stages("S"), CLOSING,
        _("Deals that entered a stage of success in the period."),
        left_out=(LeftOut(LOST, _("lost deals")), LeftOut(OPEN, _("deals still in progress"))), better=1, stages="S",
    )
)  # fmt: skip

WON_WITHOUT_RATE = add_without_rate(
    WON, "won_without_rate", _("Won deals without a rate"),
    _("Won deals in a currency for which no rate was known on the closing day."),
)  # fmt: skip

WON_VALUE = add_value(
    WON, "won_value", _("Value of won deals"),
    _("Sum of the won deals' amounts, each converted at the rate of its closing day."),
    LeftOut(WON_WITHOUT_RATE, _("in a currency without a rate on the closing day")),
)  # fmt: skip

WON_WITH_RATE = add(
    Metric(
        "won_with_rate", _("Won deals with a known value"), Unit.COUNT, DEAL_SOURCE, with_rate(WON), CLOSING,
        _("Won deals whose amount could be converted into the account's currency."), better=1, stages="S",
    )
)  # fmt: skip

AVERAGE_WON = add(
    Ratio(
        "average_won", _("Average won deal"), Unit.MONEY, WON_VALUE, WON_WITH_RATE,
        _("value of won deals ÷ won deals"), _("What a won deal brought on average."), digits=2, better=1,
        left_out=(LeftOut(WON_WITHOUT_RATE, NO_RATE),),
    )
)  # fmt: skip

DAYS_TO_WIN = add(
    Metric(
        "days_to_win", _("Days of won deals"), Unit.DAYS, DEAL_SOURCE, in_stages("S"), CLOSING,
        _("The days from the begin date, else the day of creation, to the closing, of all won deals together."),
        sums="lasted", stages="S",
    )
)  # fmt: skip

TIME_TO_WIN = add(
    Ratio(
        "time_to_win", _("Average time to win"), Unit.DAYS, DAYS_TO_WIN, WON, _("days of won deals ÷ won deals"),
        _("How many days a won deal took on average, from its beginning to its closing."), better=-1,
    )
)  # fmt: skip

CLOSED = add(
    Metric(
        "closed", _("Closed deals"), Unit.COUNT, DEAL_SOURCE, in_stages("SF"), CLOSING,
        _("Deals that entered a final stage in the period, won and lost together."),
        left_out=(LeftOut(OPEN, _("deals still in progress")),), stages="SF",
    )
)  # fmt: skip

WIN_RATE = add(
    Ratio(
        "win_rate", _("Win rate"), Unit.PERCENT, WON, CLOSED, _("won deals ÷ (won + lost deals) × 100"),
        _("Of the deals closed in the period, how many were won."), factor=100, better=1,
    )
)  # fmt: skip
