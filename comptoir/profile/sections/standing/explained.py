"""What the explanation of the standing shows beside the block: cut-offs, sizes of the segments, the models' figures."""

from dataclasses import dataclass
from typing import Any

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


def explained(asked: Asked, standing: Standing) -> dict[str, Any]:
    """Return the tables of the explanation. Costs one query."""
    return {
        "segment_rows": _segments(asked.item_type.code, standing),
        "cut_off_rows": _cut_offs(standing),
        "parameters": _parameters(standing),
    }


def _segments(client_type: str, standing: Standing) -> list[SegmentRow]:
    rows = ClientStanding.objects.filter(client_type=client_type).order_by().values_list("segment")
    sizes = dict(rows.annotate(clients=Count("pk")))
    is_enough = sum(sizes.values()) >= FEWEST_CLIENTS
    own = standing.rated.segment if standing.rated else None
    return [
        SegmentRow(segment, sizes.get(code, 0) if is_enough else None, segment is own)
        for code, segment in SEGMENTS.items()
    ]


def _cut_offs(standing: Standing) -> list[tuple[str, list[str], bool]]:
    """Return for each dimension its code, the four cut-offs as written, and whether the account set them by hand."""
    cut_offs = cut_offs_in_force(standing.choices, standing.fit) or {}
    return [
        (
            name,
            [
                money(round(value), account().currency) if name == "monetary" else number(value)
                for value in cut_offs[name]
            ],
            name in standing.choices.cut_offs,
        )
        for name in DIMENSIONS
        if name in cut_offs
    ]


def _parameters(standing: Standing) -> list[tuple[str, str]]:
    """Return the models' parameters by the letters of their papers."""
    found = standing.fit.parameters if standing.fit else {}
    return [(name, number(value, 3)) for name, value in found.items()]
