"""What a program asks: parameters by name, read into a client, a scope and a part of a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.errors import UnknownMetric
from comptoir.analytics.metric import UNITS, Figure, Metric, metrics, terms_of
from comptoir.analytics.questions import Part, check_part
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.kit.period import parse_period
from comptoir.profile.request import CLIENT_TYPES, LARGEST_ID, Asked, evening, past_day, read_person

ROLLUPS = ("contacts", "none")
COMPARISONS = ("none", "previous", "peers")
MOST_METRICS = 100


class UnknownParameter(BadRequest):
    code = "unknown_parameter"


@dataclass(frozen=True)
class Subject:
    """A client within the reader's sight."""

    item_type: ItemType
    item: Any


def find_subject(type_code: str, id: object, viewer: User) -> Subject:
    """Errors: NotFound for another type, an unknown client, or one that the viewer may not see."""
    text = str(id)
    known = type_code in CLIENT_TYPES and text.isascii() and text.isdecimal() and len(text) < 20
    if not known or int(text) > LARGEST_ID:
        raise NotFound
    item_type = item_types.get(type_code)
    item = item_type.visible_to(viewer).select_related("responsible").filter(pk=int(text)).first()
    if item is None:
        raise NotFound
    return Subject(item_type, item)


def read_scope(subject: Subject, given: Mapping[str, str], viewer: User) -> Asked:
    """Return the scope that period, responsible, rollup and as_of say.

    Errors: UnknownPeriod, UnknownPerson, UnknownDay, BadRequest.
    """
    past = past_day(given.get("as_of", ""))
    period = parse_period(given.get("period") or "ALL", past or today())
    person = read_person(given.get("responsible", ""))
    with_contacts = one_of("rollup", given.get("rollup", ""), ROLLUPS) == "contacts"
    client = ClientSubject(subject.item_type.code, subject.item.pk, with_contacts)
    scope = Scope(viewer, client, period, person.pk if person else None)
    if past:
        scope = replace(scope, as_of=evening(past))
    return Asked(subject.item_type, subject.item, scope, person, past)


def one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """Return the value, the first known one for an empty one. Errors: UnknownParameter."""
    if value and value not in known:
        words = {"name": name, "values": ", ".join(known)}
        raise UnknownParameter(_("“%(name)s” takes one of these values: %(values)s.") % words)
    return value or known[0]


def find_figure(code: object) -> Figure:
    """Errors: UnknownMetric."""
    figure = metrics.find(code) if isinstance(code, str) else None
    if figure is None:
        raise UnknownMetric
    return figure


def find_figures(codes: Iterable[object]) -> list[Figure]:
    """Return the figures of these codes, each once; all of them for none. Errors: UnknownMetric, BadRequest."""
    wanted = list(dict.fromkeys(str(code) for code in codes))
    if len(wanted) > MOST_METRICS:
        raise BadRequest(_("Too many figures are asked for at once."))
    return [find_figure(code) for code in wanted] or metrics.all()


def read_part(figure: Figure, given: Mapping[str, str]) -> Part:
    """Return the part of the figure that the parameters named after groups say. Errors: UnknownGroup."""
    known = {name for each in metrics for term in terms_of(each) for name in term.source.groups} | set(UNITS)
    part = {name: given[name] for name in sorted(known) if name in given}
    check_part(figure, part)
    return tuple(part.items())


def term_of(figure: Figure, code: str) -> Metric:
    """Return the metric whose records are listed: of a ratio the term asked for, its numerator unless one is named.

    Errors: UnknownMetric for a term that the figure does not have.
    """
    terms = terms_of(figure)
    found = next((term for term in terms if term.code == code), None) if code else terms[0]
    if found is None:
        raise UnknownMetric
    return found
