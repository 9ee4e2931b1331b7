"""Pipelines as choices for items, and the directory that holds a pipeline's stages."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from comptoir.directories.values.reading import snapshot
from comptoir.items.core.choices import PipelineChoice, list_slug
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import NotFound
from comptoir.pipelines.models import Pipeline

DEAL, INVOICE = "deal", "invoice"
TEMPLATES = {DEAL: "DEAL_STAGE", INVOICE: "SMART_INVOICE_STAGE"}


def stage_directory(item_type: str, pipeline_id: int) -> str:
    """Return the directory of a pipeline's stages: DEAL_STAGE for the default one of deals, else with its number."""
    return TEMPLATES[item_type] if item_type == DEAL and pipeline_id == 0 else f"{TEMPLATES[item_type]}_{pipeline_id}"


def stage_directory_of(pipeline: Pipeline) -> str:
    return stage_directory(pipeline.item_type, pipeline.pk)


def page_of(pipeline: Pipeline) -> str:
    """Return the address of the page of its stages."""
    return reverse("directories:directory", args=[list_slug(stage_directory_of(pipeline))])


def pipeline_or_404(number: int | str) -> Pipeline:
    """Errors: NotFound."""
    text = str(number)
    known = Pipeline.objects.filter(pk=int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
    found = known.first() if known is not None else None
    if found is None:
        raise NotFound
    return found


def items_in(pipeline: Pipeline) -> int:
    """Return how many items are in the pipeline, the recycle bin included."""
    count: int = item_types.get(pipeline.item_type).model.objects.filter(pipeline=pipeline).count()
    return count


def stage_prefix(item_type: str, pipeline_id: int) -> str:
    """Return what stands before the colon in a pipeline's stage codes."""
    if item_type == DEAL:
        return f"C{pipeline_id}" if pipeline_id else ""
    return f"DT31_{pipeline_id}"


def pipeline_name(pipeline: Pipeline) -> str:
    return pipeline.name or (gettext("General") if pipeline.item_type == DEAL else gettext("Invoices"))


_kept: dict[UUID, list[Pipeline]] = {}


def pipelines(item_type: str) -> list[Pipeline]:
    """Return the pipelines of a type in their order; kept until the directories' version changes."""
    version = snapshot().version
    known = _kept.get(version)
    if known is None:
        known = list(Pipeline.objects.all())
        _kept.clear()
        _kept[version] = known
    return [pipeline for pipeline in known if pipeline.item_type == item_type]


class PipelineChoices:
    def all(self, item_type: str) -> Sequence[PipelineChoice]:
        return [_choice(pipeline) for pipeline in pipelines(item_type)]

    def find(self, item_type: str, pipeline_id: int) -> PipelineChoice | None:
        return next((choice for choice in self.all(item_type) if choice.id == pipeline_id), None)


def _choice(pipeline: Pipeline) -> PipelineChoice:
    directory = stage_directory(pipeline.item_type, pipeline.pk)
    return PipelineChoice(pipeline.pk, pipeline_name(pipeline), directory)
