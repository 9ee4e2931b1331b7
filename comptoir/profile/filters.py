"""What stands above the figures of a tab: report period, responsible person, company switch, comparison."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from comptoir.account.queries import today
from comptoir.kit.period import Period
from comptoir.profile.comparison.beside import MenuEntry
from comptoir.profile.request import Asked
from comptoir.ui.component_values import Option, Tab
from comptoir.ui.periods import PeriodPicker, period_picker

# Longer ago than this, the strip of months ends with the last contact.
STRIP = timedelta(days=450)
EARLIEST, LATEST = 1003, 9990
Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Filters:
    """switch: the two ways to look at a company, none for a contact."""

    picker: PeriodPicker
    people: list[Option]
    chosen_person: str
    switch: list[Tab]
    comparisons: Sequence[MenuEntry]


def filters_of(asked: Asked, picker: PeriodPicker, comparisons: Sequence[MenuEntry]) -> Filters:
    person = asked.responsible
    return Filters(
        picker,
        [Option(str(person.pk), person.full_name)] if person else [],
        str(asked.scope.responsible or ""),
        _switch(asked),
        comparisons,
    )


def _switch(asked: Asked) -> list[Tab]:
    if asked.item_type.code != "company":
        return []
    together = asked.scope.client.with_contacts
    return [
        Tab(_("Company + its contacts"), asked.page(contacts=""), current=together),
        Tab(_("Company only"), asked.page(contacts="0"), current=not together),
    ]


def months_of(asked: Asked, span: Span) -> list[Period]:
    """Return the months whose activities the strip of the picker shows."""
    months: dict[date, int] = {}
    picker_of(asked, span, lambda month: months.setdefault(month.start or date.min, 0))
    return [_month(first) for first in months]


def picker_of(asked: Asked, span: Span, counts: Callable[[Period], int]) -> PeriodPicker:
    """Return the picker; its strip ends today, or with the last contact when that is long ago.

    span: the days of the first and the last contact with the client.
    """
    first, last = span
    now, period = today(), asked.scope.period
    long_ago = period.start is None and last is not None and last < now - STRIP
    drawable = period.start is None or EARLIEST <= period.start.year <= LATEST
    picker = period_picker(
        period,
        lambda code: asked.page(period=code),
        action=asked.path,
        today=last if long_ago and last else now,
        kept=[(name, value) for name, value in asked.query(period="", keep="1").items()],
        counts=(lambda month: counts(_month(month))) if drawable else None,
    )
    earliest = min(first.year if first else now.year, now.year - 10)
    return replace(picker, years=tuple(range(now.year + 1, earliest - 1, -1)))


def _month(first: date) -> Period:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(f"M-{first.year:04d}-{first.month:02d}", first, following)
