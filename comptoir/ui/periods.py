"""Report periods in words, and the choices the period picker offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comptoir.kit.period import ALL_TIME, Period, quarter_of
from comptoir.ui.formats import format_date

NAMED = {
    "D0": gettext_lazy("Today"),
    "D-1": gettext_lazy("Yesterday"),
    "W0": gettext_lazy("This week"),
    "W-1": gettext_lazy("Last week"),
    "M0": gettext_lazy("Current month"),
    "M-1": gettext_lazy("Last month"),
    "Q0": gettext_lazy("Current quarter"),
    "Q-1": gettext_lazy("Last quarter"),
    "Y0": gettext_lazy("Current year"),
    "Y-1": gettext_lazy("Last year"),
}
PRESETS = (("ALL",), ("D0", "D7", "D30", "D60", "D90"), ("M0", "Q0", "Y0"))
FURTHER_PRESETS = (("D-1", "W0", "W-1"), ("M-1", "Q-1", "Y-1"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One period the picker offers, as a link."""

    code: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class QuarterCard:
    """One quarter of the strip: its number of activities, and its months as (label, address, count)."""

    code: str
    label: str
    count: int
    months: tuple[tuple[str, str, int], ...]
    url: str
    current: bool
    compared: bool = False


@dataclass(frozen=True, slots=True)
class PeriodPicker:
    """All that the picker macro shows."""

    period: Period
    label: str
    span: str
    groups: tuple[tuple[Choice, ...], ...]
    further: tuple[tuple[Choice, ...], ...]
    quarters: tuple[QuarterCard, ...]
    name: str
    action: str
    kept: tuple[tuple[str, str], ...]
    year: int
    years: tuple[int, ...]
    months: tuple[str, ...]
    earlier_url: str = ""
    later_url: str = ""


def period_label(period: Period) -> str:
    """Return the period as a title: "All time", "Trimestre 2 2017", "30 derniers jours"."""
    code = period.code
    if period.is_all_time:
        return _("All time")
    if code in NAMED:
        return str(NAMED[code])
    if code[0] in "DN" and code[1:].isdigit():
        return _counted_days(code)
    if period.start is None:
        return _("Until %(day)s") % {"day": format_date(period.last_day)}
    return _calendar_label(period)


def short_period_label(period: Period) -> str:
    """Return the period as a caption of a figure: "depuis le début", "T2 2017"."""
    if period.is_all_time:
        return _("all time")
    if period.unit == "Q" and period.start:
        return quarter_label(period.start)
    return period_label(period)


def quarter_label(day: date) -> str:
    """Return the short name of the quarter the day is in: "Q2 2017", "T2 2017"."""
    return _("Q%(quarter)d %(year)d") % {"quarter": quarter_of(day), "year": day.year}


def period_span(period: Period) -> str:
    """Return the days of the period: "1er avr. 2017 – 30 juin 2017, 91 jours"; empty for all time."""
    if period.start is None or period.last_day is None or period.days is None:
        return ""
    first = format_date(period.start, "medium" if period.start.year != period.last_day.year else "day")
    values = {"first": first, "last": format_date(period.last_day), "count": period.days}
    return ngettext("%(last)s, one day", "%(first)s – %(last)s, %(count)d days", period.days) % values


def _counted_days(code: str) -> str:
    count = int(code[1:])
    if code[0] == "D":
        return ngettext("Last day", "Last %(count)d days", count) % {"count": count}
    return ngettext("Next day", "Next %(count)d days", count) % {"count": count}


def _calendar_label(period: Period) -> str:
    start, last = period.start, period.last_day
    if start is None or last is None:
        return period.code
    match period.unit:
        case "Y":
            return str(start.year)
        case "Q":
            return _("Quarter %(quarter)d %(year)d") % {"quarter": quarter_of(start), "year": start.year}
        case "M":
            return format_date(start, "month_long").capitalize()
        case "W":
            return _("Week of %(day)s") % {"day": format_date(start)}
        case "D":
            return format_date(start)
    return _("%(first)s to %(last)s") % {"first": format_date(start), "last": format_date(last)}


def period_picker(
    period: Period,
    url_for: Callable[[str], str],
    *,
    action: str,
    today: date,
    kept: Iterable[tuple[str, str]] = (),
    counts: Callable[[date], int] | None = None,
    compared: Period | None = None,
    first_year: int | None = None,
    name: str = "period",
) -> PeriodPicker:
    """Return what the picker shows.

    url_for: address of the page with that period code. action: address its forms go to, with `kept` parameters added.
    counts: number of activities of the month that begins on a day, for the strip of quarters; without it no strip.
    """
    groups, further = (
        tuple(tuple(_choice(code, period, url_for) for code in codes) for codes in presets)
        for presets in (PRESETS, FURTHER_PRESETS)
    )
    starts = _strip(period, today) if counts else ()
    quarters = tuple(_card(start, period, url_for, counts, compared) for start in starts if counts)
    return PeriodPicker(
        period=period,
        label=period_label(period),
        span=period_span(period),
        groups=groups,
        further=further,
        quarters=quarters,
        name=name,
        action=action,
        kept=tuple(kept),
        year=(period.start or today).year,
        years=tuple(range(today.year + 1, (first_year or today.year - 10) - 1, -1)),
        months=tuple(format_date(date(2024, month, 1), "LLLL") for month in range(1, 13)),
        earlier_url=url_for(_quarter_code(_shift(starts[0], -1))) if starts else "",
        later_url=url_for(_quarter_code(_shift(starts[-1], 1))) if starts else "",
    )


def _choice(code: str, period: Period, url_for: Callable[[str], str]) -> Choice:
    if code == "ALL":
        return Choice(code, _("All time"), url_for(code), period == ALL_TIME)
    label = (
        str(NAMED[code])
        if code in NAMED
        else ngettext("%(count)d day", "%(count)d days", int(code[1:])) % {"count": int(code[1:])}
    )
    return Choice(code, label, url_for(code), period.code == code)


def _strip(period: Period, today: date) -> tuple[date, ...]:
    """Six quarters: the last ones, or those round the chosen period with its own in the third place."""
    last = _quarter_start(today) if period.start is None else _shift(_quarter_start(period.start), 3)
    return tuple(_shift(last, -back) for back in range(5, -1, -1))


def _quarter_start(day: date) -> date:
    return date(day.year, quarter_of(day) * 3 - 2, 1)


def _quarter_code(start: date) -> str:
    return f"Q-{start.year}-{quarter_of(start)}"


def _shift(start: date, quarters: int) -> date:
    index = start.year * 4 + (start.month - 1) // 3 + quarters
    return date(index // 4, index % 4 * 3 + 1, 1)


def _card(
    start: date,
    period: Period,
    url_for: Callable[[str], str],
    counts: Callable[[date], int],
    compared: Period | None,
) -> QuarterCard:
    firsts = [date(start.year, start.month + offset, 1) for offset in range(3)]
    months = tuple((format_date(first, "MMM"), url_for(f"M-{first:%Y-%m}"), counts(first)) for first in firsts)
    code = _quarter_code(start)
    inside = _covers(period, start)
    total = sum(count for _label, _url, count in months)
    is_compared = compared is not None and _covers(compared, start) and not inside
    return QuarterCard(code, quarter_label(start), total, months, url_for(code), inside, is_compared)


def _covers(period: Period, start: date) -> bool:
    """Say whether a bounded period contains the whole quarter."""
    if period.start is None or period.end is None:
        return False
    return period.start <= start and _shift(start, 1) - timedelta(days=1) < period.end


def requested_code(query: Mapping[str, str], name: str = "period") -> str:
    """Return the code a request asks for, "" for none; the tray's forms are understood without scripts as well."""
    if code := query.get(name, ""):
        return code
    first, last = query.get("from", ""), query.get("to", "")
    if last:
        return f"R-{first}-{last}" if first else f"U-{last}"
    year, part = query.get("year", ""), query.get("part", "")
    if not year:
        return ""
    if part.startswith("M"):
        return f"M-{year}-{part[1:].zfill(2)}"
    return f"Q-{year}-{part[1:]}" if part else f"Y-{year}"
