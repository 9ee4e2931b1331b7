"""The frame of every tab of a card: header, stages, tabs, menus. Tabs of other apps call `open_card`, too."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from comptoir.access.signed_in import user_of
from comptoir.items.cards.card import Card, CardUrls, card_of, urls_of
from comptoir.items.cards.clients import Client, ItemClients, clients_of
from comptoir.items.cards.panels import creations
from comptoir.items.cards.stages import StageBar, stage_bar
from comptoir.items.cards.tabs import COUNTED, GENERAL, CountedTab, ItemTab, tabs_of
from comptoir.items.core.addresses import card_url, changed_event, item_event, list_url, new_url, reload_event
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.contact_points import point_url
from comptoir.ui.component_values import Crumb, Tab


@dataclass(frozen=True, slots=True)
class CallUrls:
    """The addresses behind the Call and E-mail buttons, "" for none."""

    phone: str
    email: str


@dataclass(frozen=True)
class CardFrame:
    """The variables of items/cards/card.html. `clients` are named in the header, `creations` offered by its menu."""

    card: Card
    item: Any
    item_type: ItemType
    crumbs: list[Crumb]
    clients: list[Client]
    calls: CallUrls
    tabs: list[Tab]
    creations: list[tuple[ItemType, str]]
    urls: CardUrls
    changed_event: str
    item_event: str
    reload_event: str
    bar: StageBar | None


def open_card(request: HttpRequest, item_type: ItemType, item_id: int, tab: str = GENERAL) -> CardFrame:
    """Return the frame of a card's tab, for an item that the viewer may see. Errors: NotFound."""
    return frame(card_of(item_type, item_id, user_of(request)), tab)


def frame(card: Card, tab: str = GENERAL) -> CardFrame:
    """Return the frame of every tab of a card: header, stage bar, tabs, menus.

    Eight queries at most, the item's own among them: counts of the tabs, clients (four), stages passed through, and
    the state of the directories once a request.
    """
    counted = tabs_of(card)
    found = clients_of(card.viewer, card.type, card.item)
    return CardFrame(
        card=card,
        item=card.item,
        item_type=card.type,
        crumbs=_crumbs(card),
        clients=found.main,
        calls=_calls(found),
        tabs=_tabs(card, counted, tab),
        creations=_creations(card, [each.tab for each in counted]),
        urls=urls_of(card),
        changed_event=changed_event(card.type),
        item_event=item_event(card.type, card.item.pk),
        reload_event=reload_event(card.type, card.item.pk),
        bar=stage_bar(card),
    )


def _crumbs(card: Card) -> list[Crumb]:
    crumbs = [Crumb(card.type.plural, list_url(card.type))]
    if card.type.has_pipelines and len(sources.pipelines.all(card.type.code)) > 1:
        found = sources.pipelines.find(card.type.code, card.item.pipeline_id)
        if found:
            crumbs.append(Crumb(found.name, list_url(card.type, pipeline=found.id)))
    return crumbs


def _calls(found: ItemClients) -> CallUrls:
    """Return whom the buttons reach: the item itself, else its main contact, else its company."""
    owners = [found.points, *(client.points for client in reversed(found.main))]

    def first(kind: str) -> str:
        return next((point_url(points[kind][0]) for points in owners if points.get(kind)), "")

    return CallUrls(phone=first("PHONE"), email=first("EMAIL"))


def _tabs(card: Card, counted: list[CountedTab], current: str) -> list[Tab]:
    general = Tab(gettext("General"), card_url(card.type, card.item.pk), current=current == GENERAL)
    return [general, *(_tab(card, each, current) for each in counted)]


def _tab(card: Card, counted: CountedTab, current: str) -> Tab:
    tab, count = counted.tab, counted.count
    shown = f"{COUNTED}+" if count is not None and count > COUNTED else count
    return Tab(tab.label, card_url(card.type, card.item.pk, tab.code), current == tab.code, shown)


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
