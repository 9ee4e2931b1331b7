"""Time travel of a client: its records as they were on a day, in place of today's while a page is computed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from comptoir.activities.models import Activity, ActivityBinding
from comptoir.analytics.subjects import ClientSubject
from comptoir.analytics.time_travel import PastTable, showing
from comptoir.clients.models import Contact, ContactCompany
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.history.time_travel import INSTANT, Past, later_changes, rewind
from comptoir.kit.memo import remembering
from comptoir.profile.request import Asked
from comptoir.sales.models import Deal, DealContact, Invoice, InvoiceContact, Payment

SALES: dict[str, tuple[Any, Any]] = {"deal": (Deal, DealContact), "invoice": (Invoice, InvoiceContact)}


@contextmanager
def in_its_time(asked: Asked) -> Iterator[int]:
    """Let figures be those of the day that is asked about, today's when none is; give how many records came later."""
    if asked.past is None:
        yield 0
        return
    with remembering(), as_it_was(asked.scope.client, asked.scope.as_of + INSTANT) as later:
        yield later


@contextmanager
def as_it_was(client: ClientSubject, moment: datetime) -> Iterator[int]:
    """Let every figure of the client be that of the instant before `moment`; give how many records came later.

    What is asked in between must be read to the end in between, and nothing can be saved.
    """
    contact_type, activity_type = item_types.get("contact"), item_types.get("activity")
    contacts = _contacts(client, moment)
    owners = {(contact_type.type_id, id) for id in contacts} | {(item_types.get(client.type_code).type_id, client.id)}
    activities = rewind(activity_type, _activity_ids(owners, moment), moment)
    bindings = _bindings(activities)
    known = contacts | {row.item_id for row in bindings if row.item_type == contact_type.type_id}
    tables = [
        PastTable(ContactCompany, ("company_id",), rows=_links(client, contacts)),
        _table(Contact, (), rewind(contact_type, known, moment)),
        *_activity_tables(activities, bindings),
    ]
    later = activities.entered_later
    for code in SALES:
        item_type = item_types.get(code)
        bound = {row.item_id for row in bindings if row.item_type == item_type.type_id}
        past = rewind(item_type, _sale_ids(item_type, client, moment) | bound, moment)
        later += past.entered_later
        tables += _sale_tables(item_type, past)
        if code == "invoice":
            tables.append(_payment_table(past))
    with showing(tables):
        yield later


def _contacts(client: ClientSubject, moment: datetime) -> set[int]:
    """Return the contacts that belonged to the company; none of a contact."""
    if client.type_code != "company":
        return set()
    members = set(ContactCompany.objects.filter(company=client.id).values_list("contact", flat=True))
    said = [
        *(
            (change.event_id, contact_id, contact_id in change.before)
            for change in later_changes(item_types.get("company"), "contacts", moment)
            if change.item_id == client.id
            for contact_id in set(change.before) ^ set(change.after)
        ),
        *(
            (change.event_id, change.item_id, client.id in change.before)
            for change in later_changes(item_types.get("contact"), "companies", moment)
            if (client.id in change.before) != (client.id in change.after)
        ),
    ]
    # Of several changes of one membership, the earliest one tells the state before all of them.
    first = {contact_id: was_member for _event, contact_id, was_member in sorted(said, reverse=True)}
    return (members - first.keys()) | {contact_id for contact_id, was_member in first.items() if was_member}


def _links(client: ClientSubject, contacts: set[int]) -> list[ContactCompany]:
    return [
        ContactCompany(pk=position, contact_id=contact_id, company_id=client.id)
        for position, contact_id in enumerate(sorted(contacts), start=1)
    ]


def _activity_ids(owners: set[tuple[int, int]], moment: datetime) -> set[int]:
    ids: set[int] = set()
    for type_id in {type_id for type_id, _id in owners}:
        of_type = [id for owner_type, id in owners if owner_type == type_id]
        rows = ActivityBinding.objects.filter(item_type=type_id, item_id__in=of_type)
        ids.update(rows.values_list("activity", flat=True))
    for change in later_changes(item_types.get("activity"), "bindings", moment):
        if any(tuple(pair) in owners for pair in change.before if pair):
            ids.add(change.item_id)
    return ids


def _bindings(activities: Past) -> list[ActivityBinding]:
    """Return what the activities were bound to; those that are stored unchanged keep their ids."""
    said = {entry.item.pk: entry.lists["bindings"] for entry in activities.items if "bindings" in entry.lists}
    ids = [entry.item.pk for entry in activities.items if entry.item.pk not in said]
    found: list[ActivityBinding] = []
    for start in range(0, len(ids), 5_000):
        found += ActivityBinding.objects.filter(activity__in=ids[start : start + 5_000])
    # Negative ids: they must not collide with stored rows in the same temporary table.
    next_id = -1
    for activity_id, pairs in said.items():
        for type_id, item_id in pairs:
            found.append(ActivityBinding(pk=next_id, activity_id=activity_id, item_type=type_id, item_id=item_id))
            next_id -= 1
    return found


def _activity_tables(activities: Past, bindings: list[ActivityBinding]) -> Iterable[PastTable]:
    yield _table(Activity, (), activities)
    yield PastTable(
        ActivityBinding,
        ("item_id", "activity_id"),
        stored=[row.pk for row in bindings if row.pk > 0],
        rows=[row for row in bindings if row.pk < 0],
    )


def _sale_ids(item_type: ItemType, client: ClientSubject, moment: datetime) -> set[int]:
    """Return the deals or invoices that are the client's today, or were before something took them away."""
    model, link = SALES[item_type.code]
    if client.type_code == "company":
        ids, code = set(model.objects.filter(company=client.id).values_list("pk", flat=True)), "company"
    else:
        ids, code = set(link.objects.filter(contact=client.id).values_list(item_type.code, flat=True)), "contacts"
    return ids | {change.item_id for change in later_changes(item_type, code, moment) if client.id in change.before}


def _sale_tables(item_type: ItemType, past: Past) -> Iterable[PastTable]:
    model, link = SALES[item_type.code]
    yield _table(model, ("company_id",), past)
    said = {entry.item.pk: entry.lists["contacts"] for entry in past.items if "contacts" in entry.lists}
    ids = [entry.item.pk for entry in past.items if entry.item.pk not in said]
    stored = list(link.objects.filter(**{f"{item_type.code}__in": ids}).values_list("pk", flat=True))
    pairs = [(owner, contact, not place) for owner, contacts in said.items() for place, contact in enumerate(contacts)]
    rows = [
        link(pk=-place, **{f"{item_type.code}_id": owner, "contact_id": contact, "is_primary": is_primary})
        for place, (owner, contact, is_primary) in enumerate(pairs, start=1)
    ]
    yield PastTable(link, ("contact_id", f"{item_type.code}_id"), stored, rows)


def _payment_table(invoices: Past) -> PastTable:
    said = {entry.item.pk: entry.lists["payments"] for entry in invoices.items if "payments" in entry.lists}
    ids = [entry.item.pk for entry in invoices.items if entry.item.pk not in said]
    stored = list(Payment.objects.filter(invoice__in=ids).values_list("pk", flat=True))
    given = [(invoice_id, payment) for invoice_id, payments in said.items() for payment in payments]
    rows = [_payment(-place, invoice_id, payment) for place, (invoice_id, payment) in enumerate(given, start=1)]
    return PastTable(Payment, ("invoice_id",), stored, rows)


def _payment(id: int, invoice_id: int, said: Sequence[str | None]) -> Payment:
    """Return a payment from what an event says of it: amount, currency, account's amount, day."""
    names = ("amount", "currency", "account_amount", "day")
    columns = {column.name: column for column in Payment._meta.concrete_fields}
    values = {name: columns[name].to_python(value) for name, value in zip(names, said, strict=True)}
    return Payment(pk=id, invoice_id=invoice_id, **values)


def _table(model: Any, looked_up_by: tuple[str, ...], past: Past) -> PastTable:
    return PastTable(
        model,
        looked_up_by,
        stored=[entry.item.pk for entry in past.items if not entry.has_changed],
        rows=[entry.item for entry in past.items if entry.has_changed],
    )
