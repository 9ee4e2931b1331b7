"""The standing as the tab and its explanation show it: rows with their words and the addresses of their records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comptoir.access.policies import may_change_settings
from comptoir.account.queries import account, local_day
from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.metric import Metric
from comptoir.analytics.reading import Reading
from comptoir.kit.period import Period
from comptoir.kit.text import Text
from comptoir.profile.request import Asked
from comptoir.profile.sections.standing.fit_standings import fit_later
from comptoir.profile.sections.standing.health import ALIVE, CONTACTS, PAYMENTS, RHYTHM
from comptoir.profile.sections.standing.reading import Contacts, Rated, Standing, client_standing, contact_windows
from comptoir.profile.sections.standing.scored import is_scored
from comptoir.ui.formats import days, money, number, percent

STALE = timedelta(days=1)
STANDING = "standing"
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


def contacts_to_read(asked: Asked, folded: bool) -> list[tuple[Metric, Period]]:
    """Return what the block wants of the page's own reading of activities; nothing while one person's are shown."""
    if folded or asked.scope.responsible is not None or not is_scored(asked.item):
        return []
    return [(ACTIVITIES, period) for period in contact_windows(local_day(asked.scope.as_of))]


def standing_section(asked: Asked, folded: bool = False, reading: Reading | None = None) -> dict[str, Any]:
    """Return what the block shows, nothing of it read while it is folded; the daily fit is queued when it is due.

    `reading` is one that holds contacts_to_read, by direction.
    """
    may_choose = may_change_settings(asked.scope.viewer)
    if folded:
        return {"standing": None, "standing_folded": True, "may_choose": may_choose}
    contacts = _contacts_in(reading, asked) if reading else None
    standing = client_standing(asked.scope, is_scored=is_scored(asked.item), contacts=contacts)
    if asked.past is None and (standing.fit is None or standing.fit.computed_at < timezone.now() - STALE):
        fit_later(asked.item_type.code)
    rated = standing.rated
    return {
        "standing": standing,
        "rated": rated,
        "score_rows": score_rows(asked, standing, rated) if rated else [],
        "part_rows": part_rows(asked, standing, rated) if rated else [],
        "refusal": refusal(standing),
        "chance": chance,
        "standing_folded": False,
        "may_choose": may_choose,
        "standing_urls": {
            "explained": asked.standing,
            "overdue": asked.figure("overdue_gross", period="ALL", **WHOLE),
            "unpaid": asked.figure("unpaid_gross", period="ALL", **WHOLE),
            "won_value": asked.figure("won_value", period="ALL", **WHOLE),
            "won": asked.figure("won", period="ALL", **WHOLE),
            "paid": asked.figure("paid_gross", period="ALL", **WHOLE),
            "invoiced": asked.figure("invoiced", period="ALL", **WHOLE),
        },
    }


def chance(share: float) -> str:
    """Write how likely something is, in whole percents: never as certain or impossible, which no model knows."""
    if share > 0.99:
        return _("over %(share)s") % {"share": percent(99, 0)}
    if share < 0.01:
        return _("under %(share)s") % {"share": percent(1, 0)}
    return percent(100 * share, 0)


def _contacts_in(reading: Reading, asked: Asked) -> Contacts | None:
    periods = contacts_to_read(asked, folded=False)
    if not periods:
        return None
    counts = [int(reading.count(metric, period, direction="in")) for metric, period in periods]
    return Contacts(counts[0], counts[1], periods[0][1], periods[1][1])


def refusal(standing: Standing) -> Text:
    """Return why nothing is forecast for any client; "" where a model stands."""
    if standing.fit is None:
        return gettext_lazy("The model is being fitted to your clients: come back in a moment.")
    return REFUSALS.get(standing.fit.refusal, "")


def score_rows(asked: Asked, standing: Standing, rated: Rated) -> list[ScoreRow]:
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


def part_rows(asked: Asked, standing: Standing, rated: Rated) -> list[PartRow]:
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
