"""The rhythm as the tab shows it: facts with their words and the addresses of their records, and the weekly table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comptoir.account.queries import account
from comptoir.activities.choices import KindName
from comptoir.activities.metrics import ACTIVITIES
from comptoir.activities.models import Activity
from comptoir.activities.times import hour_name, weekday_name
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import item_types
from comptoir.profile.request import Asked
from comptoir.profile.sections.channels.section import ACTIVITY_GROUPS, Channels, channels_of
from comptoir.profile.sections.rhythm.reading import FEWEST_ACTIVITIES, Replies, Rhythm, client_rhythm
from comptoir.profile.sections.section import PageReading, Section, Wanted
from comptoir.ui.formats import days, format_date, format_datetime, number

LEVELS = 4


@dataclass(frozen=True)
class Fact:
    """A number with its name. note: what stands under it, url: its records; warns: the note is bad news."""

    label: str
    value: str
    url: str = ""
    note: str = ""
    note_url: str = ""
    warns: bool = False


@dataclass(frozen=True)
class HeatCell:
    """level: 0 (nothing) to 4 (the most there is); url "" where several hours are one cell."""

    count: int
    level: int
    words: str
    url: str


@dataclass(frozen=True)
class HeatRow:
    label: str
    cells: list[HeatCell]
    total: int
    url: str
    best: bool


@dataclass(frozen=True)
class BestTime:
    """The weekday, and the weekday and hour, with most contact; either may be ""."""

    day: str = ""
    day_count: str = ""
    day_url: str = ""
    cell: str = ""
    cell_count: str = ""
    cell_url: str = ""


@dataclass(frozen=True)
class ShownRhythm:
    """rows: the week, empty where there are too few activities."""

    facts: list[Fact]
    heads: list[str]
    rows: list[HeatRow]
    best_time: BestTime | None
    working_time: str
    channels: Channels


class RhythmSection(Section):
    """Facts about contact, and the week by weekday and hour."""

    code = "rhythm"
    template = "profile/sections/rhythm/section.html"
    folds = True

    def wants(self) -> Wanted:
        return Wanted((ACTIVITIES,), groups=ACTIVITY_GROUPS)

    def shows(self, reading: PageReading) -> ShownRhythm:
        asked, rhythm = self.asked, client_rhythm(self.asked.scope)
        enough = rhythm.total >= FEWEST_ACTIVITIES
        return ShownRhythm(
            [
                _last(asked, rhythm.last_in, _("Last contact from the client"), "in"),
                _last(asked, rhythm.last_out, _("Last contact from us"), "out"),
                _silence(rhythm),
                _next_step(asked, rhythm),
                _replies(asked, rhythm.ours, _("We reply in"), "replies_out"),
                _replies(asked, rhythm.theirs, _("The client replies in"), "replies_in"),
            ],
            [head for _hours, head in _columns(rhythm)],
            _heat_rows(asked, rhythm) if enough else [],
            _best_time(asked, rhythm) if enough else None,
            working_time(rhythm),
            channels_of(reading.figures),
        )


# --- Facts ---
def _last(asked: Asked, last: tuple[datetime, Activity | None] | None, label: str, direction: str) -> Fact:
    if last is None:
        return Fact(label, _("none"))
    moment, activity = last
    records = asked.figure("activities", direction=direction)
    if activity is None:
        return Fact(label, format_datetime(moment), records)
    who = activity.responsible.full_name if activity.responsible else ""
    kind = str(KindName(activity.kind).label)
    note = _("%(kind)s, %(person)s") % {"kind": kind, "person": who} if who else kind
    return Fact(label, format_datetime(moment), records, note, _card(activity))


def _card(activity: Activity) -> str:
    return card_url(item_types.get("activity"), activity.pk)


def _silence(rhythm: Rhythm) -> Fact:
    label, silence, longest = _("Silence"), rhythm.silence, rhythm.longest
    if silence is None:
        return Fact(label, "—")
    if rhythm.usual is None or longest is None:
        return Fact(label, days(silence), note=_("too few days with contact for a usual interval"))
    usual = ngettext(
        "usually a day (median of %(count)s intervals)",
        "usually %(days)s days (median of %(count)s intervals)",
        2 if rhythm.usual != 1 else 1,
    ) % {"days": number(rhythm.usual, 1 if rhythm.usual % 1 else 0), "count": number(len(rhythm.intervals))}
    if silence > longest:
        words = {"usual": usual, "longest": days(longest)}
        return Fact(
            label, days(silence), note=_("the longest so far (before: %(longest)s), %(usual)s") % words, warns=True
        )
    return Fact(label, days(silence), note=usual)


def _next_step(asked: Asked, rhythm: Rhythm) -> Fact:
    label, step = _("Next step"), rhythm.next_step
    overdue = ngettext("%(count)s overdue", "%(count)s overdue", rhythm.overdue) % {"count": number(rhythm.overdue)}
    planned = ngettext("%(count)s planned", "%(count)s planned", rhythm.steps) % {"count": number(rhythm.steps)}
    all_overdue = rhythm.overdue == rhythm.steps
    note = planned if not rhythm.overdue else overdue
    if all_overdue and rhythm.overdue:
        note = ngettext("%(count)s planned, overdue", "%(count)s planned, all overdue", rhythm.overdue) % {
            "count": number(rhythm.overdue)
        }
    code = "steps_overdue" if rhythm.overdue and not all_overdue else "steps"
    url = asked.figure(code) if rhythm.steps else ""
    value = f"{format_date(step.deadline or step.start_at or step.happened_at)}" if step else pgettext("step", "none")
    title = (step.title or str(KindName(step.kind).label)) if step else ""
    if step:
        note = _("%(title)s; %(note)s") % {"title": title, "note": note}
    return Fact(label, value, _card(step) if step else "", note if rhythm.steps else "", url, bool(rhythm.overdue))


def _replies(asked: Asked, replies: Replies | None, label: str, code: str) -> Fact:
    if replies is None:
        return Fact(label, "—", note=_("no activity names the one it answers"))
    count = ngettext("median of %(count)s reply", "median of %(count)s replies", replies.count)
    return Fact(
        label, duration(replies.median), note=count % {"count": number(replies.count)}, note_url=asked.figure(code)
    )


def duration(length: timedelta) -> str:
    """Return a length of working time in hours and minutes."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": number(minutes)}
    if minutes >= 24 * 60 or minutes % 60 == 0:
        return _("%(hours)s h") % {"hours": number(round(minutes / 60))}
    return _("%(hours)s h %(minutes)s min") % {"hours": number(minutes // 60), "minutes": number(minutes % 60)}


def working_time(rhythm: Rhythm) -> str:
    """Return the working days and hours in words."""
    worked = ", ".join(weekday_name(day) for day in sorted(rhythm.hours.days))
    words = {"days": worked, "start": account().work_start, "end": account().work_end, "zone": account().time_zone}
    return _("%(days)s, %(start)s to %(end)s, time zone %(zone)s") % words


# --- The week ---
def _columns(rhythm: Rhythm) -> list[tuple[range, str]]:
    """Return the hours of each column with its head: those outside working hours are two columns."""
    first, last = rhythm.hours.first_hour, rhythm.hours.last_hour
    found = [(range(hour, hour + 1), str(hour)) for hour in range(first, last)]
    before = [(range(first), _("< %(hour)s") % {"hour": first})] if first else []
    after = [(range(last, 24), _("≥ %(hour)s") % {"hour": last})] if last < 24 else []
    return [*before, *found, *after]


def _heat_rows(asked: Asked, rhythm: Rhythm) -> list[HeatRow]:
    """Return a row for each weekday; the cells are shaded by their share of the fullest."""
    columns = [hours for hours, _head in _columns(rhythm)]
    counts = {
        (day, place): sum(rhythm.cells[(day, hour)] for hour in hours)
        for day in range(1, 8)
        for place, hours in enumerate(columns)
    }
    most = max(counts.values())
    draw = _drawer(asked, most)
    return [
        HeatRow(
            weekday_name(day),
            [draw(day, hours, counts[(day, place)]) for place, hours in enumerate(columns)],
            sum(counts[(day, place)] for place in range(len(columns))),
            asked.figure("activities", weekday=day),
            rhythm.best_day == day,
        )
        for day in range(1, 8)
    ]


def _drawer(asked: Asked, most: int) -> Callable[[int, range, int], HeatCell]:
    def draw(day: int, hours: range, count: int) -> HeatCell:
        level = -(-count * LEVELS // most) if most else 0
        single = len(hours) == 1
        when = (
            hour_name(hours[0])
            if single
            else pgettext("hours", "%(first)s to %(last)s") % {"first": f"{hours[0]}:00", "last": f"{hours[-1] + 1}:00"}
        )
        text = ngettext("%(day)s, %(hours)s: %(count)s activity", "%(day)s, %(hours)s: %(count)s activities", count)
        words = text % {"day": weekday_name(day), "hours": when, "count": number(count)}
        url = asked.figure("activities", weekday=day, hour=hours[0]) if single and count else ""
        return HeatCell(count, level, words, url)

    return draw


def _best_time(asked: Asked, rhythm: Rhythm) -> BestTime | None:
    """Return when most contact takes place; None when no weekday and no hour stands out."""
    day, cell = rhythm.best_day, rhythm.best_cell
    if day is None and cell is None:
        return None
    of_day = sum(count for (weekday, _hour), count in rhythm.cells.items() if weekday == day)
    shares = {"count": number(of_day), "total": number(rhythm.total)}
    in_cell = rhythm.cells[cell] if cell else 0
    return BestTime(
        weekday_name(day) if day else "",
        _("%(count)s of %(total)s activities") % shares,
        asked.figure("activities", weekday=day) if day else "",
        _("%(day)s, %(hours)s") % {"day": weekday_name(cell[0]), "hours": hour_name(cell[1])} if cell else "",
        ngettext("%(count)s activity", "%(count)s activities", in_cell) % {"count": number(in_cell)},
        asked.figure("activities", weekday=cell[0], hour=cell[1]) if cell else "",
    )
