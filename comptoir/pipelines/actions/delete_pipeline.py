"""Deleting an empty pipeline with its stages."""

from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.models import DirectoryValue
from comptoir.items.types import item_types
from comptoir.pipelines import events
from comptoir.pipelines.changes import attributes_of, record
from comptoir.pipelines.errors import DefaultPipeline, PipelineInUse
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import stage_directory


def delete_pipeline(pipeline: Pipeline, *, actor: User, at: datetime) -> None:
    """Delete a pipeline that no item is in, the recycle bin included: what lies there can come back.

    Errors: Forbidden without the right to change settings; DefaultPipeline, PipelineInUse.
    """
    require_settings(actor)
    if pipeline.is_default:
        raise DefaultPipeline
    with transaction.atomic():
        locked = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
        if item_types.get(locked.item_type).model.objects.filter(pipeline=locked).exists():
            raise PipelineInUse
        DirectoryValue.objects.filter(directory=stage_directory(locked.item_type, locked.pk)).delete()
        Pipeline.objects.filter(pk=locked.pk).delete()
        record(events.DELETED, locked, attributes_of(locked), {}, actor=actor, at=at)
