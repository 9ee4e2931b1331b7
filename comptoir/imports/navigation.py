"""Where the shell offers to import."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.imports.queries import importers_for
from comptoir.ui.navigation import NavItem, navigation


def may_import(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False)) and bool(importers_for(user))


navigation.add(
    NavItem("imports", _("Import"), "file-up", "imports:list", order=60, visible=may_import, section="settings")
)
