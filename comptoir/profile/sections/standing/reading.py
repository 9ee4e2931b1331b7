"""The standing of one client as its profile shows it: computed on each visit from the records that the viewer may see.

Only the models' parameters and the cut-offs come from the daily fit over all clients, so that a hidden record of a
client changes nothing for somebody without the right to it (ruling R10).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from comptoir.account.queries import local_day
from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.questions import Question, ask
from comptoir.analytics.scope import Scope
from comptoir.kit.period import Period, parse_period
from comptoir.profile.models import StandingFit
from comptoir.profile.sections.standing.choices import StandingChoices, standing_choices
from comptoir.profile.sections.standing.health import WINDOW_DAYS, Health, contacts_value, health_of, rhythm_value
from comptoir.profile.sections.standing.history import History, Purchase, history_of, median_interval
from comptoir.profile.sections.standing.model import Outlook, buying_from, outlook, spending_from
from comptoir.profile.sections.standing.payments import PaymentBehaviour, behaviour_of
from comptoir.profile.sections.standing.purchases import bills_of, won_of
from comptoir.profile.sections.standing.rfm import (
    CutOffs,
    Inputs,
    Scores,
    Segment,
    inputs_of,
    months_before,
    scores_of,
    segment_of,
)

INCOMING = (("direction", "in"),)


@dataclass(frozen=True)
class Contacts:
    """Incoming activities of the last 90 days, which are `period`, and of the 90 days before."""

    now: int
    before: int
    period: Period


@dataclass(frozen=True)
class Rated:
    """What is computed only for clients that take part in scoring.

    scores   None without cut-offs, or without a purchase in `window`; `segment` None without any purchase or cut-offs
    outlook  None without a purchase, or while no model is fitted
    p_alive  None also before the second purchase, and where the model finds that no client ever leaves
    usual    the client's own median number of days between two purchases
    """

    inputs: Inputs | None
    scores: Scores | None
    segment: Segment | None
    history: History | None
    outlook: Outlook | None
    p_alive: float | None
    usual: float | None
    days_since: int | None
    contacts: Contacts
    health: Health


@dataclass(frozen=True)
class Standing:
    """Facts for every client; `rated` is None for a contact that is left out of scoring."""

    today: date
    window: Period
    won_value: Decimal
    won_deals: int
    paid: Decimal
    payments: PaymentBehaviour
    fit: StandingFit | None
    choices: StandingChoices
    rated: Rated | None

    @property
    def has_data(self) -> bool:
        return bool(self.won_deals or self.payments.invoices)


def client_standing(scope: Scope, *, is_scored: bool, contacts: Contacts | None = None) -> Standing:
    """Return the standing of the scope's client, regardless of period and responsible person.

    Shape:  four queries: won deals, invoices with payments, incoming contacts, the fit; three when not scored, or when
            the contacts were read before.
    Source: docs/standing.md.
    """
    today, choices = local_day(scope.as_of), standing_choices()
    won, bills = won_of(scope), bills_of(scope)
    behaviour = behaviour_of(bills, today)
    fit = StandingFit.objects.filter(client_type=scope.client.type_code).first()
    return Standing(
        today=today,
        window=_interval(months_before(today, choices.months) + timedelta(days=1), today),
        won_value=won.value,
        won_deals=won.deals,
        paid=sum((payment.amount or Decimal(0) for bill in bills for payment in bill.payments), Decimal(0)),
        payments=behaviour,
        fit=fit,
        choices=choices,
        rated=_rated(scope, won.purchases, behaviour, fit, contacts) if is_scored else None,
    )


def cut_offs_in_force(choices: StandingChoices, fit: StandingFit | None) -> CutOffs | None:
    """Return the cut-offs of the three scores: the account's own, else the fifths; None while one is missing."""
    found = {**(fit.cut_offs if fit else {}), **choices.cut_offs}
    return found if len(found) == 3 else None


def _rated(
    scope: Scope,
    purchases: list[Purchase],
    behaviour: PaymentBehaviour,
    fit: StandingFit | None,
    contacts: Contacts | None,
) -> Rated:
    today, choices = local_day(scope.as_of), standing_choices()
    past = [purchase for purchase in purchases if purchase.day <= today]
    history, inputs = history_of(past, today), inputs_of(past, today, choices.months)
    cut_offs = cut_offs_in_force(choices, fit)
    scores = scores_of(inputs, cut_offs) if inputs and cut_offs else None
    ahead = outlook_of(fit, history)
    alive = _known_alive(fit, history, ahead)
    usual, days_since = median_interval(past), (today - past[-1].day).days if past else None
    contacts = contacts or _contacts(scope)
    overdue = behaviour.overdue_share
    health = health_of(
        {
            "rhythm": rhythm_value(days_since, usual),
            "contacts": contacts_value(contacts.now, contacts.before),
            "payments": None if overdue is None else float(100 - overdue),
            "alive": None if alive is None else 100 * alive,
        },
        choices.weights,
    )
    segment = segment_of(scores) if history and cut_offs else None
    return Rated(inputs, scores, segment, history, ahead, alive, usual, days_since, contacts, health)


def outlook_of(fit: StandingFit | None, history: History | None) -> Outlook | None:
    """Return what the fitted models expect of a client; None without a purchase or without a model."""
    if fit is None or history is None or not fit.parameters:
        return None
    return outlook(buying_from(fit.parameters), spending_from(fit.parameters), history)


def _known_alive(fit: StandingFit | None, history: History | None, ahead: Outlook | None) -> float | None:
    if fit is None or history is None or ahead is None or not history.frequency:
        return None
    return ahead.p_alive if buying_from(fit.parameters).finds_departures else None


def contact_windows(today: date) -> tuple[Period, Period]:
    """Return the last 90 days and the 90 days before."""
    window = timedelta(days=WINDOW_DAYS)
    now = _interval(today - window + timedelta(days=1), today)
    return now, _interval(today - 2 * window + timedelta(days=1), today - window)


def _contacts(scope: Scope) -> Contacts:
    now, before = contact_windows(local_day(scope.as_of))
    lately, earlier = (Question(ACTIVITIES, period, part=INCOMING) for period in (now, before))
    answers = ask(replace(scope, responsible=None), [lately, earlier])
    return Contacts(int(answers.count(lately)), int(answers.count(earlier)), now)


def _interval(first: date, last: date) -> Period:
    return parse_period(f"R-{first.isoformat()}-{last.isoformat()}", last)
