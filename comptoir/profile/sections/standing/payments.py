"""How a client pays: days late, share on time, what is overdue and what is open, from its invoices and payments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment in the account's currency; `amount` is None where no rate was known."""

    day: date
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice that was not cancelled, with its payments; `is_paid` is its status, which settles any rest."""

    due: date | None
    amount: Decimal | None
    is_paid: bool
    payments: tuple[Paid, ...] = ()

    @property
    def rest(self) -> Decimal:
        """Return what is still to be paid; 0 where it is not known in the account's currency."""
        if self.is_paid or self.amount is None:
            return ZERO
        return max(self.amount - sum((payment.amount or ZERO for payment in self.payments), ZERO), ZERO)


@dataclass(frozen=True, slots=True)
class PaymentBehaviour:
    """Shares are percents; None is no data.

    days_late  mean days between due date and payment, weighted by amount; below 0 is early
    on_time    what was paid by its due date, of all that was paid or is overdue
    exposure   what is open, due or not
    """

    invoices: int
    days_late: Decimal | None
    on_time: Decimal | None
    overdue: Decimal
    overdue_invoices: int
    exposure: Decimal
    open_invoices: int

    @property
    def overdue_share(self) -> Decimal | None:
        """Return the overdue part of what is open, in percent; 0 with nothing open, None without an invoice."""
        if not self.invoices:
            return None
        return self.overdue * 100 / self.exposure if self.exposure else ZERO


def behaviour_of(bills: Iterable[Bill], today: date) -> PaymentBehaviour:
    """Return the payment behaviour that invoices show as of today."""
    bills = list(bills)
    paid = [
        (payment.amount, (payment.day - bill.due).days)
        for bill in bills
        if bill.due is not None
        for payment in bill.payments
        if payment.amount is not None and payment.amount > 0
    ]
    total = sum((amount for amount, _late in paid), ZERO)
    in_time = sum((amount for amount, late in paid if late <= 0), ZERO)
    still_open = [bill for bill in bills if bill.rest]
    late = [bill for bill in still_open if bill.due is not None and bill.due < today]
    overdue = sum((bill.rest for bill in late), ZERO)
    return PaymentBehaviour(
        invoices=len(bills),
        days_late=sum((amount * days for amount, days in paid), ZERO) / total if total else None,
        on_time=in_time * 100 / (total + overdue) if total + overdue else None,
        overdue=overdue,
        overdue_invoices=len(late),
        exposure=sum((bill.rest for bill in still_open), ZERO),
        open_invoices=len(still_open),
    )
