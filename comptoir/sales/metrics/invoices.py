"""Figures about invoices: the cohort issued in the period, and what became of it (ruling R6)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import local_day
from comptoir.analytics.metric import LeftOut, Metric, Opens, Ratio, Unit, add
from comptoir.analytics.scope import Scope
from comptoir.kit.semantics import Semantics
from comptoir.sales.metrics.common import add_value, add_without_rate, in_stages, with_rate
from comptoir.sales.metrics.invoice_source import INVOICE_SOURCE, ISSUED

NO_RATE = _("in a currency without a rate")


def _overdue(scope: Scope) -> Q:
    left = Q(unpaid_amount__gt=0) | Q(account_amount__isnull=True)
    return Q(semantics=Semantics.IN_PROGRESS, close_date__lt=local_day(scope.as_of)) & left


CANCELLED = add(
    Metric(
        "invoices_cancelled",
        _("Cancelled invoices"),
        Unit.COUNT,
        INVOICE_SOURCE,
        in_stages(Semantics.FAILURE),
        ISSUED,
        _("Invoices issued in the period that were cancelled; they are left out of every sum."),
        better=-1,
        stages=(Semantics.FAILURE,),
        opens=Opens.ALWAYS,
    )
)

CANCELLED_WITHOUT_RATE = add_without_rate(
    CANCELLED,
    "cancelled_without_rate",
    _("Cancelled invoices without a rate"),
    _("Cancelled invoices in a currency for which no rate was known."),
)

CANCELLED_GROSS = add_value(
    CANCELLED,
    "cancelled_gross",
    _("Amount cancelled"),
    _("Sum, taxes included, of the invoices issued in the period that were cancelled."),
    LeftOut(CANCELLED_WITHOUT_RATE, NO_RATE),
)

OF_CANCELLED = LeftOut(CANCELLED, _("cancelled invoices"))

INVOICED = add(
    Metric(
        "invoiced",
        _("Invoices issued"),
        Unit.COUNT,
        INVOICE_SOURCE,
        in_stages(Semantics.IN_PROGRESS, Semantics.SUCCESS),
        ISSUED,
        _("Invoices issued in the period that were not cancelled."),
        left_out=(OF_CANCELLED,),
        better=1,
        stages=(Semantics.IN_PROGRESS, Semantics.SUCCESS),
        opens=Opens.ALWAYS,
    )
)

INVOICES_WITHOUT_RATE = add_without_rate(
    INVOICED,
    "invoices_without_rate",
    _("Invoices without a rate"),
    _("Invoices in a currency for which no rate was known."),
)

INVOICED_GROSS = add_value(
    INVOICED,
    "invoiced_gross",
    _("Amount invoiced"),
    _("Sum, taxes included, of the invoices issued in the period that were not cancelled."),
    OF_CANCELLED,
    LeftOut(INVOICES_WITHOUT_RATE, NO_RATE),
)

INVOICES_PAID = add(
    Metric(
        "invoices_paid",
        _("Invoices paid"),
        Unit.COUNT,
        INVOICE_SOURCE,
        in_stages(Semantics.SUCCESS),
        ISSUED,
        _("Invoices issued in the period that are paid by now."),
        better=1,
        stages=(Semantics.SUCCESS,),
        opens=Opens.ALWAYS,
    )
)

PAID_WITHOUT_RATE = add(
    Metric(
        "paid_without_rate",
        _("Invoices with a payment without a rate"),
        Unit.COUNT,
        INVOICE_SOURCE,
        lambda _scope: Q(semantics__in=(Semantics.IN_PROGRESS, Semantics.SUCCESS), has_unconverted=True),
        ISSUED,
        _("Invoices issued in the period that received a payment in a currency without a rate on its day."),
        stages=(Semantics.IN_PROGRESS, Semantics.SUCCESS),
    )
)

PAID_GROSS = add(
    Metric(
        "paid_gross",
        _("Amount paid"),
        Unit.MONEY,
        INVOICE_SOURCE,
        with_rate(INVOICED, "paid_amount"),
        ISSUED,
        _("What was paid by now of the invoices issued in the period, part payments included."),
        sums="paid_amount",
        left_out=(OF_CANCELLED, LeftOut(PAID_WITHOUT_RATE, _("invoices with a payment without a rate"))),
        better=1,
        stages=(Semantics.IN_PROGRESS, Semantics.SUCCESS),
    )
)

UNPAID = add(
    Metric(
        "invoices_unpaid",
        _("Invoices unpaid"),
        Unit.COUNT,
        INVOICE_SOURCE,
        in_stages(Semantics.IN_PROGRESS),
        ISSUED,
        _("Invoices issued in the period that are neither paid nor cancelled."),
        better=-1,
        stages=(Semantics.IN_PROGRESS,),
        opens=Opens.ALWAYS,
    )
)

UNPAID_WITHOUT_RATE = add_without_rate(
    UNPAID,
    "unpaid_without_rate",
    _("Unpaid invoices without a rate"),
    _("Unpaid invoices in a currency for which no rate is known."),
)

UNPAID_GROSS = add(
    Metric(
        "unpaid_gross",
        _("Amount unpaid"),
        Unit.MONEY,
        INVOICE_SOURCE,
        with_rate(UNPAID, "unpaid_amount"),
        ISSUED,
        _(
            "What is left to pay of the invoices issued in the period: the amount without what was paid; of an invoice "
            "that received more than its amount, nothing."
        ),
        sums="unpaid_amount",
        counted=UNPAID,
        left_out=(OF_CANCELLED, LeftOut(UNPAID_WITHOUT_RATE, NO_RATE)),
        better=-1,
        stages=(Semantics.IN_PROGRESS,),
        opens=Opens.ALWAYS,
    )
)

OVERDUE = add(
    Metric(
        "overdue",
        _("Invoices overdue"),
        Unit.COUNT,
        INVOICE_SOURCE,
        _overdue,
        ISSUED,
        _("Unpaid invoices issued in the period whose due date has passed; none without a due date."),
        better=-1,
        stages=(Semantics.IN_PROGRESS,),
    )
)

OVERDUE_WITHOUT_RATE = add_without_rate(
    OVERDUE,
    "overdue_without_rate",
    _("Overdue invoices without a rate"),
    _("Overdue invoices in a currency for which no rate is known."),
)

OVERDUE_GROSS = add(
    Metric(
        "overdue_gross",
        _("Amount overdue"),
        Unit.MONEY,
        INVOICE_SOURCE,
        with_rate(OVERDUE, "unpaid_amount"),
        ISSUED,
        _("What is left to pay of the invoices issued in the period whose due date has passed."),
        sums="unpaid_amount",
        counted=OVERDUE,
        left_out=(LeftOut(OVERDUE_WITHOUT_RATE, NO_RATE),),
        better=-1,
        stages=(Semantics.IN_PROGRESS,),
    )
)

PAID_ON_TIME = add(
    Metric(
        "paid_on_time",
        _("Invoices paid on time"),
        Unit.COUNT,
        INVOICE_SOURCE,
        lambda _scope: Q(semantics=Semantics.SUCCESS, paid_on__lte=F("close_date")),
        ISSUED,
        _(
            "Invoices issued in the period and paid whose payments reached the amount on or before the due date; none "
            "without a due date."
        ),
        better=1,
        stages=(Semantics.SUCCESS,),
    )
)

ON_TIME_RATE = add(
    Ratio(
        "on_time_rate",
        _("Share paid on time"),
        Unit.PERCENT,
        PAID_ON_TIME,
        INVOICED,
        _("invoices paid on time ÷ invoices issued × 100"),
        _("Of the invoices issued in the period, how many were paid on time."),
        factor=100,
        better=1,
    )
)
