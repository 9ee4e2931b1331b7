"""The published models for one client: BG/NBD says how many purchases to expect, Gamma-Gamma of what value.

Sources: Fader, Hardie, Lee, "Counting Your Customers" the Easy Way (Marketing Science 24, 2005); Fader, Hardie, The
Gamma-Gamma Model of Monetary Value (2013). Plain arithmetic: only the fitting (fitting.py) needs numpy and scipy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import exp, lgamma, log

from comptoir.profile.sections.standing.history import DAYS_PER_WEEK, History

WEEKS_AHEAD = 365 / DAYS_PER_WEEK
# In eight years of ten the number of purchases should lie inside the range.
LOWEST, HIGHEST = 0.1, 0.9
NEGLIGIBLE = 1e-12
# Fewer departures than one in a thousand purchases count as none.
RAREST_DEPARTURE = 0.001


@dataclass(frozen=True, slots=True)
class BuyingParameters:
    """BG/NBD: purchase rates are Gamma(r, alpha) per week, the chance to leave after a purchase is Beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float

    @property
    def finds_departures(self) -> bool:
        """Say whether clients leave at all by these parameters; where none does, all are as likely to still buy."""
        return self.a / (self.a + self.b) >= RAREST_DEPARTURE


@dataclass(frozen=True, slots=True)
class SpendingParameters:
    """Gamma-Gamma: a purchase is Gamma(p, nu), nu is Gamma(q, gamma) over the clients; q is above 1."""

    p: float
    q: float
    gamma: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect of a client over the next twelve months. `value` is None where no spending model could be fitted.

    `low` and `high` are numbers of purchases between which eight futures of ten lie; the amounts beside them are these
    numbers at the expected value of a purchase.
    """

    p_alive: float
    purchases: float
    low: int
    high: int
    per_purchase: float | None

    @property
    def value(self) -> float | None:
        return self._worth(self.purchases)

    @property
    def low_value(self) -> float | None:
        return self._worth(self.low)

    @property
    def high_value(self) -> float | None:
        return self._worth(self.high)

    def _worth(self, purchases: float) -> float | None:
        return None if self.per_purchase is None else purchases * self.per_purchase


def p_alive(parameters: BuyingParameters, history: History) -> float:
    """Return how likely the client still buys, from 0 to 1; 1 by definition before the second purchase."""
    r, alpha, a, b = parameters.r, parameters.alpha, parameters.a, parameters.b
    x, recency, age = history.frequency, history.recency, history.age
    if x == 0:
        return 1.0
    odds = log(a) - log(b + x - 1) + (r + x) * (log(alpha + age) - log(alpha + recency))
    return 1 / (1 + exp(min(odds, 700.0)))


def expected_spending(parameters: SpendingParameters, history: History) -> float:
    """Return the expected value of a purchase: the client's own mean drawn towards that of all clients."""
    p, q, gamma = parameters.p, parameters.q, parameters.gamma
    x, mean = history.priced, history.mean or 0.0
    return p * (gamma + mean * x) / (p * x + q - 1)


def outlook(
    buying: BuyingParameters, spending: SpendingParameters | None, history: History, weeks: float = WEEKS_AHEAD
) -> Outlook:
    """Return what to expect of a client within so many weeks from now."""
    alive = p_alive(buying, history)
    total, low, high = 0.0, 0, 0
    for purchases, chance in _at_least(buying, history, weeks):
        total += alive * chance
        if alive * chance >= 1 - LOWEST:
            low = purchases
        if alive * chance > 1 - HIGHEST:
            high = purchases
    return Outlook(alive, total, low, high, expected_spending(spending, history) if spending else None)


def _at_least(parameters: BuyingParameters, history: History, weeks: float) -> Iterator[tuple[int, float]]:
    """Give for 1, 2, 3... how likely a client who still buys makes at least so many purchases within the weeks.

    A client who still buys makes the k-th purchase when a negative binomial number of occasions reaches k (the
    rate's posterior is Gamma(r + x, alpha + T)) and none of the k - 1 purchases before made them leave (Beta(a,
    b + x)). A purchase being a day, there are no more of them than days.
    """
    size, stays = parameters.r + history.frequency, parameters.b + history.frequency
    share = (parameters.alpha + history.age) / (parameters.alpha + history.age + weeks)
    fewer, survives = 0.0, 1.0
    for purchases in range(1, int(weeks * DAYS_PER_WEEK) + 2):
        fewer += _occasions(purchases - 1, size, share)
        chance = max(1 - fewer, 0.0) * survives
        if chance < NEGLIGIBLE:
            return
        yield purchases, chance
        survives *= (stays + purchases - 1) / (parameters.a + stays + purchases - 1)


def _occasions(number: int, size: float, share: float) -> float:
    """Return how likely a negative binomial number is exactly this; in logarithms, as the terms may be tiny."""
    ways = lgamma(size + number) - lgamma(size) - lgamma(number + 1)
    return exp(ways + size * log(share) + number * log(1 - share))


def as_numbers(parameters: BuyingParameters | SpendingParameters) -> dict[str, float]:
    return asdict(parameters)


def buying_from(numbers: Mapping[str, float]) -> BuyingParameters:
    return BuyingParameters(*(numbers[name] for name in ("r", "alpha", "a", "b")))


def spending_from(numbers: Mapping[str, float]) -> SpendingParameters | None:
    """Return the spending parameters; None where there were none to fit."""
    return SpendingParameters(numbers["p"], numbers["q"], numbers["gamma"]) if "q" in numbers else None
