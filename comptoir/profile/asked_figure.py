"""Which figure, which part of it and which of its terms an address or a program asks for."""

from collections.abc import Mapping

from comptoir.analytics.errors import UnknownMetric
from comptoir.analytics.metric import UNITS, Figure, Metric, metrics, terms_of
from comptoir.analytics.questions import check_part


def find_figure(code: object) -> Figure:
    """Errors: UnknownMetric."""
    figure = metrics.find(code) if isinstance(code, str) else None
    if figure is None:
        raise UnknownMetric
    return figure


def part_of(figure: Figure, given: Mapping[str, object]) -> dict[str, str]:
    """Return which part of the figure is asked for: the parameters that are groups of some metric.

    Errors: UnknownGroup.
    """
    known = {name for each in metrics for term in terms_of(each) for name in term.source.groups} | set(UNITS)
    part = {name: str(given[name]) for name in sorted(known) if name in given}
    check_part(figure, part)
    return part


def find_term(figure: Figure, code: str) -> Metric | None:
    """Return the metric whose records are listed: of a ratio the named term, its numerator when none is named."""
    terms = terms_of(figure)
    return next((term for term in terms if term.code == code), None) if code else terms[0]
