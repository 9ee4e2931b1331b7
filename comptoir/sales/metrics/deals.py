"""Figures about deals: alive, in progress, begun, won, lost; average deal, time to win (rulings R3, R7)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comptoir.analytics.metric import LeftOut, Metric, Opens, Ratio, Unit, add, moment_in
from comptoir.analytics.scope import Scope
from comptoir.kit.semantics import FINAL, Semantics
from comptoir.sales.metrics.common import add_value, add_without_rate, in_stages, with_rate
from comptoir.sales.metrics.deal_source import BEGINNING, CLOSING, DEAL_SOURCE, LIFETIME, NOW

NO_RATE = _("in a currency without a rate")

DEALS_ALIVE = add(
    Metric(
        "deals_alive",
        _("Deals alive"),
        Unit.COUNT,
        DEAL_SOURCE,
        lambda _scope: Q(),
        LIFETIME,
        _("Deals of the client that were open on at least one day of the period, whatever became of them."),
        opens=Opens.WITHOUT_PERIOD,
    )
)

DEALS_WITHOUT_RATE = add_without_rate(
    DEALS_ALIVE,
    "deals_without_rate",
    _("Deals alive without a rate"),
    _("Deals alive in the period in a currency for which no rate was known."),
)

DEALS_VALUE = add_value(
    DEALS_ALIVE,
    "deals_value",
    _("Total amount of deals"),
    _("Sum of the amounts of all deals that were alive in the period, each once, as it stands now."),
    LeftOut(DEALS_WITHOUT_RATE, NO_RATE),
)

OPEN = add(
    Metric(
        "deals_open",
        _("Deals in progress"),
        Unit.COUNT,
        DEAL_SOURCE,
        in_stages(Semantics.IN_PROGRESS),
        NOW,
        _("Deals of the client that are in progress now, whatever the period."),
        stages=(Semantics.IN_PROGRESS,),
        opens=Opens.ALWAYS,
    )
)

OPEN_WITHOUT_RATE = add_without_rate(
    OPEN,
    "open_without_rate",
    _("Deals in progress without a rate"),
    _("Deals in progress now in a currency for which no rate is known."),
)

OPEN_VALUE = add_value(
    OPEN,
    "open_value",
    _("Value of deals in progress"),
    _("Sum of the amounts of the deals that are in progress now, converted at the current rate, whatever the period."),
    LeftOut(OPEN_WITHOUT_RATE, NO_RATE),
)


def _in_progress(_scope: Scope) -> Q:
    """A deal that began and was closed on one day was never in progress."""
    return ~Q(semantics__in=FINAL, closed_on=F("begun_on"))


IN_PROGRESS = add(
    Metric(
        "in_progress",
        _("Deals in progress during the period"),
        Unit.COUNT,
        DEAL_SOURCE,
        _in_progress,
        LIFETIME,
        _(
            "Deals that were in progress at some time of the period, those won or lost since as well; not those that "
            "began and were closed on the same day."
        ),
    )
)

IN_PROGRESS_WITHOUT_RATE = add_without_rate(
    IN_PROGRESS,
    "in_progress_without_rate",
    _("Deals in progress during the period without a rate"),
    _("Deals in progress at some time of the period in a currency for which no rate was known."),
)

IN_PROGRESS_VALUE = add_value(
    IN_PROGRESS,
    "in_progress_value",
    _("Value of deals in progress during the period"),
    _("Sum of the amounts, as they stand now, of the deals that were in progress at some time of the period."),
    LeftOut(IN_PROGRESS_WITHOUT_RATE, NO_RATE),
)

BEGUN = add(
    Metric(
        "deals_begun",
        _("Deals begun"),
        Unit.COUNT,
        DEAL_SOURCE,
        lambda _scope: Q(),
        BEGINNING,
        _("Deals that began in the period, whatever became of them."),
        better=1,
        opens=Opens.WITHOUT_PERIOD,
    )
)

BEGUN_WITHOUT_RATE = add_without_rate(
    BEGUN,
    "begun_without_rate",
    _("Deals begun without a rate"),
    _("Deals that began in the period in a currency for which no rate was known."),
)

BEGUN_VALUE = add_value(
    BEGUN,
    "begun_value",
    _("Value of deals begun"),
    _("Sum of the amounts, as they stand now, of the deals that began in the period."),
    LeftOut(BEGUN_WITHOUT_RATE, NO_RATE),
)

CREATED = add(
    Metric(
        "deals_created",
        _("Deals created"),
        Unit.COUNT,
        DEAL_SOURCE,
        lambda _scope: Q(),
        moment_in("created_at", _("the moment the deal was entered")),
        _("Deals that were entered in the period, by hand, by import or by a program."),
        better=1,
        opens=Opens.ALWAYS,
    )
)

LOST = add(
    Metric(
        "lost",
        _("Lost deals"),
        Unit.COUNT,
        DEAL_SOURCE,
        in_stages(Semantics.FAILURE),
        CLOSING,
        _("Deals that entered a stage of failure in the period, all failure stages together."),
        better=-1,
        stages=(Semantics.FAILURE,),
        opens=Opens.ALWAYS,
    )
)

LOST_WITHOUT_RATE = add_without_rate(
    LOST,
    "lost_without_rate",
    _("Lost deals without a rate"),
    _("Lost deals in a currency for which no rate was known on the closing day."),
)

LOST_VALUE = add_value(
    LOST,
    "lost_value",
    _("Value of lost deals"),
    _("Sum of the lost deals' amounts, each converted at the rate of its closing day."),
    LeftOut(LOST_WITHOUT_RATE, NO_RATE),
)

WON = add(
    Metric(
        "won",
        _("Won deals"),
        Unit.COUNT,
        DEAL_SOURCE,
        in_stages(Semantics.SUCCESS),
        CLOSING,
        _("Deals that entered a stage of success in the period."),
        left_out=(LeftOut(LOST, _("lost deals")), LeftOut(OPEN, _("deals still in progress"))),
        better=1,
        stages=(Semantics.SUCCESS,),
        opens=Opens.ALWAYS,
    )
)

WON_WITHOUT_RATE = add_without_rate(
    WON,
    "won_without_rate",
    _("Won deals without a rate"),
    _("Won deals in a currency for which no rate was known on the closing day."),
)

WON_VALUE = add_value(
    WON,
    "won_value",
    _("Value of won deals"),
    _("Sum of the won deals' amounts, each converted at the rate of its closing day."),
    LeftOut(WON_WITHOUT_RATE, _("in a currency without a rate on the closing day")),
)

WON_WITH_RATE = add(
    Metric(
        "won_with_rate",
        _("Won deals with a known value"),
        Unit.COUNT,
        DEAL_SOURCE,
        with_rate(WON),
        CLOSING,
        _("Won deals whose amount could be converted into the account's currency."),
        better=1,
        stages=(Semantics.SUCCESS,),
    )
)

AVERAGE_WON = add(
    Ratio(
        "average_won",
        _("Average won deal"),
        Unit.MONEY,
        WON_VALUE,
        WON_WITH_RATE,
        _("value of won deals ÷ won deals"),
        _("What a won deal brought on average."),
        digits=2,
        better=1,
        left_out=(LeftOut(WON_WITHOUT_RATE, NO_RATE),),
    )
)

DAYS_TO_WIN = add(
    Metric(
        "days_to_win",
        _("Days of won deals"),
        Unit.DAYS,
        DEAL_SOURCE,
        in_stages(Semantics.SUCCESS),
        CLOSING,
        _("The days from the begin date, else the day of creation, to the closing, of all won deals together."),
        sums="lasted",
        stages=(Semantics.SUCCESS,),
        opens=Opens.ALWAYS,
    )
)

TIME_TO_WIN = add(
    Ratio(
        "time_to_win",
        _("Average time to win"),
        Unit.DAYS,
        DAYS_TO_WIN,
        WON,
        _("days of won deals ÷ won deals"),
        _("How many days a won deal took on average, from its beginning to its closing."),
        better=-1,
    )
)

CLOSED = add(
    Metric(
        "closed",
        _("Closed deals"),
        Unit.COUNT,
        DEAL_SOURCE,
        in_stages(Semantics.SUCCESS, Semantics.FAILURE),
        CLOSING,
        _("Deals that entered a final stage in the period, won and lost together."),
        left_out=(LeftOut(OPEN, _("deals still in progress")),),
        stages=(Semantics.SUCCESS, Semantics.FAILURE),
        opens=Opens.ALWAYS,
    )
)

WIN_RATE = add(
    Ratio(
        "win_rate",
        _("Win rate"),
        Unit.PERCENT,
        WON,
        CLOSED,
        _("won deals ÷ (won + lost deals) × 100"),
        _("Of the deals closed in the period, how many were won."),
        factor=100,
        better=1,
    )
)
