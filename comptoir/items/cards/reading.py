"""One item as its card shows it: what it refers to, its way through the stages, its neighbours' counts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.cards.tabs import ItemTab, tabs
from comptoir.items.core.choices import Choice, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.shared_fields import ADDRESS, EXTRA, MAIN, UTM
from comptoir.items.kinds.related import Related, related_to
from comptoir.items.models import StageChange
from comptoir.kit.errors import NotFound
from comptoir.kit.filters import Condition, Group, Op, all_of

COUNTED = 1000
SECTION_LABELS: dict[str, str | Promise] = {
    EXTRA: _("More about it"),
    ADDRESS: _("Address"),
    UTM: _("Where it came from"),
}
IN_HEADER = frozenset({"stage"})
SYSTEM = ("created_at", "created_by", "updated_at", "updated_by")


@dataclass
class Card:
    """An item, its reader, and what both may do."""

    type: ItemType
    item: Any
    viewer: User
    may_update: bool
    may_delete: bool
    related: Related = field(default_factory=Related)

    @property
    def title(self) -> str:
        return self.type.title_of(self.item) or f"#{self.item.pk}"

    @property
    def key(self) -> str:
        """Return what the ids of the card's elements begin with: several cards may be open at once."""
        return f"{self.type.path}-{self.item.pk}"


def card_of(item_type: ItemType, item_id: int, viewer: User) -> Card:
    """Return the card of an item within the viewer's sight. Errors: NotFound."""
    item = item_type.visible_to(viewer).filter(pk=item_id).first()
    if item is None:
        raise NotFound
    return Card(item_type, item, viewer, item_type.may(viewer, "update", item), item_type.may(viewer, "delete", item))


def read_related(card: Card) -> None:
    """Read what the card's fields refer to."""
    fields = [each for _section, several in sections_of(card.type) for each in several]
    system = [card.type.field(code) for code in SYSTEM if card.type.has(code)]
    card.related = related_to(card.viewer, card.type, [card.item], [*fields, *system])


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


def is_editable(card: Card, field: Field) -> bool:
    """Say whether the reader may change the field on this card."""
    return card.may_update and not field.read_only and not field.immutable and field.kind != Kind.FILE


# --- Stages ---
@dataclass(frozen=True, slots=True)
class StageStep:
    choice: Choice
    state: str
    days: int | None


def steps_of(card: Card) -> list[StageStep]:
    """Return the stages in progress with the days spent in each; one query."""
    item = card.item
    choices = [choice for choice in _stages(card) if choice.semantics not in ("S", "F")]
    visible = [choice for choice in choices if not choice.hidden or choice.code == item.stage]
    place = next((place for place, choice in enumerate(visible) if choice.code == item.stage), None)
    spent = _days_spent(card)
    last = len(visible) if item.semantics in ("S", "F") else place if place is not None else -1
    return [
        StageStep(choice, "current" if position == place else "done" if position < last else "ahead",
                  spent.get(choice.code))
        for position, choice in enumerate(visible)
    ]  # fmt: skip


def final_stages(card: Card) -> list[Choice]:
    """Return the stages that close the item, success first."""
    found = [choice for choice in _stages(card) if choice.semantics in ("S", "F") and not choice.hidden]
    return sorted(found, key=lambda choice: choice.semantics != "S")


def _stages(card: Card) -> list[Choice]:
    return list(sources.choices.values(card.type.stages_of(getattr(card.item, "pipeline_id", None))))


def _days_spent(card: Card) -> dict[str, int]:
    rows = list(
        StageChange.objects.filter(item_type=card.type.type_id, item_id=card.item.pk)
        .order_by("id")
        .values_list("stage", "at")
    )
    ends: list[datetime] = [*(at for _stage, at in rows[1:]), timezone.now()]
    spent: dict[str, timedelta] = {}
    for (stage, at), end in zip(rows, ends, strict=False):
        spent[stage] = spent.get(stage, timedelta()) + max(end - at, timedelta())
    return {stage: length.days for stage, length in spent.items()}


# --- Tabs ---
def tabs_of(card: Card) -> list[tuple[ItemTab, int | None]]:
    """Return the tabs that the reader gets on this card, with what waits in each; a query a counted tab."""
    shown = [
        tab
        for tab in tabs.of(card.type)
        if tab.visible(card.viewer, card.type, card.item) and (tab.related is None or _readable(tab, card))
    ]
    return [(tab, _count(tab, card)) for tab in shown]


def within(tab: ItemTab, card: Card) -> Group:
    """Return the condition that the items of a related list meet."""
    if tab.related is None:
        raise NotFound
    target = item_types.get(tab.related.target)
    several = target.field(tab.related.field).kind == Kind.ITEMS
    value: object = (card.item.pk,) if several else card.item.pk
    return all_of(Condition(tab.related.field, Op.IN if several else Op.EQ, value))


def related_rows(tab: ItemTab, card: Card) -> Any:
    """Return the rows of a related list that the reader may see."""
    if tab.related is None:
        raise NotFound
    target = item_types.get(tab.related.target)
    field = target.field(tab.related.field)
    rows = target.visible_to(card.viewer)
    if field.kind == Kind.ITEMS:
        link = target.links[field.code]
        owners = link.model.objects.filter(**{link.target: card.item.pk}).values(f"{link.owner}_id")
        return rows.filter(pk__in=owners)
    return rows.filter(**{field.attribute: card.item.pk})


def _readable(tab: ItemTab, card: Card) -> bool:
    return tab.related is not None and item_types.get(tab.related.target).allowed(card.viewer, "read")


def _count(tab: ItemTab, card: Card) -> int | None:
    if tab.related is not None:
        count: int = related_rows(tab, card).order_by()[: COUNTED + 1].count()
        return count
    return tab.count(card.viewer, card.type, card.item) if tab.count else None
