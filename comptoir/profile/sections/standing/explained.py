"""What the explanation of the standing adds to the block: cut-offs, sizes of the segments, the models' figures."""

from dataclasses import dataclass

from django.db.models import Count

from comptoir.account.queries import account
from comptoir.profile.models import ClientStanding
from comptoir.profile.request import Asked
from comptoir.profile.sections.standing.reading import Standing, cut_offs_in_force
from comptoir.profile.sections.standing.rfm import DIMENSIONS, FEWEST_CLIENTS, SEGMENTS, Segment
from comptoir.ui.formats import money, number


@dataclass(frozen=True)
class SegmentRow:
    """A segment and how many clients are in it by the last fit; None where they are too few to count."""

    segment: Segment
    clients: int | None
    is_own: bool


@dataclass(frozen=True)
class CutOffRow:
    """A dimension with the four values that end its fifths; `is_own`: the account set them by hand."""

    name: str
    values: list[str]
    is_own: bool


@dataclass(frozen=True)
class Tables:
    """parameters: of the models, by the letters of their papers."""

    segments: list[SegmentRow]
    cut_offs: list[CutOffRow]
    parameters: list[tuple[str, str]]


def tables_of(asked: Asked, standing: Standing) -> Tables:
    """Return the tables of the explanation. Costs one query."""
    found = standing.fit.parameters if standing.fit else {}
    parameters = [(name, number(value, 3)) for name, value in found.items()]
    return Tables(_segments(asked.item_type.code, standing), _cut_offs(standing), parameters)


def _segments(client_type: str, standing: Standing) -> list[SegmentRow]:
    rows = ClientStanding.objects.filter(client_type=client_type).order_by().values_list("segment")
    sizes = dict(rows.annotate(clients=Count("pk")))
    is_enough = sum(sizes.values()) >= FEWEST_CLIENTS
    own = standing.rated.segment if standing.rated else None
    return [
        SegmentRow(segment, sizes.get(code, 0) if is_enough else None, segment is own)
        for code, segment in SEGMENTS.items()
    ]


def _cut_offs(standing: Standing) -> list[CutOffRow]:
    cut_offs = cut_offs_in_force(standing.choices, standing.fit) or {}
    currency = account().currency
    return [
        CutOffRow(
            name,
            [money(round(value), currency) if name == "monetary" else number(value) for value in cut_offs[name]],
            name in standing.choices.cut_offs,
        )
        for name in DIMENSIONS
        if name in cut_offs
    ]
