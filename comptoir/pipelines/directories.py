"""The stage directories that pipelines have, for the catalogue of directories."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL, INVOICE, pipeline_name, pipelines, stage_directory_of, stage_prefix

LABELS = {DEAL: _("Deal stages"), INVOICE: _("Invoice stages")}


def pipeline_directories() -> Sequence[Directory]:
    return [directory_of(pipeline) for item_type in LABELS for pipeline in pipelines(item_type)]


def directory_of(pipeline: Pipeline) -> Directory:
    """Return the list of the pipeline's stages."""
    return Directory(
        code=stage_directory_of(pipeline),
        label=LABELS[pipeline.item_type],
        is_stages=True,
        item_type=pipeline.item_type,
        prefix=stage_prefix(pipeline.item_type, pipeline.pk),
        pipeline_id=pipeline.pk,
        pipeline_name=pipeline_name(pipeline),
    )
