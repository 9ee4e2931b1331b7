"""The models give the published parameters and forecasts for the CDNOW sample (1/10 of the customers, in weeks)."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.profile.sections.standing.fitting import Fitted, fit
from comptoir.profile.sections.standing.history import History, Purchase, history_of
from comptoir.profile.sections.standing.model import BuyingParameters, outlook, p_alive

CALIBRATED_TO = date(1997, 9, 30)


def histories(folder: Path) -> list[History]:
    days: dict[str, dict[date, list[Decimal]]] = {}
    (path,) = (folder / "cdnow").glob("*.csv")
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            day = date.fromisoformat(row["date"])
            if day <= CALIBRATED_TO:
                days.setdefault(row["customer_id"], {}).setdefault(day, []).append(Decimal(row["amount"]))
    bought = [
        [Purchase(day, len(each), sum(each, Decimal(0))) for day, each in sorted(by_day.items())]
        for by_day in days.values()
    ]
    return [history for purchases in bought if (history := history_of(purchases, CALIBRATED_TO))]


@pytest.fixture(scope="module")
def cdnow(data_folder: Path) -> list[History]:
    return histories(data_folder)


@pytest.fixture(scope="module")
def fitted(cdnow: list[History]) -> Fitted:
    return fit(cdnow)


def test_gives_the_published_parameters_of_bg_nbd(fitted: Fitted) -> None:
    """Fader, Hardie, Lee 2005, table 1: r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4."""
    assert (fitted.clients, fitted.repeating) == (2357, 946)
    buying = fitted.buying
    assert buying is not None
    assert (buying.r, buying.alpha, buying.a, buying.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=0.0006)
    assert fitted.log_likelihood == pytest.approx(-9582.4, abs=0.05)


def test_gives_the_published_parameters_of_gamma_gamma(fitted: Fitted) -> None:
    """Fader, Hardie 2013: p 6.25, q 3.74, gamma 15.44; frequency and mean value hardly go together."""
    spending = fitted.spending
    assert spending is not None
    assert (spending.p, spending.q, spending.gamma) == pytest.approx((6.25, 3.74, 15.44), abs=0.02)
    assert fitted.correlation == pytest.approx(0.11, abs=0.01)


def test_forecasts_as_the_paper_does() -> None:
    """The same paper, section 5: x = 2, t_x = 30.43, T = 38.86; over 39 weeks 1.226 purchases are expected."""
    parameters = BuyingParameters(0.243, 4.414, 0.793, 2.426)
    history = History(2, 30.43, 38.86, None, 0)
    assert outlook(parameters, None, history, weeks=39).purchases == pytest.approx(1.226, abs=0.001)
    assert p_alive(parameters, history) == pytest.approx(0.7266, abs=0.0005)


def test_the_sum_over_purchases_is_the_closed_form_of_the_paper(cdnow: list[History], fitted: Fitted) -> None:
    assert fitted.buying is not None
    for history in cdnow[::40]:
        assert outlook(fitted.buying, None, history).purchases == pytest.approx(
            closed_form(fitted.buying, history, 365 / 7), abs=1e-6
        )


def closed_form(parameters: BuyingParameters, history: History, weeks: float) -> float:
    """Equation 10 of the paper."""
    from scipy.special import hyp2f1

    r, alpha, a, b = parameters.r, parameters.alpha, parameters.a, parameters.b
    x, age = history.frequency, history.age
    later = alpha + age + weeks
    inside = 1 - ((alpha + age) / later) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, weeks / later)
    return float((a + b + x - 1) / (a - 1) * inside) * p_alive(parameters, history)


def test_refuses_to_fit_few_clients_that_bought_again(cdnow: list[History]) -> None:
    once = [history for history in cdnow if not history.frequency]
    again = [history for history in cdnow if history.frequency]
    found = fit([*once, *again[:19]])
    assert (found.refusal, found.buying, found.spending) == ("few_repeating", None, None)
    assert fit([*once, *again[:20]]).refusal == ""
