"""All figures of a client in a period, and its activities by channel and by direction."""

from msgspec import Struct

from comptoir.access.models import User
from comptoir.activities.metrics import ACTIVITIES, MISSED, PLANNED, UNCOUNTED
from comptoir.analytics.explain import hidden
from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Question, ask
from comptoir.api.operations import Given, Operation
from comptoir.items.core.addresses import card_url
from comptoir.profile.metrics import PAIRS
from comptoir.profile.operations.figures import Days, Result, Slice, days_of, results, written
from comptoir.profile.operations.parameters import CLIENT, SCOPE, read_asked
from comptoir.profile.request import Asked
from comptoir.profile.time_travel import in_its_time
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE
from comptoir.sales.metrics.invoices import CANCELLED, INVOICED

DIVIDED = ("channel", "direction")
# Together their rows are all that figures are made of.
SEEN = (ACTIVITIES, PLANNED, MISSED, UNCOUNTED, PAIRS, DEALS_ALIVE, CLOSED, INVOICED, CANCELLED)


class Subject(Struct):
    type: str
    id: int
    title: str
    url: str


class Profile(Struct):
    """All figures of a client in a period. `limited`: some records are hidden from the viewer, and not counted."""

    client: Subject
    period: Days
    responsible: int | None
    rollup: str
    limited: bool
    activities: dict[str, list[Slice]]
    metrics: dict[str, Result]


def profile_of(given: Given, viewer: User) -> Profile:
    """Return all figures of a client, and its activities by channel and by direction. Two queries a source."""
    asked = read_asked(given, viewer)
    with in_its_time(asked):
        return _profile(asked)


def _profile(asked: Asked) -> Profile:
    scope = asked.scope
    divided = {name: Question(ACTIVITIES, scope.period, name) for name in DIVIDED}
    answers = ask(scope, divided.values())
    slices = {
        name: [Slice(each.key, each.label, written(ACTIVITIES, each.value)) for each in answers.points(question)]
        for name, question in divided.items()
    }
    title = asked.item_type.title_of(asked.item)
    return Profile(
        Subject(scope.client.type_code, asked.item.pk, title, card_url(asked.item_type, asked.item.pk)),
        days_of(scope.period),
        scope.responsible,
        "contacts" if scope.client.with_contacts else "none",
        bool(hidden(scope, SEEN)),
        slices,
        results(scope, metrics.all()),
    )


PROFILE = Operation("All figures of a client.", profile_of, Profile, {**CLIENT, **SCOPE}, needed=("type", "id"))
