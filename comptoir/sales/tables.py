"""Columns that the lists of sales have beside their fields."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.tables import ComputedColumn, computed_columns


def load_full_names(_viewer: User, _item_type: ItemType, leads: Sequence[Any]) -> dict[int, object]:
    return {lead.pk: lead.full_name for lead in leads}


computed_columns.add(
    ComputedColumn("full_name", _("Name"), load_full_names, ("lead",), sort="last_name", needs=("name", "last_name"))
)
