"""The card of an item made ready for its page: header, stages, tabs, sections; other apps' tabs begin with it too."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from markupsafe import Markup

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.items.cards.panels import creations, panels
from comptoir.items.cards.reading import (
    COUNTED,
    SECTION_LABELS,
    Card,
    card_of,
    final_stages,
    is_editable,
    read_related,
    sections_of,
    steps_of,
    tabs_of,
)
from comptoir.items.cards.tabs import GENERAL, ItemTab
from comptoir.items.core.addresses import card_url, changed_event, item_event, list_url, new_url, reload_event
from comptoir.items.core.choices import sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.shared_fields import MAIN
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.kinds.display import Display, point_url
from comptoir.items.kinds.related import titles_of
from comptoir.ui.component_values import Crumb, Stage, Tab

# isort: split


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field on the card. `edit_url` is empty when the reader may not change it."""

    id: str
    label: str | Promise
    html: Markup
    edit_url: str
    wide: bool

    @property
    def empty(self) -> bool:
        return not self.html


@dataclass(frozen=True, slots=True)
class Section:
    label: str | Promise
    fields: list[ShownField]
    folded: bool


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


def general_context(card: Card) -> dict[str, Any]:
    """Return what the General tab shows beside the frame: sections of fields and the panels of other apps."""
    read_related(card)
    display = Display(card.type, card.related, account().currency)
    return {
        "sections": [_section(card, section, fields, display) for section, fields in sections_of(card.type)],
        "figures": figures_of(card),
        "lead_panels": _panels(card, "lead"),
        "main_panels": _panels(card, "main"),
        "side_panels": _panels(card, "side"),
        "system": _system(card),
    }


def shown_field(card: Card, field: Field, display: Display) -> ShownField:
    """Return a field as the card shows it."""
    return ShownField(
        id=f"{card.key}-{field.code}",
        label=field.label,
        html=display.html(field, card.item),
        edit_url=card_url(card.type, card.item.pk, "fields", field.code) if is_editable(card, field) else "",
        wide=field.kind == Kind.TEXT,
    )


def stage_context(card: Card) -> dict[str, Any]:
    """Return the variables of items/card/_stages.html; `stages` is None for items that have none."""
    if not card.type.stage_directory:
        return {"stages": None}
    address = card_url(card.type, card.item.pk, "stage") if card.may_update else ""
    found = sources.choices.find(card.type.stages_of(getattr(card.item, "pipeline_id", None)), card.item.stage)
    return {
        "stages": [
            Stage(
                step.choice.name, step.choice.colour, step.state,
                "" if not step.days else pgettext("short", "%(days)s d") % {"days": step.days},
                f"{address}?stage={step.choice.code}" if address else "",
            )
            for step in steps_of(card)
        ],
        "stage": found,
        "stage_code": card.item.stage,
        "stage_url": address,
        "final_stages": final_stages(card),
        "is_closed": card.item.is_closed,
    }  # fmt: skip


def figures_of(card: Card) -> dict[str, Any]:
    """Return the figures that lead the card of something with a price."""
    item, has = card.item, card.type.has
    return {
        "amount": item.amount if has("amount") else None,
        "currency": getattr(item, "currency", ""),
        "account_amount": getattr(item, "account_amount", None),
        "account_currency": account().currency,
        "close_label": card.type.field("close_date").label if has("close_date") else "",
        "close_date": item.close_date if has("close_date") else None,
        "closed_at": getattr(item, "closed_at", None),
        "created_at": item.created_at,
    }


def urls_of(card: Card) -> dict[str, str]:
    """Return the addresses that the card's buttons use."""
    ident = card.item.pk
    return {
        "list": list_url(card.type),
        "card": card_url(card.type, ident),
        "delete": card_url(card.type, ident, "delete"),
        "stage": card_url(card.type, ident, "stage"),
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


def _section(card: Card, section: str, fields: list[Field], display: Display) -> Section:
    shown = [shown_field(card, field, display) for field in fields]
    label = card.type.label if section == MAIN else SECTION_LABELS.get(section, section)
    return Section(label, shown, folded=section not in (MAIN, "extra") and all(each.empty for each in shown))


def _panels(card: Card, slot: str) -> list[tuple[str, dict[str, Any]]]:
    """Return (template, variables) of the panels in a slot."""
    loaded = [(panel, panel.load(card.viewer, card.type, card.item)) for panel in panels.of(card.type, slot)]
    return [(panel.template, values) for panel, values in loaded if values is not None]


def _system(card: Card) -> dict[str, Any]:
    users, item = card.related.users, card.item
    return {
        "created_at": item.created_at,
        "created_by": users.get(item.created_by_id, ""),
        "updated_at": item.updated_at,
        "updated_by": users.get(item.updated_by_id, ""),
    }
