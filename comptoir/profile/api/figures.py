"""The endpoints: a client's profile, the catalogue of figures, questions, records and explanations."""

from typing import Any

from django.http import HttpRequest, QueryDict
from msgspec import Struct, field

from comptoir.access.models import User
from comptoir.kit.errors import BadRequest
from comptoir.profile.api.door import read_body
from comptoir.profile.programs import answers
from comptoir.profile.programs.requests import (
    find_figure,
    find_figures,
    find_subject,
    read_part,
    read_scope,
    term_of,
)
from comptoir.profile.programs.results import Result
from comptoir.profile.request import Asked
from comptoir.profile.sections.standing.answer import ClientStandingAnswer, standing_answer

TYPES = {"contacts": "contact", "companies": "company"}
USUAL_LIMIT = 50


class Client(Struct):
    type: str
    id: int


class Query(Struct, forbid_unknown_fields=True):
    """A question: which figures of which client; `group` divides them by a group or a unit of time."""

    subject: Client
    metrics: list[str] = field(default_factory=list)
    period: str = "ALL"
    responsible: int | None = None
    rollup: str = ""
    as_of: str = ""
    group: str = ""
    part: dict[str, str] = field(default_factory=dict)
    compare: str = "none"


class Answer(Struct):
    results: dict[str, Result]


class Catalogue(Struct):
    metrics: list[answers.MetricInfo]


def profile(request: HttpRequest, viewer: User, clients: str, client_id: int) -> answers.Profile:
    return answers.profile_of(_asked(TYPES[clients], client_id, plain(request.GET), viewer))


def standing(request: HttpRequest, viewer: User, clients: str, client_id: int) -> ClientStandingAnswer:
    return standing_answer(_asked(TYPES[clients], client_id, plain(request.GET), viewer))


def catalogue(_request: HttpRequest, _viewer: User) -> Catalogue:
    return Catalogue(answers.catalogue())


def query(request: HttpRequest, viewer: User) -> Answer:
    asked: Query = read_body(request, Query)
    responsible = "" if asked.responsible is None else str(asked.responsible)
    given = {"period": asked.period, "responsible": responsible, "rollup": asked.rollup, "as_of": asked.as_of}
    of = _asked(asked.subject.type, asked.subject.id, given, viewer)
    part = tuple(sorted(asked.part.items()))
    figures = find_figures(asked.metrics)
    return Answer(answers.answers_of(of, figures, by=asked.group, part=part, compare=asked.compare))


def items(request: HttpRequest, viewer: User, metric: str) -> answers.Records:
    given = plain(request.GET)
    figure = find_figure(metric)
    asked = _asked(given.get("type", ""), given.get("id", ""), given, viewer)
    limit = given.get("limit", str(USUAL_LIMIT))
    if not limit.isascii() or not limit.isdecimal() or len(limit) > 6:
        raise BadRequest
    part, term = dict(read_part(figure, given)), term_of(figure, given.get("term", ""))
    return answers.records_of(term, asked, part, given.get("cursor", ""), int(limit))


def explain(request: HttpRequest, viewer: User, metric: str) -> answers.Explained:
    given = plain(request.GET)
    figure = find_figure(metric)
    asked = _asked(given.get("type", ""), given.get("id", ""), given, viewer)
    return answers.explained(figure, asked, read_part(figure, given))


def plain(query: QueryDict) -> dict[str, str]:
    """Return the parameters, of a repeated one the last. Errors: BadRequest for what no text may hold."""
    found = {name: str(value) for name, value in query.items()}
    if any("\0" in value or len(value) > 1000 for value in found.values()):
        raise BadRequest
    return found


def _asked(type_code: str, id: Any, given: dict[str, str], viewer: User) -> Asked:
    return read_scope(find_subject(type_code, id, viewer), given, viewer)
