"""What contacts and companies add to every write: a name is required, and main companies follow the links."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.clients.models import Contact, ContactCompany
from comptoir.items.core.item_types import Draft, ItemRules, WriteContext
from comptoir.items.errors import InvalidItem

NAME_NEEDED = _("Enter a first name or a last name.")


class ContactRules(ItemRules):
    def complete(self, draft: Draft, context: WriteContext) -> None:
        named = draft.item.name or draft.item.last_name or context.unnamed
        if draft.touches("name", "last_name") and not named:
            raise InvalidItem({"last_name": NAME_NEEDED})


class CompanyRules(ItemRules):
    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        """Give contacts that were linked from the company's side a main company when they have none."""
        linked = {contact_id for draft in drafts for contact_id in draft.values.get("contacts", ())}
        removed = [contact_id for draft in drafts for contact_id in self._removed(draft)]
        for contact in Contact.objects.filter(pk__in=linked | set(removed)):
            self._settle(contact)

    @staticmethod
    def _removed(draft: Draft) -> list[int]:
        before, after = draft.changes.get("contacts", [None, None])
        return [contact_id for contact_id in before or [] if contact_id not in (after or [])]

    @staticmethod
    def _settle(contact: Contact) -> None:
        links = list(ContactCompany.objects.filter(contact=contact).order_by("-is_primary", "sort", "id"))
        main = links[0] if links else None
        if main and not main.is_primary:
            main.is_primary = True
            main.save(update_fields=["is_primary"])
        main_id: Any = main.company_id if main else None
        if contact.company_id != main_id:
            Contact.objects.filter(pk=contact.pk).update(company_id=main_id)
