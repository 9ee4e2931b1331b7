"""What sales add to every write: amounts from product rows, account-currency amounts, dates, numbers, payments."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.items.core import values
from comptoir.items.core.item_types import Draft, ItemRules, WriteContext
from comptoir.items.errors import REQUIRED, InvalidItem
from comptoir.kit.errors import NotAValue
from comptoir.kit.semantics import Semantics
from comptoir.sales.models import Invoice, Payment
from comptoir.sales.product_rows import rows

WEEK = timedelta(days=7)


class PricedRules(ItemRules):
    """The amount is the one typed by hand, else the sum of product rows; `account_amount` follows (ruling R8)."""

    extras = frozenset({"product_rows"})

    def complete(self, draft: Draft, context: WriteContext) -> None:
        item = draft.item
        if "product_rows" in draft.extras:
            parsed = rows.parse_rows(draft.extras["product_rows"], item.currency, context)
            draft.extras["product_rows"] = parsed
            if not item.manual_amount:
                totals = rows.totals_of(parsed)
                item.amount, item.tax = totals.amount, totals.tax
        if draft.touches("amount", "currency", "stage", "pipeline", "manual_amount") or draft.extras:
            self._convert(item, context)

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        given = {d.item.pk: d.extras["product_rows"] for d in drafts if "product_rows" in d.extras}
        if given:
            rows.replace_rows(context.item_type.type_id, given)

    @staticmethod
    def _convert(item: Any, context: WriteContext) -> None:
        # A closed item keeps the rate of its closing day, which is a day of the account's zone.
        day = item.closed_at.astimezone(context.account.zone).date() if item.closed_at else context.today
        converted = context.rates.convert(Decimal(item.amount), item.currency, day)
        item.account_amount = converted.amount if converted else None
        item.rate, item.rate_day = (converted.rate, converted.day) if converted else (None, None)


class DealRules(PricedRules):
    def defaults(self, given: dict[str, Any], context: WriteContext) -> None:
        if not context.keep_blanks:
            given.setdefault("begin_date", context.today)
            given.setdefault("close_date", context.today + WEEK)

    def closing_day(self, draft: Draft) -> date | None:
        day: date | None = draft.item.close_date
        return day


class NumberedRules(PricedRules):
    """Quotes and invoices have a number: their id if none is given."""

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        super().after_write(drafts, context)
        # After the write: only then the id is known.
        unnumbered = [draft.item for draft in drafts if draft.is_new and not draft.item.number]
        for item in unnumbered:
            item.number = str(item.pk)
        context.item_type.model.objects.bulk_update(unnumbered, ["number"], batch_size=200)


class InvoiceRules(NumberedRules):
    """Entering the paid stage books what is not paid yet as a payment of that day (ruling R6)."""

    extras = frozenset({"product_rows", "payments"})

    def defaults(self, given: dict[str, Any], context: WriteContext) -> None:
        if not context.keep_blanks:
            given.setdefault("begin_date", context.today)
            given.setdefault("close_date", context.today + WEEK)

    def closing_day(self, draft: Draft) -> date | None:
        """Return the day of the last payment: an invoice that is added as paid was closed then."""
        days = [payment["day"] for payment in draft.extras.get("payments", ()) if isinstance(payment, dict)]
        return max((day for day in days if isinstance(day, date)), default=None)

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        super().after_write(drafts, context)
        for draft in drafts:
            before = [] if draft.is_new else self._plain_payments(draft.item)
            if "payments" in draft.extras:
                self._replace_payments(draft, context)
            if draft.is_new or "stage" in draft.changes:
                self._follow_stage(draft.item, context)
            if not draft.is_new and (after := self._plain_payments(draft.item)) != before:
                draft.changes["payments"] = [before, after]

    def _follow_stage(self, invoice: Invoice, context: WriteContext) -> None:
        if invoice.semantics == Semantics.SUCCESS:
            self._book_rest(invoice, context)
        else:
            # Only the payment that was booked automatically: those entered by users stay.
            invoice.payments.filter(is_booked=True).delete()

    @staticmethod
    def _plain_payments(invoice: Invoice) -> list[object]:
        """Return the payments as events keep them, for time travel: amount, currency, account's amount, day."""
        found = invoice.payments.values_list("amount", "currency", "account_amount", "day")
        return [values.plain(list(payment)) for payment in found]

    def _replace_payments(self, draft: Draft, context: WriteContext) -> None:
        draft.item.payments.all().delete()
        Payment.objects.bulk_create(
            self._payment(draft.item, *self._parse(entry, context), context) for entry in draft.extras["payments"]
        )

    def _book_rest(self, invoice: Invoice, context: WriteContext) -> None:
        paid = sum(invoice.payments.values_list("amount", flat=True), Decimal(0))
        if Decimal(invoice.amount) > paid and invoice.closed_at:
            day = invoice.closed_at.astimezone(context.account.zone).date()
            payment = self._payment(invoice, Decimal(invoice.amount) - paid, day, context)
            payment.is_booked = True
            payment.save()

    @staticmethod
    def _payment(invoice: Invoice, amount: Decimal, day: date, context: WriteContext) -> Payment:
        converted = context.rates.convert(amount, invoice.currency, day)
        account_amount = converted.amount if converted else None
        return Payment(
            invoice=invoice, amount=amount, currency=invoice.currency, account_amount=account_amount, day=day
        )

    @staticmethod
    def _parse(entry: Any, context: WriteContext) -> tuple[Decimal, date]:
        try:
            amount = values.to_amount(entry.get("amount"))
            day = values.to_date(entry.get("day"), context.account.zone)
        except (NotAValue, AttributeError) as error:
            raise InvalidItem({"payments": str(error)}) from error
        if day is None:
            raise InvalidItem({"payments": REQUIRED})
        return amount, day
