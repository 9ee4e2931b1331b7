"""Working time between two moments: working days and hours of the account, local midnights and changes of the clock.

Public holidays are not known: they count as the weekday they fall on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.account.models import AccountSettings

DAY_END = "24:00"


@dataclass(frozen=True)
class WorkingHours:
    """days: 1 (Monday) to 7; start and end are local times, an end of None is midnight at the end of the day."""

    zone: ZoneInfo
    days: Collection[int]
    start: time
    end: time | None

    @property
    def first_hour(self) -> int:
        return self.start.hour

    @property
    def last_hour(self) -> int:
        """Return the hour after the last one that is worked in, 24 at most."""
        return 24 if self.end is None else self.end.hour + (self.end > time(self.end.hour))

    def of_day(self, day: date) -> tuple[float, float] | None:
        """Return the first and the last instant of work on a day as timestamps; None on a day without work."""
        if day.isoweekday() not in self.days:
            return None
        last = datetime.combine(day, self.end) if self.end else datetime.combine(day + timedelta(days=1), time())
        first = datetime.combine(day, self.start)
        return first.replace(tzinfo=self.zone).timestamp(), last.replace(tzinfo=self.zone).timestamp()


def working_hours(account: AccountSettings) -> WorkingHours:
    """Return the account's working days and hours."""
    end = None if account.work_end == DAY_END else time.fromisoformat(account.work_end)
    return WorkingHours(account.zone, frozenset(account.work_days), time.fromisoformat(account.work_start), end)


class WorkingClock:
    """A clock that runs during working hours only, from a day on; each day is looked at once."""

    def __init__(self, hours: WorkingHours, first: date) -> None:
        self._hours = hours
        self._first = first
        self._before: list[float] = [0.0]

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments on or after the first day; none when the second is not later."""
        return timedelta(seconds=max(self._at(end) - self._at(start), 0.0))

    def _at(self, moment: datetime) -> float:
        """Return the seconds of work from the first day to the moment."""
        day = moment.astimezone(self._hours.zone).date()
        place = (day - self._first).days
        while len(self._before) <= place:
            passed = self._hours.of_day(self._first + timedelta(days=len(self._before) - 1))
            self._before.append(self._before[-1] + (passed[1] - passed[0] if passed else 0.0))
        span = self._hours.of_day(day)
        inside = min(max(moment.timestamp() - span[0], 0.0), span[1] - span[0]) if span else 0.0
        return self._before[place] + inside
