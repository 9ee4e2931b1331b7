"""The standing as programs read it, with the account's currency; null is "no data" or "not computed"."""

from datetime import date, datetime

from msgspec import Struct

from comptoir.account.queries import account
from comptoir.profile.client import is_scored
from comptoir.profile.request import Asked
from comptoir.profile.sections.standing.reading import Rated, Standing, client_standing


class Model(Struct):
    """The models fitted over all clients of a kind; `refusal` says why there are no parameters."""

    name: str
    version: int
    parameters: dict[str, float]
    clients: int
    repeating: int
    refusal: str | None
    computed_at: datetime


class Expected(Struct):
    """The next twelve months; `low` and `high` hold eight futures of ten."""

    purchases: float
    low: int
    high: int
    value: str | None
    low_value: str | None
    high_value: str | None
    p_alive: float | None


class HealthPart(Struct):
    """`weight` is what the account chose, `share` its percentage of the score."""

    value: float | None
    weight: int
    share: float


class Payments(Struct):
    invoices: int
    days_late: float | None
    on_time: float | None
    overdue: str
    open: str


class ClientStandingAnswer(Struct):
    """The standing of a client by the records that the viewer may see; `scored` is false for a contact left out."""

    type: str
    id: int
    scored: bool
    currency: str
    as_of: date
    won_deals: int
    won_value: str
    paid: str
    payments: Payments
    segment: str | None
    scores: dict[str, int] | None
    expected: Expected | None
    health: float | None
    health_parts: dict[str, HealthPart] | None
    model: Model | None


def standing_answer(asked: Asked) -> ClientStandingAnswer:
    """Return the client's standing. Four queries."""
    standing = client_standing(asked.scope, is_scored=is_scored(asked.item))
    rated, paid = standing.rated, standing.payments
    scores = rated.scores if rated else None
    return ClientStandingAnswer(
        type=asked.item_type.code,
        id=asked.item.pk,
        scored=rated is not None,
        currency=account().currency,
        as_of=standing.today,
        won_deals=standing.won_deals,
        won_value=f"{standing.won_value:.2f}",
        paid=f"{standing.paid:.2f}",
        payments=Payments(
            paid.invoices,
            None if paid.days_late is None else round(float(paid.days_late), 4),
            None if paid.on_time is None else round(float(paid.on_time), 4),
            f"{paid.overdue:.2f}",
            f"{paid.exposure:.2f}",
        ),
        segment=rated.segment.code if rated and rated.segment else None,
        scores={"recency": scores.recency, "frequency": scores.frequency, "monetary": scores.monetary}
        if scores
        else None,
        expected=_expected(rated) if rated else None,
        health=_rounded(rated.health.score) if rated else None,
        health_parts=_parts(rated) if rated else None,
        model=_model(standing) if rated else None,
    )


def _expected(rated: Rated) -> Expected | None:
    ahead = rated.outlook
    if ahead is None:
        return None
    return Expected(
        round(ahead.purchases, 4),
        ahead.low,
        ahead.high,
        _money(ahead.value),
        _money(ahead.low_value),
        _money(ahead.high_value),
        _rounded(rated.p_alive),
    )


def _parts(rated: Rated) -> dict[str, HealthPart]:
    return {
        part.kind.code: HealthPart(_rounded(part.value), part.weight, round(part.share, 4))
        for part in rated.health.parts
    }


def _model(standing: Standing) -> Model | None:
    fit = standing.fit
    if fit is None:
        return None
    return Model(
        "BG/NBD, Gamma-Gamma",
        fit.version,
        fit.parameters,
        fit.clients,
        fit.repeating,
        fit.refusal or None,
        fit.computed_at,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _money(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
