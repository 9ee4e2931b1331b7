"""A figure compared with the previous period: the change in words, and whether it is good.

For blocks, widgets and charts: `previous(scope)` is the period to ask the engine for, `delta(...)` what is said then.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.account.queries import account, local_day
from comptoir.analytics.metric import Figure, Number, Ratio, Unit
from comptoir.analytics.scope import Scope
from comptoir.kit.period import Period, previous_period
from comptoir.ui.formats import money, number, percent, signed
from comptoir.ui.periods import short_period_label

# A change is written in percent unless the figure is a percentage itself.
RELATIVE = (Unit.COUNT, Unit.MONEY)
ROUND_PERCENT = 10


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved. rising, better: None where there is no data, no change, or neither can be said.

    text    the change: "+12 %", "+3", "no change"; "" without data
    before  what it is compared with: "against Q1 2025: €12,000"
    words   the whole in one sentence, for those who do not see the colour
    """

    text: str
    before: str
    words: str
    rising: bool | None = None
    better: bool | None = None


def previous(scope: Scope) -> Period | None:
    """Return the period to compare with: a calendar unit steps back one unit, others their own length; else None."""
    return previous_period(scope.period, local_day(scope.as_of))


def delta(figure: Figure, now: Number | None, before: Number | None, period: Period) -> Change:
    """Return what is said of a figure that was `before` in that period; None is no data, and no verdict."""
    when = short_period_label(period)
    if before is None:
        text = _("no data in %(period)s") % {"period": when}
        return Change("", text, text)
    past = _("against %(period)s: %(value)s") % {"period": when, "value": written(figure, before)}
    if now is None:
        return Change("", past, past)
    if now == before:
        return Change(_("no change"), past, _join(_("no change"), past))
    rising = now > before
    better = (rising == (figure.better > 0)) if figure.better else None
    text = _difference(figure, Decimal(now), Decimal(before))
    verdict = "" if better is None else _("better") if better else _("worse")
    return Change(text, past, _join(text, past, verdict), rising, better)


def written(figure: Figure, value: Number) -> str:
    """Write a figure as its unit wants it; money without cents."""
    digits = figure.digits if isinstance(figure, Ratio) else None
    if figure.unit is Unit.MONEY:
        return money(round(Decimal(value)), account().currency)
    return percent(value, digits or 0) if figure.unit is Unit.PERCENT else number(value, digits)


def _difference(figure: Figure, now: Decimal, before: Decimal) -> str:
    if figure.unit in RELATIVE and before:
        share = (now - before) / abs(before) * 100
        return _plus(share) + percent(share, 0 if abs(share) >= ROUND_PERCENT else 1)
    if figure.unit is Unit.PERCENT:
        return _("%(count)s points") % {"count": signed(now - before, 1)}
    if figure.unit is Unit.MONEY:
        return _plus(now - before) + money(round(now - before), account().currency)
    return signed(now - before, figure.digits if isinstance(figure, Ratio) else None)


def _plus(value: Decimal) -> str:
    return "+" if value > 0 else ""


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
