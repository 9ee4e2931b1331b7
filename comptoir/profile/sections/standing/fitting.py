"""Fitting the two models to all clients at once, by maximum likelihood. Run by a job: see docs/standing.md."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.profile.sections.standing.history import History
from comptoir.profile.sections.standing.model import BuyingParameters, SpendingParameters

# With fewer clients that bought again, the parameters and the forecasts would be chance.
FEWEST_REPEATING = 20
# Logarithms of the parameters, of data scaled to about 1: beyond them the likelihood is flat.
BOUND = 12.0
Beat = Callable[[], object]


@dataclass(frozen=True)
class Fitted:
    """The outcome: `refusal` says why there are no buying parameters; spending may be missing by itself.

    correlation   between how often a client bought again and the mean value: the models take it for small
    """

    clients: int
    repeating: int
    buying: BuyingParameters | None = None
    spending: SpendingParameters | None = None
    log_likelihood: float | None = None
    correlation: float | None = None
    refusal: str = ""


def fit(histories: Sequence[History], beat: Beat = lambda: None) -> Fitted:
    """Return the parameters under which these histories are the most likely. `beat` is called at every step."""
    repeating = [history for history in histories if history.frequency > 0]
    if len(repeating) < FEWEST_REPEATING:
        return Fitted(len(histories), len(repeating), refusal="few_repeating")
    buying, likelihood = _fit_buying(histories, beat)
    if buying is None:
        return Fitted(len(histories), len(repeating), refusal="not_converged")
    spending, correlation = _fit_spending([history for history in repeating if history.mean is not None], beat)
    return Fitted(len(histories), len(repeating), buying, spending, likelihood, correlation)


def _fit_buying(histories: Sequence[History], beat: Beat) -> tuple[BuyingParameters | None, float | None]:
    # Imported here: numpy and scipy take some 50 MB of memory, which only the process that runs the job should pay.
    import numpy as np
    from scipy.special import gammaln  # type: ignore[import-untyped]

    x = np.array([history.frequency for history in histories], dtype=float)
    recency = np.array([history.recency for history in histories])
    age = np.array([history.age for history in histories])
    scale = max(float(age.max()), 1.0) / 10
    recency, age, again = recency / scale, age / scale, x > 0

    def minus_mean(logarithms: Any) -> float:
        r, alpha, a, b = np.exp(logarithms)
        common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        common = common + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        stays = -(r + x) * np.log(alpha + age)
        left = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + recency)
        return -float(np.mean(common + np.logaddexp(stays, np.where(again, left, -np.inf))))

    found = _least(minus_mean, ((0.0, 0.0, 0.0, 0.0), (-1.0, 0.0, -1.0, 1.0), (0.0, 2.0, -3.0, 0.0)), beat)
    if found is None:
        return None, None
    r, alpha, a, b = (float(value) for value in np.exp(found.x))
    # The likelihood depends on the unit of time: it is stated for weeks.
    likelihood = -found.fun * len(x) - float(x.sum()) * float(np.log(scale))
    return BuyingParameters(r, alpha * scale, a, b), likelihood


def _fit_spending(histories: Sequence[History], beat: Beat) -> tuple[SpendingParameters | None, float | None]:
    import numpy as np
    from scipy.special import gammaln

    if len(histories) < FEWEST_REPEATING:
        return None, None
    x = np.array([history.priced for history in histories], dtype=float)
    means = np.array([history.mean for history in histories], dtype=float)
    scale = float(means.mean())
    scaled = means / scale

    def minus_mean(logarithms: Any) -> float:
        p, beyond, gamma = np.exp(logarithms)
        q = 1 + beyond  # at q = 1 and below the mean value of a purchase would not exist
        terms = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
        terms = terms + (p * x - 1) * np.log(scaled) + p * x * np.log(x) - (p * x + q) * np.log(gamma + x * scaled)
        return -float(np.mean(terms))

    found = _least(minus_mean, ((1.0, 1.0, 0.0), (0.0, 0.0, 0.0), (2.0, 3.0, 2.0)), beat)
    if found is None:
        return None, None
    p, beyond, gamma = (float(value) for value in np.exp(found.x))
    return SpendingParameters(p, 1 + beyond, gamma * scale), _correlation(x, means)


def _least(function: Callable[[Any], float], starts: Sequence[tuple[float, ...]], beat: Beat) -> Any:
    """Return the best minimum from several starts; None when no search came to an end."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    bounds = [(-BOUND, BOUND)] * len(starts[0])
    options = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-7}
    found = [
        minimize(function, start, method="L-BFGS-B", bounds=bounds, options=options, callback=lambda _step: beat())
        for start in starts
    ]
    ended = [each for each in found if each.success and each.fun == each.fun]
    return min(ended, key=lambda each: each.fun, default=None)


def _correlation(x: Any, means: Any) -> float | None:
    import numpy as np

    if not (np.ptp(x) and np.ptp(means)):
        return None
    return float(np.corrcoef(x, means)[0, 1])
