"""Renaming a role."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.cleaning import clean_all, line
from comptoir.access.models import Role, User
from comptoir.access.policies import require_settings


def rename_role(role: Role, name: str, *, actor: User | None, at: datetime) -> Role:
    """Give a role another name; no name gives a role that came with the product its own one back.

    Errors: SettingsRefused; Invalid with the field name.
    """
    require_settings(actor)
    cleaned = clean_all({"name": name}, {"name": line(100, required=not role.default_key)})
    # Typing the shown default name is no renaming: it keeps following the reader's language.
    wanted = "" if role.default_key and cleaned["name"] == role.default_name else cleaned["name"]
    if wanted != role.name:
        before, role.name = role.name, wanted
        with transaction.atomic():
            role.save(update_fields=["name"])
            events.announce(events.ROLE_CHANGED, role.pk, actor=actor, at=at, changes={"name": [before, wanted]})
    return role
