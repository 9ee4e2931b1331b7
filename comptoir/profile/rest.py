"""comptoir.profile.get and comptoir.metric.*: the figures of a client over REST, as our own JSON interface has them."""

from collections.abc import Mapping

import msgspec

from comptoir.profile.programs import answers
from comptoir.profile.programs.requests import (
    find_figure,
    find_figures,
    find_subject,
    read_part,
    read_scope,
    term_of,
)
from comptoir.profile.request import Asked
from comptoir.profile.sections.standing.answer import standing_answer
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.registry import Call, Family, method

SCOPE = {
    "type": "company or contact",
    "id": "number of the client",
    "period": "report period: ALL, D30, M0, Q-1, Y-2025, Q-2025-2, M-2025-06, R-2025-05-01-2025-05-15",
    "responsible": "number of a user: only his or her records",
    "rollup": "contacts (a company with its contacts) or none",
    "as_of": "a past day as 2025-12-31: the figures as they were at its end",
}
PART = {"part": "a part of the figure by group, for example channel: call, or month: M-2025-06"}
CLIENT = {"type": "company", "id": 5, "period": "Q-2025-2"}
USUAL_LIMIT = 50


@method(
    "comptoir.profile.get",
    family=Family.CONTROLLER,
    summary="Gives all figures of a client in a period.",
    params=SCOPE,
    example=CLIENT,
)
def profile_get(call: Call) -> object:
    return msgspec.to_builtins(answers.profile_of(_asked(call)))


@method(
    "comptoir.profile.standing",
    family=Family.CONTROLLER,
    summary="Gives where a client stands: segment, expected value, payment behaviour, health score.",
    params={"type": SCOPE["type"], "id": SCOPE["id"]},
    example={"type": "company", "id": 5},
)
def profile_standing(call: Call) -> object:
    return msgspec.to_builtins(standing_answer(_asked(call)))


@method(
    "comptoir.metric.list",
    family=Family.CONTROLLER,
    summary="Gives the definition of every figure, its texts in each language.",
)
def metric_list(_call: Call) -> object:
    return msgspec.to_builtins(answers.catalogue())


@method(
    "comptoir.metric.query",
    family=Family.CONTROLLER,
    summary="Gives some figures of a client, divided by a group and compared if asked.",
    params={
        **SCOPE,
        "metrics": "codes of figures; all without any",
        "group": "a group of the figures, or day, week, month, quarter, year",
        **PART,
        "compare": "none, previous for the period before, or peers for similar clients",
    },
    example={**CLIENT, "metrics": ["won_value", "conversion"], "compare": "previous"},
)
def metric_query(call: Call) -> object:
    part = tuple(sorted(_texts(call.mapping("part")).items()))
    figures, by, compare = find_figures(call.names("metrics")), call.text("group"), call.text("compare")
    return msgspec.to_builtins(answers.answers_of(_asked(call), figures, by=by, part=part, compare=compare))


@method(
    "comptoir.metric.items",
    family=Family.CONTROLLER,
    summary="Gives the records behind a figure, the newest first.",
    params={
        **SCOPE,
        "metric": "code of the figure",
        "term": "of a rate: the figure whose records are listed",
        **PART,
        "cursor": "`next` of the page before",
        "limit": "records a page, 50 unless said, 200 at most",
    },
    example={**CLIENT, "metric": "won"},
)
def metric_items(call: Call) -> object:
    figure, asked = find_figure(call.need_text("metric")), _asked(call)
    part, term = dict(read_part(figure, _texts(call.mapping("part")))), term_of(figure, call.text("term"))
    limit = call.integer("limit") or USUAL_LIMIT
    return msgspec.to_builtins(answers.records_of(term, asked, part, call.text("cursor"), limit))


@method(
    "comptoir.metric.explain",
    family=Family.CONTROLLER,
    summary="Gives how a figure came about: its terms, the dates tested, what was left out.",
    params={**SCOPE, "metric": "code of the figure", **PART},
    example={**CLIENT, "metric": "conversion"},
)
def metric_explain(call: Call) -> object:
    figure, asked = find_figure(call.need_text("metric")), _asked(call)
    part = read_part(figure, _texts(call.mapping("part")))
    return msgspec.to_builtins(answers.explained(figure, asked, part))


def _asked(call: Call) -> Asked:
    given = {name: call.text(name) for name in ("period", "responsible", "rollup", "as_of")}
    return read_scope(find_subject(call.need_text("type"), call.need_id(), call.user), given, call.user)


def _texts(given: Mapping[str, Value]) -> dict[str, str]:
    return {str(name): value if isinstance(value, str) else str(value) for name, value in given.items()}
