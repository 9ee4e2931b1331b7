"""The parameters of the operations: what each means, and how they are read into a scope and a part of a figure."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.metric import Figure, metrics
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.api.operations import Given, Parameter
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.kit.period import parse_period
from comptoir.profile.asked_figure import find_figure, part_of
from comptoir.profile.request import CLIENT_TYPES, LARGEST_ID, Asked, evening, past_day, read_person

ROLLUPS = ("contacts", "none")
COMPARISONS = ("none", "previous", "peers")
MOST_METRICS = 100


CLIENT = {"type": Parameter("company or contact."), "id": Parameter("Number of the client.", int)}
SCOPE = {
    "period": Parameter(
        "Report period: ALL, D30, M0, Q-1, Y-2025, Q-2025-2, M-2025-06, R-2025-05-01-2025-05-15, U-2025-06-15."
    ),
    "responsible": Parameter("Number of a user: only their records."),
    "rollup": Parameter("contacts: a company with its contacts (usual); none: the company alone."),
    "as_of": Parameter("A past day, as 2025-12-31: the figures as they were at its end."),
}
METRIC = {"metric": Parameter("Code of the figure.")}
# In an address the parameters named after groups say the part, so that it does not list it.
PART = {
    "part": Parameter(
        "A part of the figure by group, for example channel: call, or month: M-2025-06.", dict, in_address=False
    )
}
GROUPS = "Other parameters named after a group of the figure (channel, stage, person, month...) ask for a part of it."


class UnknownParameter(BadRequest):
    code = "unknown_parameter"


def read_asked(given: Given, viewer: User) -> Asked:
    """Return the client and the scope that the parameters say.

    Errors: NotFound for no client within the viewer's sight; UnknownPeriod, UnknownPerson, UnknownDay, BadRequest.
    """
    item_type, item = _client(given.text("type"), given.text("id"), viewer)
    past = past_day(given.text("as_of"))
    period = parse_period(given.text("period") or "ALL", past or today())
    person = read_person(given.text("responsible"))
    with_contacts = one_of("rollup", given.text("rollup"), ROLLUPS) == "contacts"
    client = ClientSubject(item_type.code, item.pk, with_contacts)
    scope = Scope(viewer, client, period, person.pk if person else None)
    if past:
        scope = replace(scope, as_of=evening(past))
    return Asked(item_type, item, scope, person, past)


def _client(type_code: str, id: str, viewer: User) -> tuple[ItemType, Item]:
    """Errors: NotFound for another type, an unknown client, or one that the viewer may not see."""
    known = type_code in CLIENT_TYPES and id.isascii() and id.isdecimal() and len(id) < 20
    if not known or int(id) > LARGEST_ID:
        raise NotFound
    item_type = item_types.get(type_code)
    item = item_type.visible_to(viewer).select_related("responsible").filter(pk=int(id)).first()
    if item is None:
        raise NotFound
    return item_type, item


def one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """Return the value, the first known one for an empty one. Errors: UnknownParameter."""
    if value and value not in known:
        words = {"name": name, "values": ", ".join(known)}
        raise UnknownParameter(_("“%(name)s” takes one of these values: %(values)s.") % words)
    return value or known[0]


def find_figures(codes: Iterable[object]) -> list[Figure]:
    """Return the figures of these codes, each once; all of them for none. Errors: UnknownMetric, BadRequest."""
    wanted = list(dict.fromkeys(str(code) for code in codes))
    if len(wanted) > MOST_METRICS:
        raise BadRequest(_("Too many figures are asked for at once."))
    return [find_figure(code) for code in wanted] or metrics.all()


def read_part(figure: Figure, given: Given) -> dict[str, str]:
    """Return the part of the figure that `part` says, or the parameters named after groups. Errors: UnknownGroup."""
    return part_of(figure, {**given.values, **given.mapping("part")})
