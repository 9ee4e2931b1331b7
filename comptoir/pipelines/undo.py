"""Taking back a change of a pipeline, within the undo of its change set."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.directories.change_set import ChangeSet
from comptoir.directories.errors import Reason
from comptoir.directories.history.reading import ValueChange
from comptoir.directories.writing.seeding import bring_back
from comptoir.pipelines.history import ATTRIBUTES, attributes_of, note_added, note_changed, note_deleted
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import stage_directory_of
from comptoir.pipelines.writing import is_used, remove

USED_SINCE = Reason(_("There are records in the pipeline by now."))
GONE_SINCE = Reason(_("The pipeline was deleted since."))
THERE_AGAIN = Reason(_("The pipeline is there again."))
CHANGED_SINCE = Reason(_("The pipeline was changed again since."))


def undo_pipeline(change: ValueChange, own: ChangeSet) -> Reason | None:
    """Delete a pipeline that was added, if it is still empty; bring back a deleted one; restore name and place.

    Returns why not, when it cannot be done.
    """
    number = next(value for value in change.changes["pipeline"] if value is not None)
    pipeline = Pipeline.objects.select_for_update().filter(pk=number).first()
    if change.kind == "added":
        return _take_away(pipeline, own)
    if change.kind == "deleted":
        if pipeline is not None:
            return THERE_AGAIN
        _bring_back(number, change, own)
        return None
    return _restore(pipeline, change, own)


def _take_away(pipeline: Pipeline | None, own: ChangeSet) -> Reason | None:
    if pipeline is None:
        return GONE_SINCE
    if is_used(pipeline):
        return USED_SINCE
    note_deleted(own, pipeline)
    remove(pipeline)
    return None


def _bring_back(number: int, change: ValueChange, own: ChangeSet) -> None:
    """Make the pipeline again with its number, and its stages with their codes, names, colours and defaults."""
    was: dict[str, Any] = {name: pair[0] for name, pair in change.changes.items()}
    kept = {name: was[name] for name in ("item_type", "name", "sort", "originator_id", "origin_id") if name in was}
    pipeline = Pipeline.objects.create(pk=number, **kept)
    bring_back(stage_directory_of(pipeline), was["stages"])
    note_added(own, pipeline)


def _restore(pipeline: Pipeline | None, change: ValueChange, own: ChangeSet) -> Reason | None:
    if pipeline is None:
        return GONE_SINCE
    before, left = attributes_of(pipeline), False
    for name in ATTRIBUTES:
        if name not in change.changes:
            continue
        old, new = change.changes[name]
        if getattr(pipeline, name) == new:
            setattr(pipeline, name, old)
        else:
            left = True
    if note_changed(own, before, pipeline):
        pipeline.save()
    return CHANGED_SINCE if left else None
