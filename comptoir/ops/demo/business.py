"""The demo's business: leads, deals that are won, lost or open, quotes, and invoices paid in time, late or never."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.kit.semantics import Semantics
from comptoir.ops.demo import words
from comptoir.ops.demo.clients import SOURCES
from comptoir.ops.demo.portal import Portal

DEALS, LEADS = 400, 40
TAX_RATE = 20
LEAD_STAGES = ("NEW", "NEW", "IN_PROCESS", "IN_PROCESS", "PROCESSED", "JUNK")
QUOTE_STAGES = {Semantics.IN_PROGRESS: "SENT", Semantics.SUCCESS: "APPROVED", Semantics.FAILURE: "DECLAINED"}
TYPES = ("SALE", "GOODS", "GOODS", "SERVICES", "COMPLEX")


def add_leads(portal: Portal) -> None:
    portal.add("lead", [_lead(portal) for _ in range(LEADS)])


def add_deals(portal: Portal) -> None:
    portal.deals = portal.add("deal", [_deal(portal) for _ in range(DEALS)])


def add_quotes(portal: Portal) -> None:
    portal.add("quote", [_quote(portal, deal) for deal in portal.deals if portal.random.random() < 0.3])


def add_invoices(portal: Portal) -> None:
    won = [deal for deal in portal.deals if deal.semantics == Semantics.SUCCESS]
    portal.add("invoice", [_invoice(portal, deal) for deal in won if portal.random.random() < 0.9])


def _lead(portal: Portal) -> dict[str, Any]:
    dice = portal.random
    created = portal.moment(portal.day(90))
    return {
        "title": portal.word(words.ACTIVITY_TITLES["webform"]),
        "name": dice.choice(words.FIRST_NAMES),
        "last_name": dice.choice(words.LAST_NAMES),
        "company_title": f"{dice.choice(words.COMPANY_HEADS)} {dice.choice(words.COMPANY_TAILS)}",
        "stage": dice.choice(LEAD_STAGES),
        "source": dice.choice(SOURCES),
        "amount": dice.randint(5, 80) * 100,
        "manual_amount": True,
        "responsible": dice.choice(portal.sellers).pk,
        "created_at": created,
        "updated_at": created,
    }


def _deal(portal: Portal) -> dict[str, Any]:
    dice = portal.random
    contact = dice.choice(portal.contacts)
    pipeline = dice.choices(portal.pipelines, (7, 3))[0]
    begin = portal.day()
    close = begin + timedelta(days=dice.randint(5, 120))
    closed = close <= portal.today and dice.random() < 0.94
    rows = [_row(portal) for _ in range(dice.randint(1, 3))]
    created = portal.moment(begin)
    return {
        "title": f"{rows[0]['name']} – {contact.company.title if contact.company else contact}"[:200],
        "pipeline": pipeline,
        "stage": _stage(
            portal,
            pipeline,
            _outcome(portal) if closed else Semantics.IN_PROGRESS,
        ),
        "company": contact.company_id,
        "contact": contact.pk,
        "begin_date": begin,
        "close_date": close if closed else max(close, portal.today - timedelta(days=20)),
        "type": dice.choice(TYPES),
        "source": dice.choice(SOURCES),
        "product_rows": rows,
        "responsible": contact.responsible_id,
        "created_at": created,
        "updated_at": created,
    }


def _row(portal: Portal) -> dict[str, Any]:
    product = portal.random.choice(portal.products)
    gross = Decimal(product.price) * (100 + TAX_RATE) / 100
    quantity = portal.random.choice((1, 1, 1, 2, 3, 4))
    return {"product": product.pk, "name": product.title, "price": gross, "quantity": quantity, "tax_rate": TAX_RATE}


def _outcome(portal: Portal) -> Semantics:
    return Semantics.SUCCESS if portal.random.random() < 0.58 else Semantics.FAILURE


def _stage(portal: Portal, pipeline: int, semantics: str) -> str:
    directory = item_types.get("deal").stages_of(pipeline)
    return portal.random.choice(
        [choice.code for choice in sources.choices.values(directory) if choice.semantics == semantics]
    )


def _quote(portal: Portal, deal: Any) -> dict[str, Any]:
    issued: date = deal.begin_date + timedelta(days=3)
    stage = QUOTE_STAGES[deal.semantics]
    return {
        "title": deal.title,
        "stage": stage,
        "company": deal.company_id,
        "contact": deal.contact_id,
        "deal": deal.pk,
        "amount": deal.amount,
        "tax": deal.tax,
        "manual_amount": True,
        "begin_date": issued,
        "valid_until": issued + timedelta(days=30),
        "responsible": deal.responsible_id,
        "created_at": portal.moment(min(issued, portal.today)),
        "updated_at": portal.moment(min(issued, portal.today)),
    }


def _invoice(portal: Portal, deal: Any) -> dict[str, Any]:
    issued: date = deal.close_date + timedelta(days=2)
    due = issued + timedelta(days=30)
    paid = due + timedelta(days=portal.random.choice((-20, -12, -5, -1, 4, 15, 40)))
    is_paid = paid <= portal.today and portal.random.random() < 0.92
    stages = {choice.semantics: choice.code for choice in sources.choices.values(_invoice_directory())}
    sent = next(choice.code for choice in sources.choices.values(_invoice_directory()) if choice.code.endswith(":S"))
    payments = [{"amount": deal.amount, "day": paid}] if is_paid else []
    return {
        "title": deal.title,
        "stage": stages[Semantics.SUCCESS] if is_paid else sent,
        "company": deal.company_id,
        "contact": deal.contact_id,
        "deal": deal.pk,
        "amount": deal.amount,
        "tax": deal.tax,
        "manual_amount": True,
        "begin_date": issued,
        "close_date": due,
        "payments": payments,
        "responsible": deal.responsible_id,
        "created_at": portal.moment(min(issued, portal.today)),
        "updated_at": portal.moment(min(issued, portal.today)),
    }


def _invoice_directory() -> str:
    return sources.pipelines.all("invoice")[0].stage_directory
