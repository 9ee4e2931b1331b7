"""Reads of activities: an item's timeline, what is due, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from comptoir.access.models import User
from comptoir.account.queries import local_day, today
from comptoir.activities.choices import KIND_ICONS, KindName
from comptoir.activities.models import Activity, ActivityBinding
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.history.reading import HistoryEntry, history_of
from comptoir.items.kinds.person import user_names
from comptoir.items.kinds.record import titles_of

PAGE = 30
MOST_PLANNED = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An activity as timelines and to-do lists show it."""

    id: int
    kind: str
    kind_name: str
    icon: str
    title: str
    text: str
    at: datetime
    direction: str
    missed: bool
    responsible: str
    overdue_days: int
    url: str
    about: tuple["About", ...] = ()

    @property
    def is_overdue(self) -> bool:
        return self.overdue_days >= 0 and self.at < timezone.now()


@dataclass(frozen=True, slots=True)
class About:
    """An item that an activity is bound to."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one time of a timeline: an activity, or an event of the item itself."""

    at: datetime
    line: Line | None = None
    entry: HistoryEntry | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    planned: list[Line]
    days: list[tuple[date, list[Moment]]]
    older: str


def timeline_of(viewer: User, item_type: ItemType, item: Item, before: datetime | None = None) -> Timeline:
    """Return what is planned for an item, and what happened to it before a moment, newest first, by day.

    Shape: at most PAGE past entries; `older` is the moment to go on from, "" at the end.
    """
    bound = Activity.objects.visible_to(viewer).bound_to(item_type, item.pk)
    past = bound.completed().order_by("-happened_at", "-id")
    planned = [] if before else list(bound.planned().by_due()[:MOST_PLANNED])
    # Activities and events are merged: one row more than a page from each source is enough.
    if before:
        past = past.filter(happened_at__lt=before)
    completed = list(past[: PAGE + 1])
    names = user_names({row.responsible_id for row in (*planned, *completed) if row.responsible_id})
    entries = history_of(item_type, item, viewer, until=before, size=PAGE + 1)
    moments = [Moment(row.happened_at, line=line_of(row, names)) for row in completed]
    moments += [Moment(entry.at, entry=entry) for entry in entries]
    moments.sort(key=lambda moment: moment.at, reverse=True)
    shown = moments[:PAGE]
    return Timeline(
        planned=[line_of(row, names) for row in planned],
        days=_by_day(shown),
        older=shown[-1].at.isoformat() if len(moments) > PAGE else "",
    )


def line_of(row: Activity, names: dict[int, str], about: Sequence[About] = ()) -> Line:
    """Return an activity ready to be shown."""
    at = row.happened_at if row.completed else getattr(row, "due", None) or row.deadline or row.happened_at
    return Line(
        id=row.pk,
        kind=row.kind,
        kind_name=str(KindName(row.kind).label),
        icon=KIND_ICONS[row.kind],
        title=row.title,
        text=row.description,
        at=at,
        direction=row.direction,
        missed=row.outcome == "missed",
        responsible=names.get(row.responsible_id or 0, ""),
        overdue_days=(today() - local_day(at)).days,
        url=card_url(item_types.get("activity"), row.pk),
        about=tuple(about),
    )


def _by_day(moments: Sequence[Moment]) -> list[tuple[date, list[Moment]]]:
    days: dict[date, list[Moment]] = {}
    for moment in moments:
        days.setdefault(local_day(moment.at), []).append(moment)
    return list(days.items())


# --- What is due ---
def to_do(viewer: User) -> Any:
    """Return the viewer's own planned activities, by when they are due."""
    return Activity.objects.visible_to(viewer).planned().filter(responsible=viewer).by_due()


def count_due(viewer: User) -> int:
    """Return how many of the viewer's activities are overdue or due today."""
    # The next local midnight: adding a day to a local time keeps the wall clock when the clocks change.
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    count: int = to_do(viewer).filter(due__lt=start).order_by()[:100].count()
    return count


def lines_with_items(viewer: User, rows: Sequence[Activity]) -> list[Line]:
    """Return activities with the items that they are about, those within the viewer's sight."""
    bindings: dict[int, list[tuple[int, int]]] = {}
    ids = [row.pk for row in rows]
    for activity_id, *pair in (
        ActivityBinding.objects.filter(activity__in=ids).order_by("id").values_list("activity", "item_type", "item_id")
    ):
        bindings.setdefault(activity_id, []).append((pair[0], pair[1]))
    items = items_named(viewer, [pair for pairs in bindings.values() for pair in pairs])
    names = user_names({row.responsible_id for row in rows if row.responsible_id})
    return [line_of(row, names, [items[pair] for pair in bindings.get(row.pk, ()) if pair in items]) for row in rows]


def items_named(viewer: User, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], About]:
    """Return {(type number, id): title and address} of the items that the viewer may see; a query a type."""
    wanted: dict[int, set[int]] = {}
    for type_id, item_id in pairs:
        wanted.setdefault(type_id, set()).add(item_id)
    found: dict[tuple[int, int], About] = {}
    for type_id, ids in sorted(wanted.items()):
        item_type = item_types.by_id(type_id)
        if item_type:
            for item_id, title in titles_of(viewer, item_type.code, ids).items():
                found[(type_id, item_id)] = About(title, card_url(item_type, item_id))
    return found


def bound_items(viewer: User, activity: Activity) -> list[About]:
    """Return the items that an activity is bound to, those within the viewer's sight."""
    pairs = list(activity.bindings.order_by("id").values_list("item_type", "item_id"))
    named = items_named(viewer, pairs)
    return [named[pair] for pair in pairs if pair in named]


def next_activities(viewer: User, item_type: ItemType, item_ids: Sequence[int]) -> dict[int, Line]:
    """Return {item id: its planned activity that is due first}; one query, of the columns that a list shows."""
    planned: Any = (
        Activity.objects.visible_to(viewer)
        .planned()
        .filter(bindings__item_type=item_type.type_id, bindings__item_id__in=item_ids)
        .by_due()
    )
    rows = planned.values_list("bindings__item_id", "pk", "kind", "title", "due", named=True)
    found: dict[int, Line] = {}
    for row in rows:
        if row.bindings__item_id not in found:
            found[row.bindings__item_id] = _planned_line(row)
    return found


def _planned_line(row: Any) -> Line:
    return Line(
        id=row.pk,
        kind=row.kind,
        kind_name=str(KindName(row.kind).label),
        icon=KIND_ICONS[row.kind],
        title=row.title,
        text="",
        at=row.due,
        direction="",
        missed=False,
        responsible="",
        overdue_days=(today() - local_day(row.due)).days,
        url=card_url(item_types.get("activity"), row.pk),
    )
