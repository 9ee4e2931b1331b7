"""The values that come with the product, with their French and English names; loaded once, into empty directories."""

from collections.abc import Iterable
from dataclasses import dataclass

from comptoir.directories.models import DirectoryState, DirectoryValue


@dataclass(frozen=True, slots=True)
class Shipped:
    code: str
    sort: int
    is_system: bool
    french: str
    english: str
    semantics: str = ""
    colour: str = ""


def _stages(*rows: tuple[str, bool, str, str, str, str]) -> tuple[Shipped, ...]:
    return tuple(
        Shipped(code, (place + 1) * 10, system, french, english, semantics, colour)
        for place, (code, system, semantics, colour, french, english) in enumerate(rows)
    )


def _values(*rows: tuple[str, bool, str, str]) -> tuple[Shipped, ...]:
    return tuple(
        Shipped(code, (place + 1) * 10, system, french, english)
        for place, (code, system, french, english) in enumerate(rows)
    )


BLUE, SKY, TEAL, MINT, ORANGE, GREEN, RED = (
    "#39A8EF", "#2FC6F6", "#55D0E0", "#47E4C2", "#FFA900", "#7BD500", "#FF5752",
)  # fmt: skip

SHIPPED: dict[str, tuple[Shipped, ...]] = {
    "STATUS": _stages(
        ("NEW", True, "", BLUE, "Non traité", "Unprocessed"),
        ("IN_PROCESS", False, "", SKY, "En cours de traitement", "In process"),
        ("PROCESSED", False, "", TEAL, "Traité", "Processed"),
        ("CONVERTED", True, "S", GREEN, "Prospect de bonne qualité", "High-quality lead"),
        ("JUNK", True, "F", RED, "Prospect de mauvaise qualité", "Low-quality lead"),
    ),
    "DEAL_STAGE": _stages(
        ("NEW", True, "", BLUE, "Nouvelle", "New"),
        ("PREPARATION", False, "", SKY, "Préparation des documents", "Document preparation"),
        ("PREPAYMENT_INVOICE", False, "", TEAL, "Facture d'acompte", "Prepayment invoice"),
        ("EXECUTING", False, "", MINT, "En cours d'exécution", "In progress"),
        ("FINAL_INVOICE", False, "", ORANGE, "Facture finale", "Final invoice"),
        ("WON", True, "S", GREEN, "Transaction gagnée", "Deal won"),
        ("LOSE", True, "F", RED, "Transaction perdue", "Deal lost"),
        ("APOLOGY", False, "F", RED, "Analyse de l'échec", "Failure reason analysis"),
    ),
    "QUOTE_STATUS": _stages(
        ("DRAFT", True, "", BLUE, "Brouillon", "New"),
        ("SENT", False, "", SKY, "Envoyé au client", "Sent to client"),
        ("APPROVED", True, "S", GREEN, "Accepté", "Accepted"),
        # The reference spells this code so, and clients use it.
        ("DECLAINED", True, "F", RED, "Refusé", "Declined"),
        ("APOLOGY", False, "F", RED, "Analyse du refus", "Rejection reason analysis"),
    ),
    "SMART_INVOICE_STAGE": _stages(
        ("N", True, "", BLUE, "Nouvelle", "New"),
        ("S", False, "", SKY, "Envoyée au client", "Sent to client"),
        ("P", True, "S", GREEN, "Payée", "Paid"),
        # Ruling R6: failure semantics means cancelled here; the code stays.
        ("D", True, "F", RED, "Annulée", "Cancelled"),
    ),
    "INVOICE_STATUS": tuple(
        Shipped(code, sort, system, french, english, semantics, colour)
        for code, sort, system, semantics, colour, french, english in (
            ("N", 100, True, "", BLUE, "Nouvelle", "New"),
            ("S", 110, False, "", SKY, "Envoyée au client", "Sent to client"),
            ("P", 120, True, "S", GREEN, "Payée", "Paid"),
            ("D", 130, True, "F", RED, "Annulée", "Cancelled"),
        )
    ),
    "SOURCE": (
        *_values(
            ("CALL", True, "Appel", "Call"),
            ("EMAIL", False, "E-mail", "E-mail"),
            ("WEB", False, "Site web", "Website"),
            ("ADVERTISING", False, "Publicité", "Advertising"),
            ("PARTNER", False, "Client existant", "Existing client"),
            ("RECOMMENDATION", False, "Recommandation", "By recommendation"),
            ("TRADE_SHOW", False, "Salon / exposition", "Trade show"),
            ("WEBFORM", True, "Formulaire CRM", "CRM form"),
            ("CALLBACK", True, "Rappel", "Callback"),
            ("RC_GENERATOR", True, "Générateur de ventes", "Sales generator"),
            ("STORE", True, "Boutique en ligne", "Online store"),
            ("OTHER", False, "Autre", "Other"),
            ("REPEAT_SALE", True, "Ventes répétées", "Repeat sales"),
        ),
        Shipped("BOOKING", 81, True, "Réservation en ligne", "Online booking"),
    ),
    "CONTACT_TYPE": _values(
        ("CLIENT", False, "Clients", "Clients"),
        ("SUPPLIER", False, "Fournisseurs", "Suppliers"),
        ("PARTNER", False, "Partenaires", "Partners"),
        ("OTHER", False, "Autre", "Other"),
    ),
    "COMPANY_TYPE": _values(
        ("CUSTOMER", False, "Client", "Client"),
        ("SUPPLIER", False, "Fournisseur", "Supplier"),
        ("COMPETITOR", False, "Concurrent", "Competitor"),
        ("PARTNER", False, "Partenaire", "Partner"),
        ("OTHER", False, "Autre", "Other"),
    ),
    "EMPLOYEES": _values(
        ("EMPLOYEES_1", True, "moins de 50", "less than 50"),
        ("EMPLOYEES_2", False, "50-250", "50-250"),
        ("EMPLOYEES_3", False, "250-500", "250-500"),
        ("EMPLOYEES_4", False, "plus de 500", "over 500"),
    ),
    "INDUSTRY": _values(
        ("IT", False, "Technologies de l'information", "Information Technology"),
        ("TELECOM", False, "Télécommunications", "Telecommunications"),
        ("MANUFACTURING", False, "Production / industrie", "Manufacturing"),
        ("BANKING", False, "Services bancaires", "Banking"),
        ("CONSULTING", False, "Conseil", "Consulting"),
        ("FINANCE", False, "Finance", "Finance"),
        ("GOVERNMENT", False, "Administration publique", "Government"),
        ("DELIVERY", False, "Livraison", "Delivery"),
        ("ENTERTAINMENT", False, "Divertissement", "Entertainment"),
        ("NOTPROFIT", False, "Organisation à but non lucratif", "Non-profit"),
        ("OTHER", True, "Autre", "Other"),
    ),
    "DEAL_TYPE": _values(
        ("SALE", True, "Vente", "Sale"),
        ("COMPLEX", False, "Vente complexe", "Complex sale"),
        ("GOODS", False, "Vente de produits", "Sale of goods"),
        ("SERVICES", False, "Vente de services", "Sale of services"),
        ("SERVICE", False, "Service après-vente", "After-sales service"),
    ),
    "EVENT_TYPE": _values(
        ("INFO", True, "Information", "Information"),
        ("PHONE", True, "Appel téléphonique", "Phone call"),
        ("MESSAGE", True, "E-mail envoyé", "E-mail sent"),
    ),
    "CALL_LIST": _values(
        ("IN_WORK", True, "En cours", "In progress"),
        ("SUCCESS", True, "Réussi", "Successful"),
        ("WRONG_NUMBER", True, "Mauvais numéro", "Wrong number"),
        ("STOP_CALLING", True, "Ne plus appeler", "Do not call again"),
    ),
}

# Ruling R12: only the portal language's salutations are loaded; HNR_FR_3 is loaded hidden.
SALUTATIONS: dict[str, tuple[Shipped, ...]] = {
    "fr": _values(
        ("HNR_FR_1", False, "M.", "Mr."),
        ("HNR_FR_2", False, "Mme", "Mrs."),
        ("HNR_FR_3", False, "Mlle", "Miss"),
        ("HNR_FR_4", False, "Dr", "Dr."),
    ),
    "en": _values(
        ("HNR_EN_1", False, "M.", "Mr."),
        ("HNR_EN_2", False, "Mme", "Mrs."),
        ("HNR_EN_3", False, "Mme", "Ms."),
        ("HNR_EN_4", False, "Dr", "Dr."),
    ),
}
HIDDEN = {"HNR_FR_3"}
PER_PIPELINE = {"DEAL_STAGE", "SMART_INVOICE_STAGE"}
LONGEST_SEEDED_CODE = 21

BY_KEY: dict[str, Shipped] = {
    f"{directory}.{value.code}": value
    for directory, values in (*SHIPPED.items(), *(("HONORIFIC", values) for values in SALUTATIONS.values()))
    for value in values
}


def shipped_name(default_key: str, language: str) -> str:
    """Return the name that a value came with, in that language (French or English); "" for one's own values."""
    shipped = BY_KEY.get(default_key)
    if shipped is None:
        return ""
    return shipped.french if language == "fr" else shipped.english


def load_directories(language: str) -> None:
    """Fill the directories that do not belong to a pipeline, when there are none yet: safe to call again."""
    if DirectoryState.objects.exists():
        return
    DirectoryState.objects.create()
    for directory, values in SHIPPED.items():
        if directory not in PER_PIPELINE:
            add_values(directory, directory, values)
    add_values("HONORIFIC", "HONORIFIC", SALUTATIONS["fr" if language == "fr" else "en"])


def add_stages(template: str, directory: str, *, prefix: str = "", pipeline_id: int = 0) -> None:
    """Fill a pipeline's directory with the stages of the template (DEAL_STAGE or SMART_INVOICE_STAGE)."""
    add_values(directory, template, SHIPPED[template], prefix=prefix, pipeline_id=pipeline_id)


def add_values(directory: str, key: str, values: Iterable[Shipped], *, prefix: str = "", pipeline_id: int = 0) -> None:
    """Write shipped values; prefix and code together are cut to 21 characters, as the reference seeds them."""
    DirectoryValue.objects.bulk_create(
        DirectoryValue(
            directory=directory,
            code=(f"{prefix}:" if prefix else "") + value.code[: LONGEST_SEEDED_CODE - len(prefix) - bool(prefix)],
            default_key=f"{key}.{value.code}",
            sort=value.sort,
            is_system=value.is_system,
            semantics=value.semantics,
            colour=value.colour,
            is_hidden=value.code in HIDDEN,
            pipeline_id=pipeline_id,
        )
        for value in values
    )
