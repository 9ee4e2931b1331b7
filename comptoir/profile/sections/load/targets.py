"""The load targets of a kind of client, as the block and the dialog that sets them show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.items.core.choices import sources
from comptoir.kit.memo import once
from comptoir.profile.models import LoadAverage, LoadTarget
from comptoir.profile.sections.load.scale import automatic_target
from comptoir.ui.formats import ago, number


@dataclass(frozen=True)
class TargetRow:
    """One line of the dialog: a pipeline, or all together; `name` is that of its field."""

    name: str
    label: str
    automatic: Decimal | None
    average: LoadAverage | None
    by_hand: Decimal | None

    @property
    def average_words(self) -> str:
        return average_of(self.average) if self.average else ""


def load_averages(client_type: str) -> dict[int | None, LoadAverage]:
    """Return the average loads of a kind of client, by pipeline; None is the one over all pipelines."""
    return {row.pipeline_id: row for row in LoadAverage.objects.filter(client_type=client_type)}


def average_of(average: LoadAverage) -> str:
    """Return the average load, over how many clients it was measured, and how long ago."""
    values = {"value": number(average.average, 1), "count": number(average.clients), "age": ago(average.computed_at)}
    if average.client_type == "company":
        return _("average of %(count)s companies: %(value)s, measured %(age)s") % values
    return _("average of %(count)s contacts: %(value)s, measured %(age)s") % values


def load_targets(client_type: str) -> dict[int | None, Decimal]:
    """Return the targets set by hand, by pipeline; None is the one over all. One query a request."""

    def read() -> dict[int | None, Decimal]:
        rows = LoadTarget.objects.filter(client_type=client_type)
        return {row.pipeline_id: row.value for row in rows}

    return once(f"load targets of {client_type}", read)


def target_rows(client_type: str, averages: Mapping[int | None, LoadAverage]) -> list[TargetRow]:
    """Return all pipelines together, then each one where there are several."""
    by_hand = load_targets(client_type)
    choices = sources.pipelines.all("deal")
    places: list[tuple[int | None, str]] = [(None, _("All pipelines"))]
    places += [(choice.id, choice.name) for choice in choices] if len(choices) > 1 else []
    return [
        TargetRow(
            "all" if pipeline is None else str(pipeline),
            label,
            automatic_target(averages.get(pipeline)),
            averages.get(pipeline),
            by_hand.get(pipeline),
        )
        for pipeline, label in places
    ]
