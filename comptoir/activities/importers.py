"""How activities are imported: bound to the company, contact, deal or lead that their columns name."""

from django.utils.translation import gettext_lazy as _

from comptoir.imports.item_importer import ItemImporter
from comptoir.imports.mapping.targets import Target
from comptoir.imports.running.convert import find_item
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.importers import importers
from comptoir.imports.running.rows import Draft
from comptoir.items.core.item_types import item_types

BOUND_TO = (
    Target("company", _("Company"), aliases=("Account", "Account name", "Entreprise", "Société", "Компания")),
    Target("contact", _("Contact"), aliases=("Contact name", "Person - Name*", "Контакт")),
    Target("deal", _("Deal"), aliases=("Deal id", "Opportunity", "Transaction", "Deal - Title", "Сделка")),
    Target("lead", _("Lead"), aliases=("Prospect", "Лид")),
)


def bind(draft: Draft, session: ImportSession) -> None:
    """Bind the activity to every record that is named; the rules refuse one that is bound to none."""
    bindings: list[tuple[int, int]] = []
    for target in BOUND_TO:
        if text := draft.text(target.code):
            found = find_item(target, target.code, session.read_as(target.code, text), draft, session)
            if found is not None:
                bindings.append((item_types.get(target.code).type_id, found))
    draft.values["bindings"] = bindings


importers.add(
    ItemImporter(
        "activity",
        order=80,
        aliases={
            "origin_id": ("Activity id",),
            "title": ("Subject", "Activity - Subject*", "Objet", "Sujet", "Тема"),
            "kind": ("Type", "Activity type", "Kind", "Canal"),
            "direction": ("Sens",),
            "completed": ("Done", "Terminée", "Fait"),
            "happened_at": ("At", "Date", "Moment", "Activity - Due date", "Дата"),
            "description": ("Note - Content*", "Note", "Notes", "Comment", "Commentaire"),
            "responsible": ("Responsible person", "Owner", "Responsable", "Ответственный"),
        },
        extra=BOUND_TO,
        finish_row=bind,
        comment="description",
        right_of=("lead", "deal", "contact", "company"),
    )
)
