"""The standing as the tab and its explanation show it: rows with their words and the addresses of their records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comptoir.access.policies import may_change_settings
from comptoir.account.queries import account, local_day
from comptoir.activities.metrics import ACTIVITIES
from comptoir.kit.period import Period
from comptoir.kit.text import Text
from comptoir.profile.client import is_scored
from comptoir.profile.request import Asked
from comptoir.profile.sections.channels.section import ACTIVITY_GROUPS
from comptoir.profile.sections.section import Medium, PageReading, Section, Wanted
from comptoir.profile.sections.standing.fit_standings import fit_later
from comptoir.profile.sections.standing.health import ALIVE, CONTACTS, PAYMENTS, RHYTHM
from comptoir.profile.sections.standing.reading import Contacts, Rated, Standing, client_standing, contact_windows
from comptoir.ui.formats import days, money, number, percent

STALE = timedelta(days=1)
WHOLE = {"responsible": "", "compare": ""}
MISSING: Mapping[str, Text] = {
    RHYTHM.code: gettext_lazy("fewer than three purchases"),
    CONTACTS.code: gettext_lazy("too few incoming contacts to compare"),
    PAYMENTS.code: gettext_lazy("no invoice"),
    ALIVE.code: gettext_lazy("no model, a single purchase, or no client that ever left"),
}
REFUSALS: Mapping[str, Text] = {
    "few_repeating": gettext_lazy("No forecast: the model needs at least 20 clients that bought again."),
    "not_converged": gettext_lazy("No forecast: the model found no parameters that fit your clients."),
}


@dataclass(frozen=True)
class ScoreRow:
    """A dimension of RFM: what it counts, its score from 1 to 5 or None, the address of the records."""

    letter: str
    label: str
    value: str
    url: str
    score: int | None


@dataclass(frozen=True)
class PartRow:
    """A part of the health score with the figures it is made of; `value` is None without data."""

    label: Text
    meaning: Text
    value: float | None
    share: float
    weight: int
    figures: str
    url: str


@dataclass(frozen=True)
class Addresses:
    """Where the figures of a standing come from, over the client's whole time."""

    explained: str
    overdue: str
    unpaid: str
    won_value: str
    won: str
    paid: str
    invoiced: str


@dataclass(frozen=True)
class ShownStanding:
    """rated, scores, parts: nothing for a contact that is left out of scoring; refusal: why nothing is forecast."""

    standing: Standing
    rated: Rated | None
    scores: list[ScoreRow]
    parts: list[PartRow]
    refusal: Text
    urls: Addresses

    @property
    def chance(self) -> str:
        """Return how likely the client still buys, in words; "" where that is not known."""
        alive = self.rated.p_alive if self.rated else None
        return "" if alive is None else chance(alive)


class StandingSection(Section):
    """Segment, health, value and payments of the client; left out for one without a won deal and without an invoice."""

    code = "standing"
    template = "profile/sections/standing/section.html"
    folds = True

    @property
    def may_choose(self) -> bool:
        return self.medium is Medium.TAB and may_change_settings(self.asked.scope.viewer)

    def wants(self) -> Wanted:
        """Return the incoming contacts, which come with the page's own reading unless that is one person's only."""
        if not self._windows:
            return Wanted()
        return Wanted(also=[(ACTIVITIES, period) for period in self._windows], groups=ACTIVITY_GROUPS)

    def shows(self, reading: PageReading) -> ShownStanding | None:
        contacts = None
        if self._windows:
            counts = [int(reading.count(ACTIVITIES, period, direction="in")) for period in self._windows]
            contacts = Contacts(counts[0], counts[1], self._windows[0])
        shown = standing_of(self.asked, contacts)
        return shown if shown.standing.has_data else None

    @cached_property
    def _windows(self) -> tuple[Period, Period] | None:
        if self.asked.scope.responsible is not None or not is_scored(self.asked.item):
            return None
        return contact_windows(local_day(self.asked.scope.as_of))


def standing_of(asked: Asked, contacts: Contacts | None = None) -> ShownStanding:
    """Return what the section and its explanation show; the daily fit is queued when it is due.

    `contacts` are those of contact_windows, where they were read already.
    """
    standing = client_standing(asked.scope, is_scored=is_scored(asked.item), contacts=contacts)
    if asked.past is None and (standing.fit is None or standing.fit.computed_at < timezone.now() - STALE):
        fit_later(asked.item_type.code)
    rated = standing.rated
    return ShownStanding(
        standing,
        rated,
        _score_rows(asked, standing, rated) if rated else [],
        _part_rows(asked, standing, rated) if rated else [],
        refusal(standing),
        _addresses(asked),
    )


def _addresses(asked: Asked) -> Addresses:
    def figure(code: str) -> str:
        return asked.figure(code, period="ALL", **WHOLE)

    return Addresses(
        explained=asked.standing,
        overdue=figure("overdue_gross"),
        unpaid=figure("unpaid_gross"),
        won_value=figure("won_value"),
        won=figure("won"),
        paid=figure("paid_gross"),
        invoiced=figure("invoiced"),
    )


def chance(share: float) -> str:
    """Write how likely something is, in whole percents: never as certain or impossible, which no model knows."""
    if share > 0.99:
        return _("over %(share)s") % {"share": percent(99, 0)}
    if share < 0.01:
        return _("under %(share)s") % {"share": percent(1, 0)}
    return percent(100 * share, 0)


def refusal(standing: Standing) -> Text:
    """Return why nothing is forecast for any client; "" where a model stands."""
    if standing.fit is None:
        return gettext_lazy("The model is being fitted to your clients: come back in a moment.")
    return REFUSALS.get(standing.fit.refusal, "")


def _score_rows(asked: Asked, standing: Standing, rated: Rated) -> list[ScoreRow]:
    """Return the three dimensions; none where nothing was bought in the months counted."""
    inputs, scores = rated.inputs, rated.scores
    if inputs is None:
        return []
    won = asked.figure("won", period=standing.window.code, **WHOLE)
    value = asked.figure("won_value", period=standing.window.code, **WHOLE)
    deals = ngettext("%(count)s won deal", "%(count)s won deals", inputs.frequency) % {
        "count": number(inputs.frequency)
    }
    return [
        ScoreRow("R", _("Recency"), days(inputs.recency), won, scores.recency if scores else None),
        ScoreRow("F", _("Frequency"), deals, won, scores.frequency if scores else None),
        ScoreRow(
            "M",
            _("Monetary value"),
            money(inputs.monetary, account().currency),
            value,
            scores.monetary if scores else None,
        ),
    ]


def _part_rows(asked: Asked, standing: Standing, rated: Rated) -> list[PartRow]:
    """Return the parts of the health score, each with its figures, or why it has no data."""
    figures = _figures(asked, standing, rated)
    return [
        PartRow(
            part.kind.label,
            part.kind.meaning,
            part.value,
            part.share,
            part.weight,
            figures[part.kind.code][0] if part.value is not None else str(MISSING[part.kind.code]),
            figures[part.kind.code][1],
        )
        for part in rated.health.parts
    ]


def _figures(asked: Asked, standing: Standing, rated: Rated) -> dict[str, tuple[str, str]]:
    """Return for each part its figures in words, and where they come from."""
    contacts, payments = rated.contacts, standing.payments
    usual = None if rated.usual is None else round(rated.usual)
    since = {"since": days(rated.days_since), "usual": days(usual)}
    counts = {"now": number(contacts.now), "before": number(contacts.before)}
    owed = {
        "overdue": money(payments.overdue, account().currency),
        "open": money(payments.exposure, account().currency),
    }
    alive = {"chance": "" if rated.p_alive is None else chance(rated.p_alive)}
    return {
        RHYTHM.code: (
            _("%(since)s since the last won deal, usually %(usual)s") % since,
            asked.figure("won", period="ALL", **WHOLE),
        ),
        CONTACTS.code: (
            _("%(now)s in the last 90 days, %(before)s in the 90 before") % counts,
            asked.figure("activities", period=contacts.period.code, direction="in", **WHOLE),
        ),
        PAYMENTS.code: (
            _("%(overdue)s overdue of %(open)s open") % owed,
            asked.figure("unpaid_gross", period="ALL", **WHOLE),
        ),
        ALIVE.code: (_("%(chance)s likely to buy again") % alive, f"{asked.standing}#model"),
    }
