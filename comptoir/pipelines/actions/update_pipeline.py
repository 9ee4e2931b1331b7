"""Renaming a pipeline, or moving it among the others."""

from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.pipelines import events
from comptoir.pipelines.changes import attributes_of, checked_name, record
from comptoir.pipelines.models import Pipeline


def update_pipeline(
    pipeline: Pipeline, *, actor: User, at: datetime, name: str | None = None, sort: int | None = None
) -> Pipeline:
    """Change the name or the place; nothing is written when nothing differs.

    Errors: Forbidden without the right to change settings; NameRequired.
    """
    require_settings(actor)
    with transaction.atomic():
        changed = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
        before = attributes_of(changed)
        if name is not None:
            changed.name = checked_name(name)
        if sort is not None:
            changed.sort = max(sort, 0)
        after = attributes_of(changed)
        if after != before:
            changed.save()
            record(events.CHANGED, changed, before, after, actor=actor, at=at)
    return changed
