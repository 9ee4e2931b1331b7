"""The columns of the records behind figures, by kind of record."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of a list of records.

    order  the column of the database it is sorted by
    place  where it stands on a phone's cards
    sums   shown only in the lists of figures that sum this
    """

    code: str
    label: Text
    order: str = ""
    numeric: bool = False
    place: str = ""
    sums: str = ""


DEAL_COLUMNS = (
    RecordColumn("title", _("Deal"), "title", place="title"),
    RecordColumn("pipeline", _("Pipeline"), "pipeline"),
    RecordColumn("stage", _("Stage"), "stage", place="start"),
    RecordColumn("responsible", _("Responsible"), "responsible__last_name", place="second"),
    RecordColumn("role", pgettext_lazy("of a contact in a deal", "Role")),
    RecordColumn("begin", _("Begin date"), "begin_date", numeric=True),
    RecordColumn("closed", _("Closed on"), "closed_at", numeric=True, place="end"),
    RecordColumn("lasted", _("Days"), "lasted", numeric=True, sums="lasted"),
    RecordColumn("amount", _("Amount"), "amount", numeric=True, place="value"),
    RecordColumn("account_amount", _("Account's currency"), "account_amount", numeric=True),
)
ACTIVITY_COLUMNS = (
    RecordColumn("happened_at", _("When"), "happened_at", place="end"),
    RecordColumn("kind", _("Channel"), "kind", place="start"),
    RecordColumn("direction", _("Direction"), "direction", place="value"),
    RecordColumn("subject", _("Subject"), "title", place="title"),
    RecordColumn("deals", _("Deals"), place="second"),
    RecordColumn("responsible", _("Responsible"), "responsible__last_name"),
    RecordColumn("completed", _("Completed"), "completed"),
)
PAIR_COLUMNS = (
    RecordColumn("happened_at", _("When"), "activity__happened_at", place="end"),
    RecordColumn("kind", _("Channel"), "activity__kind", place="start"),
    RecordColumn("direction", _("Direction"), "activity__direction", place="value"),
    RecordColumn("subject", _("Subject"), "activity__title", place="title"),
    RecordColumn("deals", _("Deal"), "item_id", place="second"),
    RecordColumn("responsible", _("Responsible"), "activity__responsible__last_name"),
)
INVOICE_COLUMNS = (
    RecordColumn("number", pgettext_lazy("of an invoice", "Number"), "number", place="second"),
    RecordColumn("subject", _("Invoice"), "title", place="title"),
    RecordColumn("stage", _("Status"), "stage", place="start"),
    RecordColumn("issued", _("Issued on"), "begin_date", numeric=True, place="end"),
    RecordColumn("due", _("Due on"), "close_date", numeric=True),
    RecordColumn("paid_on", _("Paid on"), "paid_on", numeric=True),
    RecordColumn("amount", _("Amount"), "amount", numeric=True, place="value"),
    RecordColumn("account_amount", _("Account's currency"), "account_amount", numeric=True),
    RecordColumn("paid", _("Paid"), "paid_amount", numeric=True),
    RecordColumn("unpaid", _("Left to pay"), "unpaid_amount", numeric=True, sums="unpaid_amount"),
)
PAYMENT_COLUMNS = (
    RecordColumn("received", _("Received on"), "day", numeric=True, place="end"),
    RecordColumn("subject", _("Invoice"), "invoice__title", place="title"),
    RecordColumn("number", pgettext_lazy("of an invoice", "Number"), "invoice__number", place="second"),
    RecordColumn("amount", _("Amount"), "amount", numeric=True, place="value"),
    RecordColumn("account_amount", _("Account's currency"), "account_amount", numeric=True),
)
