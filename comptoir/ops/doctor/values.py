"""Codes and amounts: stages, list values and currencies exist; amounts in the account's currency follow their rate."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.account.models import Currency
from comptoir.account.queries import Rates, account, local_day, today
from comptoir.directories.models import DirectoryValue
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.ops.doctor.finding import Check, Finding, checks
from comptoir.sales.account_amounts import MODELS, convert_again


def codes() -> Iterator[Finding]:
    known: dict[str, set[str]] = {}
    for directory, code in DirectoryValue.objects.values_list("directory", "code"):
        known.setdefault(directory, set()).add(code)
    for item_type in item_types:
        for field in item_type.fields():
            lists = field.kind.directories(field, item_type) if field.stored and not field.kind.is_multiple else ()
            if lists and all(each in known for each in lists):
                yield from _unknown(item_type, field, set().union(*(known[each] for each in lists)))


def _unknown(item_type: ItemType, field: Field, codes: set[str]) -> Iterator[Finding]:
    used = item_type.model.objects.alive().exclude(**{field.attribute: ""}).order_by()
    for code in sorted(set(used.values_list(field.attribute, flat=True).distinct()) - {*codes, None}):
        ids = list(used.filter(**{field.attribute: code}).values_list("pk", flat=True)[:1000])
        yield Finding(
            _("%(type)s, %(field)s: the value %(code)s is in no list.")
            % {"type": item_type.plural, "field": field.label, "code": code},
            ids,
        )


def currencies() -> Iterator[Finding]:
    known = set(Currency.objects.values_list("code", flat=True))
    if account().currency not in known:
        yield Finding(
            _("The currency of the account, %(code)s, is not among the currencies.") % {"code": account().currency}
        )
    for item_type in item_types:
        if not any(field.name == "currency" for field in item_type.model._meta.concrete_fields):
            continue
        rows = item_type.model.objects.alive().exclude(currency__in=known).order_by()
        for code in sorted(set(rows.values_list("currency", flat=True).distinct())):
            ids = list(rows.filter(currency=code).values_list("pk", flat=True)[:1000])
            yield Finding(
                _("%(type)s: the currency %(code)s is unknown.") % {"type": item_type.plural, "code": code or "–"}, ids
            )


def amounts() -> Iterator[Finding]:
    """Compare the stored amount with amount times stored rate: that a newer rate would give another one is right."""
    rates = Rates()
    for model in MODELS:
        wrong = [row.pk for row in model.objects.order_by("pk").iterator(chunk_size=500) if _differs(row, rates)]
        if wrong:
            yield Finding(
                _("%(table)s: the amount in the account's currency is not the amount at its rate.")
                % {"table": model._meta.db_table},
                wrong,
                mend=partial(_convert, model, wrong),
            )


def _differs(row: Any, rates: Rates) -> bool:
    if row.account_amount is None or row.rate is None:
        return (row.account_amount is None) != (row.rate is None)
    if row.currency == rates.base:
        return bool(row.account_amount != row.amount)
    # The stored rate has ten digits after the point: of a large amount the last cents may differ.
    off = abs(row.account_amount - rates.round(row.amount * row.rate, rates.base))
    return bool(off > max(1, abs(row.amount)) / 10**6)


def _convert(model: Any, ids: list[int]) -> None:
    day = today()
    convert_again(
        model.objects.filter(pk__in=ids),
        lambda row: local_day(row.closed_at) if row.closed_at else day,
        Rates(),
        lambda _count: None,
    )


checks.add(Check("codes", gettext_lazy("stages and list values are in their lists"), codes))
checks.add(Check("currencies", gettext_lazy("currencies are known"), currencies))
checks.add(Check("amounts", gettext_lazy("amounts follow their rates"), amounts))
