"""Renaming a pipeline, or moving it among the others."""

import uuid
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.pipelines.changes import attributes_of, change_set_of, checked_name, note_changed
from comptoir.pipelines.models import Pipeline


def update_pipeline(
    pipeline: Pipeline,
    *,
    actor: User,
    at: datetime,
    name: str | None = None,
    sort: int | None = None,
    batch: uuid.UUID | None = None,
) -> Pipeline:
    """Change the name or the place; nothing is written when nothing differs. `batch`: the change set it belongs to.

    Errors: Forbidden without the right to change settings; NameRequired.
    """
    require_settings(actor)
    with transaction.atomic():
        changes = change_set_of(pipeline, actor=actor, at=at, batch=batch)
        changed = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
        before = attributes_of(changed)
        if name is not None:
            changed.name = checked_name(name)
        if sort is not None:
            changed.sort = max(sort, 0)
        if note_changed(changes, before, changed):
            changed.save()
            changes.finish()
    return changed
