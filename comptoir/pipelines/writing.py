"""Every write to pipelines: adding, renaming, moving and deleting one, each a change set of the list of its stages."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.values.reading import claim
from comptoir.directories.writing.seeding import fill, fill_like, fill_with, remove_directory
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import Invalid
from comptoir.kit.semantics import Semantics
from comptoir.pipelines.directories import directory_of
from comptoir.pipelines.errors import DefaultPipeline, PipelineInUse
from comptoir.pipelines.history import (
    attributes_of,
    change_set_of,
    checked_name,
    note_added,
    note_changed,
    note_deleted,
)
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import stage_directory_of

STEP = 100


def add_pipeline(
    item_type: str,
    name: str,
    *,
    actor: User,
    at: datetime,
    stages: Sequence[tuple[str, str]] = (),
    sort: int | None = None,
    copy_from: Pipeline | None = None,
    batch: uuid.UUID | None = None,
) -> Pipeline:
    """Add a pipeline, at the end unless `sort` says otherwise; `batch` is the identity of the change set.

    `stages` are (name, P S or F); without them it gets the stages of `copy_from`, or the usual ones.
    Errors: Forbidden without the right to change settings; NameRequired, also of a stage; Invalid without an initial,
            a success and a failure stage.
    """
    require_settings(actor)
    cleaned = checked_name(name)
    if stages and {semantics for _name, semantics in stages} != set(Semantics):
        raise Invalid(_("A pipeline needs a stage in progress, one of success and one of failure."))
    with transaction.atomic():
        pipeline = Pipeline.objects.create(item_type=item_type, name=cleaned, sort=_place(item_type, sort))
        changes = change_set_of(pipeline, actor=actor, at=at, batch=batch)
        if stages:
            fill_with(directory_of(pipeline), stages)
        elif copy_from:
            fill_like(directory_of(pipeline), directory_of(copy_from))
        else:
            fill(directory_of(pipeline))
        note_added(changes, pipeline)
        changes.finish()
    return pipeline


def _place(item_type: str, sort: int | None) -> int:
    if sort is not None:
        return max(sort, 0)
    last: int = Pipeline.objects.filter(item_type=item_type).aggregate(last=Max("sort"))["last"] or 0
    return last + STEP


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


def move_pipeline(
    pipeline: Pipeline, after: Pipeline | None, *, actor: User, at: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Put the pipeline behind `after`, or first; they are renumbered where their order changes, in one change set.

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
    remove_directory(stage_directory_of(pipeline))
    Pipeline.objects.filter(pk=pipeline.pk).delete()
