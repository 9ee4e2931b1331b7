"""The addresses below /api/v1/: each declared once, for the router and for the description."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comptoir.profile.api import figures, layouts, targets
from comptoir.profile.api.door import Endpoint
from comptoir.profile.programs import answers
from comptoir.profile.sections.standing.answer import ClientStandingAnswer

PERIOD = "Report period: ALL, D30, M0, Q-1, Y-2025, Q-2025-2, M-2025-06, R-2025-05-01-2025-05-15, U-2025-06-15."
ROLLUP = "contacts: a company with its contacts (usual); none: the company alone."
PERSON = "Number of a user: only his or her records."
AS_OF = "A past day, as 2025-12-31: the figures as they were at its end."
SCOPE = {"period": PERIOD, "responsible": PERSON, "rollup": ROLLUP, "as_of": AS_OF}
CLIENT = {"type": "company or contact.", "id": "Number of the client."}
GROUPS = "Other parameters named after a group of the figure (channel, stage, person, month...) ask for a part of it."


@dataclass(frozen=True)
class Operation:
    """One method of an address: what it takes in the query and the body, and what it gives."""

    method: str
    endpoint: Endpoint
    summary: str
    gives: type[Any]
    query: Mapping[str, str] = field(default_factory=dict)
    takes: type[Any] | None = None
    needed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Address:
    """`route` is Django's, `path` the description's; `parts` what stands in the address."""

    route: str
    path: str
    operations: tuple[Operation, ...]
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


def _profile(clients: str) -> Address:
    read = Operation("get", figures.profile, "All figures of a client.", answers.Profile, SCOPE)
    return Address(
        f"{clients}/<int:client_id>/profile", f"/{clients}/{{client_id}}/profile", (read,),
        {"client_id": {"type": "integer"}}, {"clients": clients},
    )  # fmt: skip


def _standing(clients: str) -> Address:
    read = Operation("get", figures.standing, "Where a client stands.", ClientStandingAnswer)
    return Address(
        f"{clients}/<int:client_id>/standing", f"/{clients}/{{client_id}}/standing", (read,),
        {"client_id": {"type": "integer"}}, {"clients": clients},
    )  # fmt: skip


PANEL = {"panel": {"type": "string", "enum": ["company_profile", "contact_profile"]}}
METRIC = {"metric": {"type": "string"}}
ADDRESSES: tuple[Address, ...] = (
    _profile("contacts"),
    _profile("companies"),
    _standing("contacts"),
    _standing("companies"),
    Address("metrics", "/metrics", (Operation("get", figures.catalogue, "The catalogue.", figures.Catalogue),)),
    Address(
        "metrics/query", "/metrics/query",
        (Operation("post", figures.query, "Figures of a client.", figures.Answer, takes=figures.Query),),
    ),
    Address(
        "metrics/<slug:metric>/items", "/metrics/{metric}/items",
        (Operation(
            "get", figures.items, f"The records behind a figure, the newest first. {GROUPS}", answers.Records,
            {**CLIENT, **SCOPE, "term": "Of a rate: the figure whose records are listed.",
             "cursor": "`next` of the page before.", "limit": "Records a page, 50 unless said, 200 at most."},
            needed=("type", "id"),
        ),),
        METRIC,
    ),
    Address(
        "metrics/<slug:metric>/explain", "/metrics/{metric}/explain",
        (Operation(
            "get", figures.explain, f"How a figure came about. {GROUPS}", answers.Explained,
            {**CLIENT, **SCOPE}, needed=("type", "id"),
        ),),
        METRIC,
    ),
    Address(
        "load-targets/<slug:client_type>", "/load-targets/{client_type}",
        (
            Operation("get", targets.read, "The load targets of a kind of client.", targets.Targets),
            Operation("put", targets.write, "Sets load targets.", targets.Targets, takes=targets.NewTargets),
            Operation("delete", targets.clear, "Gives all load targets back to the average.", targets.Targets),
        ),
        {"client_type": {"type": "string", "enum": ["company", "contact"]}},
    ),
    Address(
        "layouts/<slug:panel>", "/layouts/{panel}",
        (
            Operation("get", layouts.layout, "The widgets that the caller sees on a kind of client.", layouts.Layout),
            Operation("put", layouts.keep_layout, "Keeps the caller's own widgets.", layouts.Layout,
                      takes=layouts.NewLayout),
            Operation("delete", layouts.drop_layout, "Gives the caller's own widgets up.", layouts.Layout),
        ),
        PANEL,
    ),
    Address(
        "layouts/<slug:panel>/default", "/layouts/{panel}/default",
        (Operation("put", layouts.publish, "Publishes widgets for everyone, a role or a department.", layouts.Layout,
                   takes=layouts.NewDefault),),
        PANEL,
    ),
)  # fmt: skip
