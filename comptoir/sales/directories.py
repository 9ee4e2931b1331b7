"""The lists of sales, with the values they come with: stages without pipelines, types of deals and of their events."""

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory, Shipped, catalogue
from comptoir.directories.values.colours import BLUE, GREEN, RED, SKY, TEAL
from comptoir.kit.semantics import Semantics

SUCCESS, FAILURE = Semantics.SUCCESS.stored, Semantics.FAILURE.stored

LEAD_STAGES = catalogue.add(
    Directory(
        "STATUS",
        _("Lead stages"),
        order=10,
        is_stages=True,
        item_type="lead",
        shipped=(
            Shipped("NEW", 10, "Non traité", "Unprocessed", is_system=True, colour=BLUE),
            Shipped("IN_PROCESS", 20, "En cours de traitement", "In process", colour=SKY),
            Shipped("PROCESSED", 30, "Traité", "Processed", colour=TEAL),
            Shipped(
                "CONVERTED",
                40,
                "Prospect de bonne qualité",
                "High-quality lead",
                is_system=True,
                semantics=SUCCESS,
                colour=GREEN,
            ),
            Shipped(
                "JUNK",
                50,
                "Prospect de mauvaise qualité",
                "Low-quality lead",
                is_system=True,
                semantics=FAILURE,
                colour=RED,
            ),
        ),
    )
)
QUOTE_STAGES = catalogue.add(
    Directory(
        "QUOTE_STATUS",
        _("Quote stages"),
        order=30,
        is_stages=True,
        item_type="quote",
        shipped=(
            Shipped("DRAFT", 10, "Brouillon", "New", is_system=True, colour=BLUE),
            Shipped("SENT", 20, "Envoyé au client", "Sent to client", colour=SKY),
            Shipped("APPROVED", 30, "Accepté", "Accepted", is_system=True, semantics=SUCCESS, colour=GREEN),
            # The reference spells this code so, and clients use it.
            Shipped("DECLAINED", 40, "Refusé", "Declined", is_system=True, semantics=FAILURE, colour=RED),
            Shipped("APOLOGY", 50, "Analyse du refus", "Rejection reason analysis", semantics=FAILURE, colour=RED),
        ),
    )
)
# Read and written by REST alone (ruling R15): no records here have them.
OLD_INVOICE_STATUSES = catalogue.add(
    Directory(
        "INVOICE_STATUS",
        _("Statuses of old invoices"),
        order=50,
        is_stages=True,
        shown=False,
        shipped=(
            Shipped("N", 100, "Nouvelle", "New", is_system=True, colour=BLUE),
            Shipped("S", 110, "Envoyée au client", "Sent to client", colour=SKY),
            Shipped("P", 120, "Payée", "Paid", is_system=True, semantics=SUCCESS, colour=GREEN),
            Shipped("D", 130, "Annulée", "Cancelled", is_system=True, semantics=FAILURE, colour=RED),
        ),
    )
)
DEAL_TYPE = catalogue.add(
    Directory(
        "DEAL_TYPE",
        _("Deal type"),
        order=160,
        shipped=(
            Shipped("SALE", 10, "Vente", "Sale", is_system=True),
            Shipped("COMPLEX", 20, "Vente complexe", "Complex sale"),
            Shipped("GOODS", 30, "Vente de produits", "Sale of goods"),
            Shipped("SERVICES", 40, "Vente de services", "Sale of services"),
            Shipped("SERVICE", 50, "Service après-vente", "After-sales service"),
        ),
    )
)
EVENT_TYPE = catalogue.add(
    Directory(
        "EVENT_TYPE",
        _("Event type"),
        order=180,
        shipped=(
            Shipped("INFO", 10, "Information", "Information", is_system=True),
            Shipped("PHONE", 20, "Appel téléphonique", "Phone call", is_system=True),
            Shipped("MESSAGE", 30, "E-mail envoyé", "E-mail sent", is_system=True),
        ),
    )
)
