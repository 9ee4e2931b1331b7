"""What stands round every tab of a card: header, stages, tabs, menus. Other apps' tabs begin with `open_card`, too."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from comptoir.access.signed_in import user_of
from comptoir.items.cards.card import Card, card_of, urls_of
from comptoir.items.cards.panels import creations
from comptoir.items.cards.stages import stage_context
from comptoir.items.cards.tabs import COUNTED, GENERAL, ItemTab, tabs_of
from comptoir.items.core.addresses import card_url, changed_event, item_event, list_url, new_url, reload_event
from comptoir.items.core.choices import sources
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.kinds.display import point_url
from comptoir.items.kinds.related import titles_of
from comptoir.ui.component_values import Crumb, Tab


def open_card(request: HttpRequest, item_type: ItemType, item_id: int, tab: str = GENERAL) -> dict[str, Any]:
    """Return the variables of items/card.html for an item within the reader's sight; `card` is the Card.

    Errors: NotFound.
    """
    return frame(card_of(item_type, item_id, user_of(request)), tab)


def frame(card: Card, tab: str = GENERAL) -> dict[str, Any]:
    """Return what stands round every tab of a card: header, stage bar, tabs, menus."""
    counted, clients = tabs_of(card), _clients(card)
    return {
        "card": card,
        "item": card.item,
        "item_type": card.type,
        "crumbs": _crumbs(card),
        "clients": clients,
        "calls": _calls(card, clients),
        "tabs": _tabs(card, counted, tab),
        "creations": _creations(card, [tab for tab, _count in counted]),
        "urls": urls_of(card),
        "changed_event": changed_event(card.type),
        "item_event": item_event(card.type, card.item.pk),
        "reload_event": reload_event(card.type, card.item.pk),
        **stage_context(card),
    }


def _crumbs(card: Card) -> list[Crumb]:
    crumbs = [Crumb(card.type.plural, list_url(card.type))]
    if card.type.has_pipelines and len(sources.pipelines.all(card.type.code)) > 1:
        found = sources.pipelines.find(card.type.code, card.item.pipeline_id)
        if found:
            crumbs.append(Crumb(found.name, list_url(card.type, pipeline=found.id)))
    return crumbs


@dataclass(frozen=True, slots=True)
class Client:
    """The company or the main contact that an item names, when the reader may see it."""

    type: ItemType
    id: int
    title: str
    url: str


def _clients(card: Card) -> list[Client]:
    found: list[Client] = []
    for code in ("company", "contact"):
        ident = getattr(card.item, f"{code}_id", None) if card.type.has(code) else None
        item_type = item_types.find(code)
        if ident and item_type:
            title = titles_of(card.viewer, code, [ident]).get(ident)
            if title:
                found.append(Client(item_type, ident, title, card_url(item_type, ident)))
    return found


def _calls(card: Card, clients: list[Client]) -> dict[str, str]:
    """Return the addresses behind the Call and E-mail buttons: the item's own, else those of its client."""
    owners = [(card.type, card.item.pk), *((each.type, each.id) for each in reversed(clients))]
    found: dict[str, str] = {"PHONE": "", "EMAIL": ""}
    for item_type, ident in owners:
        if all(found.values()) or not item_type.of_kind(Kind.POINTS):
            continue
        points = points_of(item_type, [ident]).get(ident, {})
        for kind in ("PHONE", "EMAIL"):
            if not found[kind] and points.get(kind):
                found[kind] = point_url(points[kind][0])
    return found


def _tabs(card: Card, counted: list[tuple[ItemTab, int | None]], current: str) -> list[Tab]:
    ident = card.item.pk
    return [
        Tab(gettext("General"), card_url(card.type, ident), current=current == GENERAL),
        *(
            Tab(tab.label, card_url(card.type, ident, tab.code), current == tab.code,
                f"{COUNTED}+" if count is not None and count > COUNTED else count)
            for tab, count in counted
        ),
    ]  # fmt: skip


def _creations(card: Card, shown: list[ItemTab]) -> list[tuple[ItemType, str]]:
    """Return (type, address) of what can be created from here, the client filled in."""
    found: list[tuple[ItemType, str]] = []
    for tab in shown:
        if tab.related is None:
            continue
        target = item_types.get(tab.related.target)
        if target.allowed(card.viewer, "add"):
            prefill: dict[str, object] = {
                "contact" if tab.related.field == "contacts" else tab.related.field: card.item.pk
            }
            prefill |= _client_of(card) if target.has("company") and target.code not in ("contact", "company") else {}
            found.append((target, new_url(target, **prefill)))
    for creation in creations:
        target, given = item_types.get(creation.target), creation.prefill(card.type, card.item)
        if given is not None and target.allowed(card.viewer, "add"):
            found.append((target, new_url(target, **given)))
    return found


def _client_of(card: Card) -> dict[str, int]:
    codes = [code for code in ("company", "contact") if card.type.has(code) and getattr(card.item, f"{code}_id", None)]
    return {code: getattr(card.item, f"{code}_id") for code in codes}
