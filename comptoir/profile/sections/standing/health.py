"""The health score: a weighted mean of parts from 0 to 100, each shown with its figures; no data, no part."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text

# A silence as long as the client's usual one is healthy; one four times as long scores 0.
LONGEST_SILENCE = 4.0
# With fewer incoming contacts in two quarters a decline means nothing.
FEWEST_CONTACTS = 4
WINDOW_DAYS = 90


@dataclass(frozen=True, slots=True)
class PartKind:
    """A part of the score, with the weight it has until the account says otherwise."""

    code: str
    label: Text
    meaning: Text
    weight: int


RHYTHM = PartKind(
    "rhythm",
    _("Rhythm of purchases"),
    _("100 while the days since the last won deal are within the client's own median interval, 0 from four times it."),
    30,
)
CONTACTS = PartKind(
    "contacts",
    _("Incoming contacts"),
    _("Incoming activities of the last 90 days in percent of the 90 days before, at most 100."),
    20,
)
PAYMENTS = PartKind("payments", _("Payments"), _("100 less the overdue part of the open invoices, in percent."), 20)
ALIVE = PartKind(
    "alive", _("Still buying"), _("How likely the client still buys, by the BG/NBD model, in percent."), 30
)
PARTS = {part.code: part for part in (RHYTHM, CONTACTS, PAYMENTS, ALIVE)}
DEFAULT_WEIGHTS = {code: part.weight for code, part in PARTS.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A part's value from 0 to 100, None without data; `share` is its weight in the score, in percent."""

    kind: PartKind
    value: float | None
    weight: int
    share: float


@dataclass(frozen=True, slots=True)
class Health:
    """`score` is None while no part with a weight has data; `is_rescaled` says that parts are missing."""

    score: float | None
    parts: tuple[Part, ...]

    @property
    def is_rescaled(self) -> bool:
        return self.score is not None and any(part.weight and part.value is None for part in self.parts)


def health_of(values: Mapping[str, float | None], weights: Mapping[str, int]) -> Health:
    """Return the score of the parts that have data, their weights rescaled to 100."""
    present = {code: weights[code] for code in PARTS if values.get(code) is not None}
    total = sum(present.values())
    parts = tuple(
        Part(
            kind,
            values.get(code),
            weights[code],
            100 * present[code] / total if total and code in present else 0.0,
        )
        for code, kind in PARTS.items()
    )
    score = sum((part.value or 0.0) * part.share for part in parts) / 100 if total else None
    return Health(score, parts)


def rhythm_value(days_since: int | None, usual: float | None) -> float | None:
    """Return the value of the rhythm; None where there is no usual interval yet."""
    if days_since is None or not usual:
        return None
    times = days_since / usual
    return max(0.0, min(100.0, 100 * (LONGEST_SILENCE - times) / (LONGEST_SILENCE - 1)))


def contacts_value(now: int, before: int) -> float | None:
    """Return the value of the incoming contacts of two windows of the same length; None for too few to tell."""
    if now + before < FEWEST_CONTACTS or not before:
        return None
    return min(100.0, 100 * now / before)
