"""How an account scores its clients: months counted, own cut-offs, weights of the health score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.kit.errors import Invalid
from comptoir.kit.money import parse_amount
from comptoir.kit.text import Text
from comptoir.profile.sections.standing.health import DEFAULT_WEIGHTS, PARTS
from comptoir.profile.sections.standing.rfm import DIMENSIONS, FIFTHS

LEAST_MONTHS, USUAL_MONTHS, MOST_MONTHS = 3, 24, 120
MOST_WEIGHT = 100
MOST_CUT_OFF = 10**12
NOT_MONTHS = _("Write a whole number of months from 3 to 120.")
NOT_A_WEIGHT = _("Write a whole number from 0 to 100.")
NO_WEIGHT = _("Give at least one part a weight above 0.")
NOT_RISING = _("Write four rising numbers, or leave all four empty to divide your clients into fifths.")


@dataclass(frozen=True)
class StandingChoices:
    """`cut_offs` holds the dimensions whose four cut-offs the account set by hand; the others are fifths."""

    months: int = USUAL_MONTHS
    cut_offs: Mapping[str, Sequence[float]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))

    def as_kept(self) -> dict[str, object]:
        return {
            "months": self.months,
            "cut_offs": {name: list(values) for name, values in self.cut_offs.items()},
            "weights": dict(self.weights),
        }


def standing_choices() -> StandingChoices:
    """Return what the account chose; what it did not choose is as shipped."""
    kept = account().standing
    return StandingChoices(
        kept.get("months", USUAL_MONTHS),
        kept.get("cut_offs", {}),
        {**DEFAULT_WEIGHTS, **{code: weight for code, weight in kept.get("weights", {}).items() if code in PARTS}},
    )


def parse_choices(given: Mapping[str, str]) -> StandingChoices:
    """Return the choices typed as months, weight_<part> and <dimension>_1 to _4. Errors: Invalid, all at once."""
    refused: dict[str, Text] = {}
    months = _whole(given.get("months", ""), LEAST_MONTHS, MOST_MONTHS)
    if months is None:
        refused["months"] = NOT_MONTHS
    weights = {code: _whole(given.get(f"weight_{code}", ""), 0, MOST_WEIGHT) for code in PARTS}
    refused |= {f"weight_{code}": NOT_A_WEIGHT for code, weight in weights.items() if weight is None}
    if not any(weight != 0 for weight in weights.values()):
        refused["weight_rhythm"] = NO_WEIGHT
    cut_offs: dict[str, list[float]] = {}
    for name in DIMENSIONS:
        try:
            if values := _rising([given.get(f"{name}_{place}", "") for place in range(1, FIFTHS)]):
                cut_offs[name] = values
        except ValueError:
            refused[f"{name}_1"] = NOT_RISING
    if refused:
        raise Invalid(fields=refused)
    return StandingChoices(months or USUAL_MONTHS, cut_offs, {code: weight or 0 for code, weight in weights.items()})


def _whole(text: str, least: int, most: int) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return None
    number = int(text)
    return number if least <= number <= most else None


def _rising(texts: Sequence[str]) -> list[float]:
    """Return the numbers, [] when all are empty. Errors: ValueError."""
    amounts = [parse_amount(text) for text in texts]
    if all(amount is None for amount in amounts):
        return []
    values = [float(amount) for amount in amounts if amount is not None]
    if (
        len(values) < len(texts)
        or values != sorted(set(values))
        or not all(0 <= value <= MOST_CUT_OFF for value in values)
    ):
        raise ValueError(texts)
    return values


def typed_choices(choices: StandingChoices) -> dict[str, str]:
    """Return the choices as a form holds them: the inverse of parse_choices."""
    cut_offs = {
        f"{name}_{place}": f"{choices.cut_offs[name][place - 1]:.12g}" if name in choices.cut_offs else ""
        for name in DIMENSIONS
        for place in range(1, FIFTHS)
    }
    weights = {f"weight_{code}": str(choices.weights[code]) for code in PARTS}
    return {"months": str(choices.months), **weights, **cut_offs}
