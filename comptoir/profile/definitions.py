"""The definitions of all figures in words, as the page of definitions shows them: written from the declarations."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir.analytics.metric import Figure, Metric, Ratio, metrics, terms_of
from comptoir.analytics.questions import groups_of, units_of
from comptoir.kit.text import Text
from comptoir.ui.render import render

PAGE = "/metrics/"


@dataclass(frozen=True)
class Definition:
    """A figure in words: facts as (what, text); what it is made of and leaves out as (text, figure)."""

    figure: Figure
    facts: list[tuple[str, Text]] = field(default_factory=list)
    made_of: list[Metric] = field(default_factory=list)
    left_out: list[tuple[Text, Metric]] = field(default_factory=list)


@dataclass(frozen=True)
class Chapter:
    """The figures that are made of the same records; `code` is its place on the page."""

    code: str
    title: Text
    definitions: list[Definition]


def chapters() -> list[Chapter]:
    """Return all definitions by what they are made of, rates after what they divide. Costs no query."""
    sources = {term.source.code: term.source for figure in metrics for term in terms_of(figure)}
    plain = {code: _of_source(code) for code in sources}
    found = [
        Chapter(f"of-{code}", sources[code].label, [_definition(figure) for figure in plain[code]]) for code in sources
    ]
    rates = [_definition(figure) for figure in metrics if isinstance(figure, Ratio)]
    return [*found, Chapter("rates", _("Rates and averages"), rates)]


def address_of(figure: Figure) -> str:
    """Return where the definition of a figure stands."""
    return f"{PAGE}#{figure.code}"


def _of_source(code: str) -> list[Metric]:
    return [figure for figure in metrics if isinstance(figure, Metric) and figure.source.code == code]


def _definition(figure: Figure) -> Definition:
    facts: list[tuple[str, Text]] = []
    if isinstance(figure, Ratio):
        facts.append((_("Formula"), figure.formula))
        facts.append((_("Without data"), _("when there is nothing to divide by")))
    else:
        facts.append((_("Counts"), _("the sum of an amount") if figure.sums else _("records")))
        facts.append((_("Date tested"), figure.dated_by.text))
    if names := _divisions(figure):
        facts.append((_("Can be divided by"), ", ".join(names)))
    left_out = [(left.reason, left.metric) for left in figure.left_out]
    return Definition(figure, facts, list(figure.terms) if isinstance(figure, Ratio) else [], left_out)


def _divisions(figure: Figure) -> list[str]:
    groups = terms_of(figure)[0].source.groups
    names = [str(groups[name].label) for name in groups_of(figure)]
    return [*names, _("day, week, month, quarter, year")] if units_of(figure) else names


@require_safe
def definitions_page(request: HttpRequest) -> HttpResponse:
    return render(request, "profile/definitions.html", {"chapters": chapters()})
