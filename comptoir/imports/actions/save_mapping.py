"""Keeping a mapping under a name."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.imports.errors import MappingRefused
from comptoir.imports.mapping import Plan, plan_to_json
from comptoir.imports.models import ImportMapping
from comptoir.kit.text import clean_line


def save_mapping(name: str, type_code: str, plan: Plan, *, actor: User, at: datetime) -> ImportMapping:
    """Keep the mapping for the next file of the kind; the same name again replaces it. Errors: MappingRefused."""
    cleaned = clean_line(name)[:100]
    if not cleaned:
        raise MappingRefused(_("Give the mapping a name."))
    mapping, _created = ImportMapping.objects.update_or_create(
        owner=actor,
        item_type=type_code,
        name=cleaned,
        defaults={"plan": plan_to_json(plan), "updated_at": at},
    )
    return mapping
