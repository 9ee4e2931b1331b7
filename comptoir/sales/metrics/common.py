"""Shared by figures about deals and invoices: rows of a subject, and amounts without a rate."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from comptoir.analytics.metric import LeftOut, Metric, Opens, Unit, add
from comptoir.analytics.scope import Rows, Scope
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import Text
from comptoir.sales.models import DealContact, InvoiceContact


def of_subject(rows: Rows, links: type[DealContact] | type[InvoiceContact], owner: str, scope: Scope) -> Rows:
    """Return the rows of the scope's subject: a company's by its field, a contact's by the links."""
    if scope.is_about_client and scope.client.type_code == "company":
        rows = rows.filter(company=scope.client.id)
    elif scope.is_about_client:
        rows = rows.filter(pk__in=links.objects.filter(contact=scope.client.id).values(owner))
    return rows.filter(scope.of_people())


def in_stages(*semantics: Semantics) -> Callable[[Scope], Q]:
    """Return the condition on the meaning of the stage: one or several."""
    condition = Q(semantics=semantics[0]) if len(semantics) == 1 else Q(semantics__in=semantics)
    return lambda _scope: condition


def with_rate(counted: Metric, column: str = "account_amount") -> Callable[[Scope], Q]:
    return lambda scope: counted.keep(scope) & Q(**{f"{column}__isnull": False})


def add_without_rate(counted: Metric, code: str, label: Text, meaning: Text) -> Metric:
    """Declare a metric of those rows of another whose amount has no rate."""
    without = replace(
        counted,
        code=code,
        label=label,
        meaning=meaning,
        left_out=(),
        better=0,
        opens=Opens.NEVER,
        keep=lambda scope: counted.keep(scope) & Q(account_amount__isnull=True),
    )
    return add(without)


def add_value(counted: Metric, code: str, label: Text, meaning: Text, *left_out: LeftOut) -> Metric:
    """Declare the sum of a metric's rows in the account's currency; the others are `left_out`."""
    value = replace(
        counted,
        code=code,
        label=label,
        meaning=meaning,
        unit=Unit.MONEY,
        sums="account_amount",
        counted=counted,
        left_out=left_out,
        keep=with_rate(counted),
    )
    return add(value)
