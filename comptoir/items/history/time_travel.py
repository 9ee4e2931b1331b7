"""Time travel of items: today's rows with every later event taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from comptoir.account.queries import Rates, local_day
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.models import PricedItem, StageChange
from comptoir.kit.semantics import Semantics

AT_ONCE = 5_000
# Columns that rights depend on keep today's values: nobody sees in the past what they may not see now.
RIGHTS = ("responsible", "opened")
# The moment is the midnight after the day (half-open), so the day itself is that of the instant before.
INSTANT = timedelta(microseconds=1)


@dataclass
class Rewound:
    """An item as it was, not saved; `lists` holds linked values that have changed since, by their names in events."""

    item: Any
    lists: dict[str, Any] = field(default_factory=dict)
    has_changed: bool = False


@dataclass
class Past:
    """The items that existed, and how many others were entered later."""

    items: list[Rewound] = field(default_factory=list)
    entered_later: int = 0


def rewind(item_type: ItemType, ids: Iterable[int], moment: datetime) -> Past:
    """Return the items with these ids as they were just before a moment; three queries for each 5,000.

    An item exists from the event of its creation on, even if its `created_at` is earlier (an import).
    """
    past, wanted = Past(), sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        _rewind(item_type, wanted[start : start + AT_ONCE], moment, past)
    return past


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A change of one value; `before` and `after` are lists, with one entry for a single value."""

    event_id: int
    item_id: int
    before: list[Any]
    after: list[Any]


def later_changes(item_type: ItemType, code: str, moment: datetime) -> Iterator[LaterChange]:
    """Yield the changes of one value (contacts, bindings) of existing items since a moment, oldest first."""
    rows = Event.objects.filter(item_type=item_type.type_id, code=events.CHANGED.code, at__gte=moment)
    for event in rows.filter(changes__has_key=code).order_by("id"):
        before, after = event.changes[code]
        yield LaterChange(event.pk, event.item_id, _as_list(before), _as_list(after))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _rewind(item_type: ItemType, ids: Sequence[int], moment: datetime, past: Past) -> None:
    later = _later_events(item_type, ids, moment)
    moved: list[Rewound] = []
    for item in item_type.model.objects.filter(pk__in=ids):
        found = later.get(item.pk, [])
        if any(event.code == events.ADDED.code for event in found) or item.created_at >= moment:
            past.entered_later += item.deleted_at is None
            continue
        rewound = _taken_back(item_type, item, found)
        if rewound.item.deleted_at is None:
            past.items.append(rewound)
            if any("stage" in event.changes for event in found):
                moved.append(rewound)
    _restore_semantics(item_type, moved, moment)
    if issubclass(item_type.model, PricedItem):
        _convert(past.items, local_day(moment - INSTANT))


def _later_events(item_type: ItemType, ids: Sequence[int], moment: datetime) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    rows = Event.objects.filter(item_type=item_type.type_id, item_id__in=ids, at__gte=moment).order_by("-id")
    for event in rows:
        found.setdefault(event.item_id, []).append(event)
    return found


def _taken_back(item_type: ItemType, item: Any, later: Sequence[Event]) -> Rewound:
    """Undo the events, the latest first."""
    rewound = Rewound(item, has_changed=bool(later))
    columns = {column.attname: column for column in item_type.model._meta.concrete_fields}
    for event in later:
        if event.code == events.DELETED.code:
            item.deleted_at = None
        elif event.code == events.RESTORED.code:
            item.deleted_at = event.at
        for code, (before, _after) in event.changes.items():
            column = columns.get(item_type.field(code).attribute) if item_type.has(code) else None
            if code in RIGHTS:
                continue
            if column is None:
                rewound.lists[code] = before or []
            else:
                value = column.to_python(before)
                setattr(item, column.attname, column.get_default() if value is None and not column.null else value)
    return rewound


def _restore_semantics(item_type: ItemType, moved: Sequence[Rewound], moment: datetime) -> None:
    ids = [rewound.item.pk for rewound in moved]
    rows = StageChange.objects.filter(item_type=item_type.type_id, item_id__in=ids, at__lt=moment).order_by("id")
    entered = {
        (item_id, stage): semantics for item_id, stage, semantics in rows.values_list("item_id", "stage", "semantics")
    }
    for rewound in moved:
        item = rewound.item
        known = entered.get((item.pk, item.stage))
        choice = sources.choices.find(item_type.stages_of(getattr(item, "pipeline_id", None)), item.stage)
        item.semantics = Semantics.of(known or (choice.semantics if choice else ""))


def _convert(items: Sequence[Rewound], day: date) -> None:
    """Convert amounts that were open, or have changed since, at the rate of their day (ruling R8)."""
    rates = Rates()
    for rewound in items:
        item = rewound.item
        if rewound.has_changed or item.semantics == Semantics.IN_PROGRESS:
            on = local_day(item.closed_at) if item.closed_at else day
            converted = rates.convert(item.amount, item.currency, on)
            before = item.account_amount
            item.account_amount = converted.amount if converted else None
            rewound.has_changed |= item.account_amount != before
