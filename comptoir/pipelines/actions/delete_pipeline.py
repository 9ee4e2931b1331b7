"""Deleting an empty pipeline with its stages."""

import uuid
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.models import DirectoryValue
from comptoir.items.core.item_types import item_types
from comptoir.pipelines.changes import change_set_of, note_deleted
from comptoir.pipelines.errors import DefaultPipeline, PipelineInUse
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import stage_directory_of


def delete_pipeline(pipeline: Pipeline, *, actor: User, at: datetime) -> uuid.UUID:
    """Delete a pipeline that no item is in, the recycle bin included: what lies there can come back.

    Returns the identity of the change set, by which it can be undone for 30 days.
    Errors: Forbidden without the right to change settings; DefaultPipeline, PipelineInUse.
    """
    require_settings(actor)
    if pipeline.is_default:
        raise DefaultPipeline
    with transaction.atomic():
        changes = change_set_of(pipeline, actor=actor, at=at)
        locked = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
        if is_used(locked):
            raise PipelineInUse
        note_deleted(changes, locked)
        remove(locked)
        return changes.finish()


def is_used(pipeline: Pipeline) -> bool:
    """Say whether any item is in the pipeline, the recycle bin included."""
    return bool(item_types.get(pipeline.item_type).model.objects.filter(pipeline=pipeline).exists())


def remove(pipeline: Pipeline) -> None:
    """Take the pipeline and its stages away, without asking or noting anything."""
    DirectoryValue.objects.filter(directory=stage_directory_of(pipeline)).delete()
    Pipeline.objects.filter(pk=pipeline.pk).delete()
