"""When a contact is taken out of scoring, or a client is deleted, what was computed about it goes at once."""

from collections.abc import Sequence

from comptoir.clients.models import Company, Contact
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.item_types import item_types
from comptoir.profile.sections.standing.fit_standings import forget_standings

SWITCH = "exclude_from_scoring"


def forget_the_unscored(delivered: Sequence[Event]) -> None:
    for code in (Contact.type_code, Company.type_code):
        number = item_types.get(code).type_id
        gone = [event.item_id for event in delivered if event.item_type == number and _ends_scoring(event)]
        if gone:
            forget_standings(code, gone)


def _ends_scoring(event: Event) -> bool:
    return event.code == events.DELETED.code or (event.code == events.CHANGED.code and SWITCH in event.changes)
