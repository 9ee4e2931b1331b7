"""The declarations of all figures, their texts in every language of the product."""

from django.conf import settings
from django.utils import translation
from msgspec import UNSET, Struct, UnsetType

from comptoir.access.models import User
from comptoir.analytics.metric import Figure, Ratio, metrics
from comptoir.analytics.questions import groups_of, units_of
from comptoir.api.operations import Given, Operation
from comptoir.kit.text import Text


class LeftOut(Struct):
    metric: str
    reason: dict[str, str]


class MetricInfo(Struct, omit_defaults=True):
    """A figure's declaration: `label`, `meaning` and other texts by language."""

    id: str
    label: dict[str, str]
    meaning: dict[str, str]
    unit: str
    totals: str
    better: int
    version: int
    left_out: list[LeftOut]
    groups: list[str]
    units: list[str]
    reads: dict[str, str] | UnsetType = UNSET
    dated_by: dict[str, str] | UnsetType = UNSET
    formula: dict[str, str] | UnsetType = UNSET
    numerator: str | UnsetType = UNSET
    denominator: str | UnsetType = UNSET


class Catalogue(Struct):
    metrics: list[MetricInfo]


def catalogue(_given: Given, _viewer: User) -> Catalogue:
    return Catalogue([metric_info(figure) for figure in metrics])


def metric_info(figure: Figure) -> MetricInfo:
    found = MetricInfo(
        figure.code,
        _texts(figure.label),
        _texts(figure.meaning),
        figure.unit.value,
        figure.totals.value,
        figure.better,
        figure.version,
        [LeftOut(left.metric.code, _texts(left.reason)) for left in figure.left_out],
        list(groups_of(figure)),
        list(units_of(figure)),
    )
    if isinstance(figure, Ratio):
        found.formula = _texts(figure.formula)
        found.numerator, found.denominator = figure.numerator.code, figure.denominator.code
    else:
        found.reads, found.dated_by = _texts(figure.source.label), _texts(figure.dated_by.text)
    return found


def _texts(text: Text) -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(text)
    return found


CATALOGUE = Operation("The catalogue.", catalogue, Catalogue)
