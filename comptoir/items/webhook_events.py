"""What outgoing webhooks are told of items: the reference's names with the number alone, and our own stage changes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.access.gate import reach
from comptoir.access.models import User
from comptoir.access.permissions import Level
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.kit.semantics import Semantics
from comptoir.rest.outgoing.webhook_events import WebhookEvent, webhook_events

STAGES = _("Stages")
VERBS = {
    "ADD": (_("Record added"), events.ADDED),
    "UPDATE": (_("Record changed"), events.CHANGED),
    "DELETE": (_("Record deleted"), events.DELETED),
}
# The reference tells of invoices as of every other type that came later.
LATER = {"invoice"}


def add_events() -> None:
    """Declare the events of every item type; called when all apps have declared theirs."""
    for item_type in item_types:
        for verb, (label, event_type) in VERBS.items():
            for name in _names(item_type, verb):
                webhook_events.add(
                    WebhookEvent(
                        name,
                        label,
                        item_type.plural,
                        event_type.code,
                        fields=partial(_fields, later=item_type.code in LATER),
                        concerns=partial(_is_of, type_id=item_type.type_id),
                        visible=_may_know,
                    )
                )
    webhook_events.add(
        WebhookEvent(
            "crm.item.stage_changed",
            _("Stage changed, with the stage before and after"),
            STAGES,
            events.CHANGED.code,
            fields=_stage_fields,
            concerns=_changes_stage,
            visible=_may_know,
        )
    )


def _names(item_type: ItemType, verb: str) -> list[str]:
    if item_type.code not in LATER:
        return [f"ONCRM{item_type.code.upper()}{verb}"]
    return [f"ONCRMDYNAMICITEM{verb}", f"ONCRMDYNAMICITEM{verb}_{item_type.type_id}"]


def _is_of(event: Event, *, type_id: int) -> bool:
    return event.item_type == type_id


def _changes_stage(event: Event) -> bool:
    return "stage" in event.changes


def _fields(event: Event, *, later: bool) -> Mapping[str, Any]:
    return {"ID": event.item_id, **({"ENTITY_TYPE_ID": event.item_type} if later else {})}


def _stage_fields(event: Event) -> Mapping[str, Any]:
    item_type = item_types.by_id(event.item_type)
    before, after = ({"stageId": code, "semantics": _semantics(item_type, code)} for code in event.changes["stage"])
    told = {"entityTypeId": event.item_type, "id": event.item_id, "before": before, "after": after}
    return {**told, "userId": event.actor_id}


def _semantics(item_type: ItemType | None, code: str) -> Semantics | None:
    """Return what a stage of any pipeline of the type means; None for one that is not there any more."""
    if item_type is None:
        return None
    pipelines = sources.pipelines.all(item_type.code) if item_type.has_pipelines else []
    directories = [pipeline.stage_directory for pipeline in pipelines] or [item_type.stage_directory]
    found = (sources.choices.find(directory, code) for directory in directories)
    return next((Semantics.of(choice.semantics) for choice in found if choice), None)


def _may_know(event: Event, owner: User) -> bool:
    """Say whether the owner may see the item; of a deleted one only who may see all of its type is told."""
    item_type = item_types.by_id(event.item_type)
    if item_type is None:
        return False
    if event.code == events.DELETED.code:
        return reach(owner).level(item_type.code, "read") >= Level.ALL
    return bool(item_type.visible_to(owner).filter(pk=event.item_id).exists())
