"""When an activity may be planned with one click, and to what it is bound when it is planned from a card."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.kit.text import Text

MORNING = 9
# What the form for a new activity offers to bind it to.
BOUND = ("company", "contact", "deal", "lead")
CLIENTS = ("company", "contact")


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment offered in the plan box, in the account's time."""

    label: Text
    at: datetime


def slots(now: datetime) -> list[Slot]:
    """Return the moments that the plan box offers: the next working morning, and one in a week."""
    morning = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return [
        Slot(_("Tomorrow 9:00"), _working(morning + timedelta(days=1))),
        Slot(_("In a week"), _working(morning + timedelta(days=7))),
    ]


def _working(moment: datetime) -> datetime:
    return moment + timedelta(days=max(0, 7 - moment.weekday())) if moment.weekday() >= 5 else moment


def bindings_from(viewer: User, item_type: ItemType, item: Item) -> list[tuple[int, int]]:
    """Return what an activity planned on an item's card is bound to: the item and its client, as far as seen."""
    pairs = [(item_type.type_id, item.pk)]
    for code in ("company", "contact"):
        ident = getattr(item, f"{code}_id", None) if item_type.has(code) and item_type.code not in CLIENTS else None
        client = item_types.find(code)
        if ident and client and client.visible_to(viewer).filter(pk=ident).exists():
            pairs.append((client.type_id, ident))
    return pairs
