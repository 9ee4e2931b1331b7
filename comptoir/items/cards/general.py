"""The General tab of a card: figures, sections of fields, and the panels of other apps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from comptoir.account.queries import account
from comptoir.items.cards.card import Card, is_editable
from comptoir.items.cards.clients import clients_of
from comptoir.items.cards.panels import panels
from comptoir.items.core.addresses import card_url
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.drawing.display import Display
from comptoir.items.drawing.related import related_to
from comptoir.items.kinds.contact_points import point_fields
from comptoir.items.kinds.record import titles_of
from comptoir.items.shared_fields import ADDRESS, EXTRA, MAIN, UTM
from comptoir.kit.text import Text

SECTION_LABELS: dict[str, Text] = {
    EXTRA: _("More about it"),
    ADDRESS: _("Address"),
    UTM: _("Where it came from"),
}
IN_HEADER = frozenset({"stage"})
SYSTEM = ("created_at", "created_by", "updated_at", "updated_by")


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field on the card. `edit_url` is empty if the viewer may not change it."""

    id: str
    label: Text
    html: Markup
    edit_url: str
    wide: bool

    @property
    def empty(self) -> bool:
        return not self.html


@dataclass(frozen=True, slots=True)
class Section:
    label: Text
    fields: list[ShownField]
    folded: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures at the head of a card; `amount` is None for a type without a price."""

    amount: Decimal | None
    currency: str
    account_amount: Decimal | None
    account_currency: str
    close_label: Text
    close_date: date | None
    closed_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Authors:
    """Who entered the item and who changed it last; a name is "" for nobody."""

    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str


# The template of a box, and its variables.
DrawnPanel = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class GeneralTab:
    """The variables of items/cards/_general.html, in addition to the frame's."""

    sections: list[Section]
    figures: Figures
    lead_panels: list[DrawnPanel]
    main_panels: list[DrawnPanel]
    side_panels: list[DrawnPanel]
    system: Authors


def general_tab(card: Card) -> GeneralTab:
    """Return the sections of fields and the panels of other apps; what the fields refer to is read here."""
    read_related(card)
    display = Display(card.type, card.related, account().currency)
    return GeneralTab(
        sections=[_section(card, section, fields, display) for section, fields in sections_of(card.type)],
        figures=figures_of(card),
        lead_panels=_panels(card, "lead"),
        main_panels=_panels(card, "main"),
        side_panels=_panels(card, "side"),
        system=_authors(card),
    )


def shown_field(card: Card, field: Field, display: Display) -> ShownField:
    """Return a field as the card shows it."""
    return ShownField(
        id=f"{card.key}-{field.code}",
        label=field.label,
        html=display.html(field, card.item),
        edit_url=card_url(card.type, card.item.pk, "fields", field.code) if is_editable(card, field) else "",
        wide=field.kind.is_wide,
    )


def read_related(card: Card) -> None:
    """Read what the card's fields refer to; its clients and contact points are known already."""
    fields = [each for _section, several in sections_of(card.type) for each in several]
    system = [card.type.field(code) for code in SYSTEM if card.type.has(code)]
    known, pk = clients_of(card.viewer, card.type, card.item), card.item.pk
    held: dict[str, dict[int, list[Any]]] = {code: {pk: list(ids)} for code, ids in known.linked.items()}
    held |= {each.code: {pk: list(known.points.get(each.target, ()))} for each in point_fields(card.type)}
    unknown = [each for each in (*fields, *system) if each.code not in held]
    card.related = related_to(card.viewer, card.type, [card.item], unknown)
    card.related.values |= held
    for code, ids in known.linked.items():
        target = card.type.field(code).target
        card.related.titles.setdefault(target, {}).update(titles_of(card.viewer, target, ids))


def sections_of(item_type: ItemType) -> list[tuple[str, list[Field]]]:
    """Return the fields by section; a list takes the place of the main reference that mirrors it."""
    mirrors = {each.mirror_of for each in item_type.fields() if each.mirror_of}
    found: dict[str, list[Field]] = {MAIN: [], EXTRA: [], ADDRESS: [], UTM: []}
    for each in item_type.fields():
        if not each.section or each.code in IN_HEADER or each.code in mirrors:
            continue
        shown = item_type.field(each.mirror_of) if each.mirror_of else each
        found.setdefault(each.section, []).append(shown)
    return [(section, fields) for section, fields in found.items() if fields]


def figures_of(card: Card) -> Figures:
    item, has = card.item, card.type.has
    return Figures(
        amount=item.amount if has("amount") else None,
        currency=getattr(item, "currency", ""),
        account_amount=getattr(item, "account_amount", None),
        account_currency=account().currency,
        close_label=card.type.field("close_date").label if has("close_date") else "",
        close_date=item.close_date if has("close_date") else None,
        closed_at=getattr(item, "closed_at", None),
        created_at=item.created_at,
    )


def _section(card: Card, section: str, fields: list[Field], display: Display) -> Section:
    shown = [shown_field(card, field, display) for field in fields]
    label = card.type.label if section == MAIN else SECTION_LABELS.get(section, section)
    return Section(label, shown, folded=section not in (MAIN, EXTRA) and all(each.empty for each in shown))


def _panels(card: Card, slot: str) -> list[DrawnPanel]:
    loaded = [(panel, panel.load(card.viewer, card.type, card.item)) for panel in panels.of(card.type, slot)]
    return [(panel.template, values) for panel, values in loaded if values is not None]


def _authors(card: Card) -> Authors:
    users, item = card.related.users, card.item
    return Authors(
        item.created_at, users.get(item.created_by_id, ""), item.updated_at, users.get(item.updated_by_id, "")
    )
