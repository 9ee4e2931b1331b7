"""The communication load: over all pipelines and of each, on its scale, with the two numbers it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from comptoir.access.policies import may_change_settings
from comptoir.analytics.metric import Number
from comptoir.analytics.reading import Reading
from comptoir.items.core.choices import sources
from comptoir.kit.text import Text
from comptoir.profile.comparison.change import Change
from comptoir.profile.metrics import LOAD, PAIRS, is_small
from comptoir.profile.models import LoadAverage
from comptoir.profile.sections.load.measuring import measure_load, refresh_later
from comptoir.profile.sections.load.scale import SEGMENTS, LoadScale, scale_for
from comptoir.profile.sections.load.targets import TargetRow, average_of, load_averages, load_targets, target_rows
from comptoir.profile.sections.section import KeyFigure, Medium, PageReading, Place, Section, Wanted
from comptoir.sales.metrics.deals import DEALS_ALIVE
from comptoir.ui.formats import number

DAY = timedelta(days=1)
# By LoadScale.verdict: a tone and what is said.
VERDICTS: dict[int, tuple[str, Text]] = {
    -1: ("", gettext_lazy("below the target")),
    0: ("good", gettext_lazy("within the target")),
    1: ("warn", gettext_lazy("above the target")),
}


@dataclass(frozen=True)
class Load:
    """A load with the two numbers it is made of; `name` is the pipeline's, "" over all."""

    value: Decimal | None
    pairs: Number
    deals: Number
    scale: LoadScale | None
    average: LoadAverage | None
    by_hand: bool = False
    name: str = ""
    pipeline: int | None = None

    @property
    def average_words(self) -> str:
        return average_of(self.average) if self.average else ""

    @property
    def verdict(self) -> tuple[str, Text]:
        """Return a tone and a few words about the target; nothing while there is none."""
        return VERDICTS[self.scale.verdict] if self.scale else ("", "")


@dataclass(frozen=True)
class ShownLoad:
    """is_measured: there are averages; targets: what the dialog sets, empty for viewers who may not set it."""

    load: Load
    pipelines: list[Load]
    is_measured: bool
    targets: list[TargetRow]
    change: Change | None
    segments: tuple[Text, ...] = SEGMENTS


class LoadSection(Section):
    """The load of the client on the seven segments of its scale."""

    code = "load"
    template = "profile/sections/load/section.html"
    place = Place.PANEL

    def wants(self) -> Wanted:
        several = len(sources.pipelines.all("deal")) > 1
        groups = {"deals": {"pipeline": "pipeline_id"}, **({"pairs": {"pipeline": "pipeline"}} if several else {})}
        return Wanted((LOAD,), compared=(LOAD,), groups=groups)

    def shows(self, reading: PageReading) -> ShownLoad:
        may_set = self.medium is Medium.TAB and may_change_settings(self.asked.scope.viewer)
        client_type = self.asked.item_type.code
        return ShownLoad(
            self._load(reading.figures),
            self._by_pipeline(reading.figures),
            bool(self._averages),
            target_rows(client_type, self._averages) if may_set else [],
            reading.change(LOAD),
        )

    def key_wants(self) -> Wanted:
        return Wanted((LOAD,))

    def key(self, reading: Reading) -> KeyFigure:
        load = self._load(reading)
        tone, words = load.verdict
        label, note = pgettext("communication", "Load"), words or _("activities per deal")
        return KeyFigure(label, number(load.value, 1), self.asked.figure(LOAD.code), note, tone)

    @cached_property
    def _averages(self) -> Mapping[int | None, LoadAverage]:
        """Return the averages to compare with: measured at once on a small account, else, and once a day, by a job.

        Those of today also beside the figures of a past day, when nothing can be measured.
        """
        client_type = self.asked.item_type.code
        found = load_averages(client_type)
        if self.asked.past or self.medium is Medium.STRIP:
            return found
        if not found and is_small():
            measure_load(client_type, at=timezone.now())
            return load_averages(client_type)
        if not found or min(row.computed_at for row in found.values()) < timezone.now() - DAY:
            refresh_later(client_type)
        return found

    def _by_pipeline(self, reading: Reading) -> list[Load]:
        """Return the load of each pipeline the client has deals in; none where there is a single pipeline."""
        names = {choice.id: choice.name for choice in sources.pipelines.all("deal")}
        if len(names) < 2:
            return []
        ids = [id for id in names if reading.count(DEALS_ALIVE, pipeline=id) or reading.count(PAIRS, pipeline=id)]
        return [self._load(reading, id, names[id]) for id in ids]

    def _load(self, reading: Reading, pipeline: int | None = None, name: str = "") -> Load:
        part: dict[str, Any] = {} if pipeline is None else {"pipeline": pipeline}
        targets, average = load_targets(self.asked.item_type.code), self._averages.get(pipeline)
        pairs, deals = reading.count(PAIRS, **part), reading.count(DEALS_ALIVE, **part)
        value = LOAD.of(pairs, deals)
        return Load(
            value,
            pairs,
            deals,
            scale_for(value, average, targets.get(pipeline)),
            average if average and average.average is not None else None,
            pipeline in targets,
            name,
            pipeline,
        )
