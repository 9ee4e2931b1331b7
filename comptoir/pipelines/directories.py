"""The stage directories that pipelines have, for the catalogue of directories."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory
from comptoir.pipelines.queries import DEAL, INVOICE, pipeline_name, pipelines, stage_directory, stage_prefix

LABELS = {DEAL: _("Deal stages"), INVOICE: _("Invoice stages")}


def pipeline_directories() -> Sequence[Directory]:
    return [
        Directory(
            code=stage_directory(item_type, pipeline.pk),
            label=label,
            is_stages=True,
            item_type=item_type,
            prefix=stage_prefix(item_type, pipeline.pk),
            pipeline_id=pipeline.pk,
            pipeline_name=pipeline_name(pipeline),
        )
        for item_type, label in LABELS.items()
        for pipeline in pipelines(item_type)
    ]
