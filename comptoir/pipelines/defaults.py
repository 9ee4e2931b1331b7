"""The pipelines that every account has: the general one of deals, number 0, and the one of invoices, number 1."""

from django.core.management.color import no_style
from django.db import connection

from comptoir.directories.values.seeding import add_stages
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL, INVOICE, TEMPLATES, stage_directory, stage_prefix


def load_pipelines() -> None:
    """Create the default pipelines with their stages when there are none: safe to call again."""
    if Pipeline.objects.exists():
        return
    add_default_stages(Pipeline.objects.create(pk=0, item_type=DEAL, is_default=True, sort=100))
    add_default_stages(Pipeline.objects.create(pk=1, item_type=INVOICE, is_default=True, sort=100))
    _count_on()


def _count_on() -> None:
    """Let the numbers of further pipelines follow those given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Pipeline]):
            cursor.execute(statement)


def add_default_stages(pipeline: Pipeline) -> None:
    add_stages(
        TEMPLATES[pipeline.item_type],
        stage_directory(pipeline.item_type, pipeline.pk),
        prefix=stage_prefix(pipeline.item_type, pipeline.pk),
        pipeline_id=pipeline.pk,
    )
