"""The rhythm of contact with a client: last contact, silence, usual interval, replies, weekdays and hours.

Two queries, whatever the number of activities; it obeys period, responsible person, contacts and the viewer's sight.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import CharField
from django.db.models.functions import Cast

from comptoir.account.queries import account, local_day
from comptoir.activities.choices import Direction
from comptoir.activities.metrics import ACTIVITIES, ACTIVITY_SOURCE
from comptoir.activities.models import Activity
from comptoir.analytics.scope import Scope
from comptoir.profile.sections.rhythm.metrics import is_reply, is_step
from comptoir.profile.sections.rhythm.working_hours import WorkingClock, WorkingHours, working_hours

# With fewer days of contact there is no usual interval; with fewer activities no best time.
FEWEST_DAYS = 3
FEWEST_ACTIVITIES = 10
FEWEST_IN_CELL = 3
MOST_AT_ONCE = 5_000
# "true" as text: SQLite stores 1.
YES = ("1", "true")

K = TypeVar("K")


class Row(NamedTuple):
    """Contact of the period, or what is planned; the moment is the database’s text, in UTC, and sorts as time does."""

    pk: int
    moment: str
    direction: str
    done: str
    answered: int | None

    @property
    def happened_at(self) -> datetime:
        found = datetime.fromisoformat(self.moment)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Replies:
    """How long one side takes to answer, in working time."""

    count: int
    median: timedelta


@dataclass(frozen=True)
class Rhythm:
    """What is shown. until: the day silence is counted to, None when the period lies ahead.

    last_in, last_out  the last contact each way: its moment and, where the viewer may see it, the activity
    intervals          days between days with contact; empty below FEWEST_DAYS days
    cells              contacts by (weekday 1..7, hour 0..23)
    """

    total: int
    until: date | None
    last: date | None
    last_in: tuple[datetime, Activity | None] | None
    last_out: tuple[datetime, Activity | None] | None
    intervals: Sequence[int]
    next_step: Activity | None
    steps: int
    overdue: int
    ours: Replies | None
    theirs: Replies | None
    hours: WorkingHours
    cells: Counter[tuple[int, int]] = field(default_factory=Counter)

    @property
    def silence(self) -> int | None:
        """Return the days since the last contact."""
        return (self.until - self.last).days if self.until and self.last else None

    @property
    def usual(self) -> float | None:
        """Return the median of the intervals, in days."""
        return median(self.intervals) if self.intervals else None

    @property
    def longest(self) -> int | None:
        return max(self.intervals, default=None)

    @property
    def best_day(self) -> int | None:
        """Return the weekday with most contact, when there is enough to say so and one stands out."""
        days: Counter[int] = Counter()
        for (weekday, _hour), count in self.cells.items():
            days[weekday] += count
        return _best(days, self.total)

    @property
    def best_cell(self) -> tuple[int, int] | None:
        """Return the weekday and hour with most contact, by the same rule."""
        return _best(self.cells, self.total)


def _best(counts: Counter[K], total: int) -> K | None:
    """Return what stands out among enough activities; None when nothing does."""
    most = counts.most_common(2)
    if total < FEWEST_ACTIVITIES or not most or most[0][1] < FEWEST_IN_CELL:
        return None
    return most[0][0] if len(most) == 1 or most[0][1] > most[1][1] else None


def client_rhythm(scope: Scope) -> Rhythm:
    """Return the rhythm of contact with the scope's client in its period. Two queries."""
    hours = working_hours(account())
    rows = [Row(*values) for values in _rows(scope)]
    contacts = [row for row in rows if row.done in YES]
    latest = {way: _latest(contacts, way) for way in (Direction.IN, Direction.OUT)}
    wanted = [row.pk for row in latest.values() if row]
    wanted += [row.pk for row in rows if row.answered or row.done not in YES]
    details = _details(scope, wanted)
    steps = sorted((each for each in details.values() if not each.completed), key=due_of)
    replies = [each for each in details.values() if each.is_reply]
    cells, days = _local(contacts, hours.zone)
    return Rhythm(
        total=len(contacts),
        until=_until(scope),
        last=days[-1] if days else None,
        last_in=_with_details(latest[Direction.IN], details),
        last_out=_with_details(latest[Direction.OUT], details),
        intervals=[(later - earlier).days for earlier, later in pairwise(days)] if len(days) >= FEWEST_DAYS else [],
        next_step=next((each for each in steps if due_of(each) >= scope.as_of), None),
        steps=len(steps),
        overdue=sum(1 for each in steps if due_of(each) < scope.as_of),
        ours=_replies(hours, (each for each in replies if each.direction == Direction.OUT)),
        theirs=_replies(hours, (each for each in replies if each.direction == Direction.IN)),
        hours=hours,
        cells=cells,
    )


def due_of(step: Activity) -> datetime:
    """Return when a step is due: by its deadline, else its start, else its moment."""
    due: datetime = step.deadline or step.start_at or step.happened_at
    return due


def _rows(scope: Scope) -> Any:
    """Return contact of the period as the figures count it, and what is planned.

    Moments and yes or no as they are stored: reading twenty thousand of them costs a fifth.
    """
    wanted = ACTIVITIES.condition(scope) | is_step(scope)
    rows = ACTIVITY_SOURCE.rows(scope, scope.counted).filter(wanted).order_by()
    columns = {"moment": Cast("happened_at", CharField()), "done": Cast("completed", CharField())}
    return rows.annotate(**columns).values_list("pk", "moment", "direction", "done", "answers_id")


def _local(contacts: Iterable[Row], zone: ZoneInfo) -> tuple[Counter[tuple[int, int]], list[date]]:
    """Return the contacts by local weekday and hour, and the days with contact in order.

    Each hour of UTC is converted once if the zone is then whole hours away from it; in zones such as India's (+05:30)
    each moment is converted.
    """
    known: dict[str, tuple[tuple[int, int], date]] = {}
    cells: Counter[tuple[int, int]] = Counter()
    days: set[date] = set()
    for row in contacts:
        hour = row.moment[:13]
        place = known.get(hour)
        if place is None:
            local = datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone(zone)
            is_whole = not local.minute
            local = local if is_whole else row.happened_at.astimezone(zone)
            place = (local.isoweekday(), local.hour), local.date()
            if is_whole:
                known[hour] = place
        cells[place[0]] += 1
        days.add(place[1])
    return cells, sorted(days)


def _details(scope: Scope, ids: Sequence[int]) -> dict[int, Any]:
    """Return these activities as far as the viewer may see them; `is_reply` says that one answers another."""
    is_answer = is_reply(scope, Direction.IN) | is_reply(scope, Direction.OUT)
    found: dict[int, Any] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        rows = scope.sight("activity").filter(pk__in=ids[start : start + MOST_AT_ONCE]).annotate(is_reply=is_answer)
        rows = rows.order_by().select_related("responsible", "answers").defer("description", "answers__description")
        found |= {activity.pk: activity for activity in rows}
    return found


def _latest(contacts: Iterable[Row], direction: str) -> Row | None:
    own = (row for row in contacts if row.direction == direction)
    return max(own, key=lambda row: (row.moment, row.pk), default=None)


def _with_details(row: Row | None, details: dict[int, Any]) -> tuple[datetime, Activity | None] | None:
    return (row.happened_at, details.get(row.pk)) if row else None


def _until(scope: Scope) -> date | None:
    """Return the day silence is counted to: today, or the last day of a period that is over."""
    now, period = local_day(scope.as_of), scope.period
    if period.start and period.start > now:
        return None
    return min(now, period.last_day) if period.last_day else now


def _replies(hours: WorkingHours, replies: Iterable[Any]) -> Replies | None:
    pairs = [(each.answers.happened_at, each.happened_at) for each in replies]
    if not pairs:
        return None
    clock = WorkingClock(hours, min(asked for asked, _answered in pairs).astimezone(hours.zone).date())
    taken = [clock.between(asked, answered).total_seconds() for asked, answered in pairs]
    return Replies(len(taken), timedelta(seconds=median(taken)))
