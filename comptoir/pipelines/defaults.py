"""The pipelines that every account has: the general one of deals, number 0, and the one of invoices, number 1."""

from django.core.management.color import no_style
from django.db import connection

from comptoir.directories.writing.seeding import fill
from comptoir.pipelines.directories import directory_of
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import DEAL, INVOICE


def load_pipelines() -> None:
    """Create the default pipelines with their stages when there are none: safe to call again."""
    if Pipeline.objects.exists():
        return
    add_default_stages(Pipeline.objects.create(pk=0, item_type=DEAL, is_default=True, sort=100))
    add_default_stages(Pipeline.objects.create(pk=1, item_type=INVOICE, is_default=True, sort=100))
    _count_on()


def _count_on() -> None:
    """Advance the sequence of ids, which PostgreSQL does not do for ids given explicitly."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Pipeline]):
            cursor.execute(statement)


def add_default_stages(pipeline: Pipeline) -> None:
    fill(directory_of(pipeline))
