"""How leads, deals, quotes and invoices are imported: their product, their payment, their stages' common names."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.imports.item_importer import ItemImporter
from comptoir.imports.mapping.targets import NameSource, Target
from comptoir.imports.running.convert import find_item
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.importers import importers
from comptoir.imports.running.rows import Draft
from comptoir.items.core.values import NOT_AMOUNT
from comptoir.items.kinds.moment import day_of
from comptoir.items.kinds.money import amount_of
from comptoir.kit.errors import NotAValue

PRODUCT = Target("product", gettext_lazy("Product"), aliases=("Product name", "Produit", "Товар", "Item"))
QUANTITY = Target("quantity", gettext_lazy("Quantity"), aliases=("Qty", "Quantité", "Количество"))
NET = Target("net", gettext_lazy("Net amount"), aliases=("Net", "Montant HT", "HT", "Subtotal"))
PAID_ON = Target("paid_on", gettext_lazy("Paid on"), aliases=("Payment date", "Payée le", "Date de paiement"))

SHARED: dict[str, tuple[str, ...]] = {
    "title": ("Deal name", "Opportunity name", "Deal - Title", "Name", "Nom", "Titre", "Intitulé", "Название"),
    "stage": ("Deal stage", "Sales stage", "Status", "Étape", "Statut", "Стадия"),
    "pipeline": ("Deal pipeline", "Category", "Funnel", "Воронка"),
    "amount": (
        "Value",
        "Deal value",
        "Deal - Value",
        "Close value",
        "Gross",
        "Total",
        "Montant",
        "Montant TTC",
        "Сумма",
    ),
    "currency": ("Devise", "Валюта"),
    "tax": ("VAT", "TVA", "НДС"),
    "company": (
        "Account",
        "Account name",
        "Company name",
        "Associated company",
        "Client",
        "Customer",
        "Entreprise",
        "Société",
        "Компания",
        "Organization",
        "Organization - Name*",
    ),
    "contacts": ("Contact", "Contact name", "Associated contact", "Контакт", "Person - Name*"),
    "begin_date": ("Start date", "Engage date", "Date de début", "Дата начала"),
    "close_date": ("Closing date", "Expected close date", "Date de clôture", "Дата завершения"),
    "responsible": (
        "Responsible person",
        "Owner",
        "Owner name",
        "Deal owner",
        "Sales agent",
        "Responsable",
        "Ответственный",
    ),
    "comments": ("Comments", "Commentaire", "Note", "Notes", "Description", "Комментарий"),
    "source": ("Lead source", "Origine", "Источник"),
}


def add_product(draft: Draft, session: ImportSession) -> None:
    """Make one product row at the row's amount; the product must be in the catalogue, or its name stands alone."""
    text = draft.text("product")
    if not text:
        return
    name = session.read_as("product", text)
    product = find_item(PRODUCT, "product", name, draft, session)
    quantity = _amount("quantity", draft, session) or Decimal(1)
    price = Decimal(draft.values.get("amount", 0)) / quantity
    draft.values["product_rows"] = [{"product": product, "name": name, "price": price, "quantity": quantity}]


def add_payment(draft: Draft, session: ImportSession) -> None:
    """Check the net amount against the others, and book the payment on the day it came in."""
    net, tax = _amount("net", draft, session), Decimal(draft.values.get("tax", 0))
    if net is not None:
        gross = Decimal(draft.values.setdefault("amount", net + tax))
        if gross != net + tax:
            draft.refuse("net", _("The net amount and the tax do not add up to the amount."))
    day = _paid_on(draft, session)
    if day is not None:
        draft.values["payments"] = [{"amount": draft.values.get("amount", 0), "day": day}]
    add_product(draft, session)


def _paid_on(draft: Draft, session: ImportSession) -> date | None:
    text = draft.text("paid_on")
    if not text:
        return None
    try:
        return day_of(text, session.date_order(draft.column("paid_on")))
    except NotAValue as error:
        draft.refuse("paid_on", error.reason)
        return None


def _amount(code: str, draft: Draft, session: ImportSession) -> Decimal | None:
    text = draft.text(code)
    if not text:
        return None
    try:
        amount = amount_of(text, decimal_comma=session.habits.has_decimal_comma(draft.column(code)))
    except NotAValue:
        draft.refuse(code, NOT_AMOUNT)
        return None
    return amount


importers.add(
    ItemImporter(
        "lead",
        order=30,
        aliases={
            **SHARED,
            "stage": (*SHARED["stage"], "Lead status"),
            "name": ("Prénom", "Имя"),
            "last_name": ("Nom", "Nom de famille", "Фамилия"),
            "company_title": ("Company", "Société", "Entreprise", "Компания"),
            "position": ("Job title", "Poste", "Fonction", "Должность"),
        },
        extra=(PRODUCT, QUANTITY),
        finish_row=add_product,
    )
)

importers.add(
    ItemImporter(
        "deal",
        order=40,
        aliases={**SHARED, "origin_id": ("Deal id", "Opportunity id")},
        extra=(PRODUCT, QUANTITY),
        finish_row=add_product,
        names=NameSource("deal", ("title",)),
    )
)

importers.add(
    ItemImporter(
        "quote",
        order=60,
        aliases={**SHARED, "origin_id": ("Quote id",), "deal": ("Deal id", "Transaction")},
        extra=(PRODUCT, QUANTITY),
        finish_row=add_product,
        names=NameSource("quote", ("title",)),
    )
)

importers.add(
    ItemImporter(
        "invoice",
        order=70,
        aliases={
            **SHARED,
            "origin_id": ("Invoice id",),
            "deal": ("Deal id", "Transaction"),
            "number": ("Invoice number", "Numéro", "Numéro de facture", "Номер"),
            "begin_date": ("Issued", "Invoice date", "Date de facture", "Émise le"),
            "close_date": ("Due", "Due date", "Échéance", "Date d'échéance"),
        },
        extra=(PRODUCT, QUANTITY, NET, PAID_ON),
        finish_row=add_payment,
    )
)
