"""Moving a pipeline among those of its type."""

import uuid
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.queries import claim
from comptoir.pipelines.actions.update_pipeline import update_pipeline
from comptoir.pipelines.models import Pipeline

STEP = 100


def move_pipeline(
    pipeline: Pipeline, after: Pipeline | None, *, actor: User, at: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Put the pipeline behind `after`, or first; they are numbered anew where their order changes, in one change set.

    Returns the change set's identity. Errors: Forbidden without the right to change settings.
    """
    require_settings(actor)
    change_set = batch or uuid.uuid4()
    with transaction.atomic():
        claim()
        rows = list(Pipeline.objects.select_for_update().filter(item_type=pipeline.item_type).exclude(pk=pipeline.pk))
        place = next((number + 1 for number, row in enumerate(rows) if after and row.pk == after.pk), 0)
        rows.insert(place, pipeline)
        for number, row in enumerate(rows):
            update_pipeline(row, sort=(number + 1) * STEP, actor=actor, at=at, batch=change_set)
    return change_set
