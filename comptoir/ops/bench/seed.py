"""Rows for measuring, written straight into the tables: here size matters, not the way rows came about."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db import models, transaction

from comptoir.access.models import User
from comptoir.activities.models import Activity, ActivityBinding
from comptoir.clients.models import Company, Contact, ContactCompany
from comptoir.items.core.choices import sources
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import fold
from comptoir.sales.models import Deal, DealContact, Invoice, Payment
from comptoir.search.models import SearchEntry

BATCH = 2000
KINDS = ("call", "email", "meeting", "chat", "webform", "sms")
COMPANY, CONTACT, DEAL = 4, 3, 2
SPAN_DAYS = 730


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows. The first company gets `heavy` activities, the second `medium`, the third `light`."""

    companies: int
    contacts: int
    deals: int
    activities: int
    light: int = 10
    medium: int = 1_000
    heavy: int = 20_000


SIZES = {
    "tiny": Size(50, 500, 1_000, 5_000, medium=100, heavy=1_000),
    "small": Size(5_000, 50_000, 100_000, 500_000),
    "large": Size(50_000, 500_000, 1_000_000, 5_000_000),
}


class Seeder:
    """Writes the rows of one size; ids are given here, so that later rows can name earlier ones."""

    def __init__(self, size: Size, owner: User, at: datetime, say: Callable[[str], None]) -> None:
        self.size, self.owner, self.at, self.say = size, owner, at, say
        self.random = Random(7)

    def run(self) -> None:
        self._fill(Company, (self._company(n) for n in range(1, self.size.companies + 1)))
        self._fill(Contact, (self._contact(n) for n in range(1, self.size.contacts + 1)))
        self._fill(ContactCompany, (self._employment(n) for n in range(1, self.size.contacts + 1)))
        self._fill(Deal, (self._deal(n) for n in range(1, self.size.deals + 1)))
        self._fill(DealContact, (self._participation(n) for n in range(1, self.size.deals + 1)))
        self._fill(Invoice, (self._invoice(n) for n in range(1, self.size.deals // 5 + 1)))
        self._fill(Payment, (self._payment(n) for n in range(1, self.size.deals // 5 + 1) if n % 3))
        self._fill(Activity, (self._activity(n) for n in range(1, self.size.activities + 1)))
        self._fill(ActivityBinding, (row for n in range(1, self.size.activities + 1) for row in self._bindings(n)))
        self._fill(SearchEntry, self._entries())

    def _fill(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        count = 0
        for batch in _batches(rows):
            with transaction.atomic():
                model._default_manager.bulk_create(batch, batch_size=BATCH)
            count += len(batch)
        self.say(f"{count:>9,} {model._meta.verbose_name_plural}")

    def _who_and_when(self, number: int) -> dict[str, Any]:
        moment = self.at - timedelta(minutes=number * 7 % (SPAN_DAYS * 1440))
        return {
            "id": number,
            "responsible": self.owner,
            "created_at": moment,
            "updated_at": moment,
            "last_activity_at": moment,
        }

    def _company(self, number: int) -> Company:
        return Company(title=f"Company {number:06d}", currency="EUR", industry="IT", **self._who_and_when(number))

    def _contact(self, number: int) -> Contact:
        company = self._company_of(number)
        return Contact(name="Ada", last_name=f"Contact {number:06d}", company_id=company, **self._who_and_when(number))

    def _employment(self, number: int) -> ContactCompany:
        return ContactCompany(contact_id=number, company_id=self._company_of(number), is_primary=True)

    def _deal(self, number: int) -> Deal:
        stage, semantics = self._stages[number % len(self._stages)]
        common = self._who_and_when(number)
        amount = self.random.randint(1, 90_000)
        return Deal(
            title=f"Deal {number:07d}",
            pipeline_id=0,
            stage=stage,
            semantics=semantics,
            moved_at=common["created_at"],
            company_id=self._company_of(number),
            contact_id=self._contact_of(number),
            amount=amount,
            account_amount=amount,
            currency="EUR",
            source="CALL",
            begin_date=common["created_at"].date(),
            closed_at=None if semantics == Semantics.IN_PROGRESS else common["created_at"] + timedelta(days=20),
            **common,
        )

    def _invoice(self, number: int) -> Invoice:
        """Two of three are paid, each by one payment ten days after its issue."""
        common = self._who_and_when(number)
        issued, is_paid = common["created_at"].date(), bool(number % 3)
        return Invoice(
            title=f"Invoice {number:07d}",
            number=str(number),
            pipeline_id=1,
            company_id=self._company_of(number),
            contact_id=self._contact_of(number),
            amount=100 + number % 900,
            account_amount=100 + number % 900,
            currency="EUR",
            begin_date=issued,
            close_date=issued + timedelta(days=30),
            moved_at=common["created_at"],
            stage="DT31_1:P" if is_paid else "DT31_1:N",
            semantics=Semantics.SUCCESS if is_paid else Semantics.IN_PROGRESS,
            closed_at=common["created_at"] + timedelta(days=10) if is_paid else None,
            **common,
        )

    def _payment(self, number: int) -> Payment:
        issued = self._who_and_when(number)["created_at"].date()
        amount = 100 + number % 900
        return Payment(
            invoice_id=number, amount=amount, account_amount=amount, currency="EUR", day=issued + timedelta(days=10)
        )

    @property
    def _stages(self) -> Sequence[tuple[str, str]]:
        if not hasattr(self, "_known_stages"):
            self._known_stages = [(c.code, c.semantics) for c in sources.choices.values("DEAL_STAGE")]
        return self._known_stages

    def _participation(self, number: int) -> DealContact:
        return DealContact(deal_id=number, contact_id=self._contact_of(number), is_primary=True)

    def _activity(self, number: int) -> Activity:
        common = self._who_and_when(number)
        return Activity(
            kind=KINDS[number % len(KINDS)],
            title=f"Activity {number}",
            direction="in" if number % 2 else "out",
            completed=number % 10 != 0,
            happened_at=common["created_at"],
            completed_at=common["created_at"],
            **common,
        )

    def _bindings(self, number: int) -> Iterator[ActivityBinding]:
        """Bind to a deal, its company and its contact; the first companies get their share first."""
        company = self._company_of_activity(number)
        deal = company + self.size.companies * (number % max(1, self.size.deals // self.size.companies))
        deal = deal if deal <= self.size.deals else company
        yield ActivityBinding(activity_id=number, item_type=DEAL, item_id=deal)
        yield ActivityBinding(activity_id=number, item_type=COMPANY, item_id=company)
        yield ActivityBinding(activity_id=number, item_type=CONTACT, item_id=self._contact_of(deal))

    def _entries(self) -> Iterator[SearchEntry]:
        for type_id, count, word in ((COMPANY, self.size.companies, "Company"), (DEAL, self.size.deals, "Deal")):
            for number in range(1, count + 1):
                text = fold(f"{word} {number:07d}")
                yield SearchEntry(item_type=type_id, item_id=number, title=text, text=text)

    def _company_of(self, number: int) -> int:
        return (number - 1) % self.size.companies + 1

    def _contact_of(self, number: int) -> int:
        return (number - 1) % self.size.contacts + 1

    def _company_of_activity(self, number: int) -> int:
        size = self.size
        if number <= size.heavy:
            return 1
        if number <= size.heavy + size.medium:
            return 2
        if number <= size.heavy + size.medium + size.light:
            return 3
        return (number - 1) % (size.companies - 3) + 4


def _batches(rows: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
