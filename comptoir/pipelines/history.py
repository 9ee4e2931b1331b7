"""What a change of a pipeline leaves in the history: one event in a change set of the list of its stages."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.access.models import User
from comptoir.directories.change_set import ChangeSet
from comptoir.directories.history.reading import ValueChange
from comptoir.directories.writing.seeding import kept_values
from comptoir.events.registry import EventType
from comptoir.kit.text import clean_line, shows_something
from comptoir.pipelines import events
from comptoir.pipelines.errors import NameRequired, NameTooLong
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import pipeline_name, stage_directory_of

ATTRIBUTES = ("name", "sort")
LONGEST_NAME = 255


def attributes_of(pipeline: Pipeline) -> dict[str, object]:
    return {name: getattr(pipeline, name) for name in ATTRIBUTES}


def checked_name(name: str) -> str:
    """Return the name as it is kept. Errors: NameRequired, NameTooLong."""
    cleaned = clean_line(name)
    if not shows_something(cleaned):
        raise NameRequired
    if len(cleaned) > LONGEST_NAME:
        raise NameTooLong
    return cleaned


def change_set_of(pipeline: Pipeline, *, actor: User, at: datetime, batch: uuid.UUID | None = None) -> ChangeSet:
    """Return a change set of the list of the pipeline's stages; several pipelines share one by its `batch`."""
    return ChangeSet(stage_directory_of(pipeline), actor, at, batch)


def note_added(changes: ChangeSet, pipeline: Pipeline) -> None:
    """Note a pipeline that is there from now on, with its stages."""
    whole = _whole(pipeline)
    _note(changes, events.ADDED, {}, whole, names=whole)


def note_changed(changes: ChangeSet, before: Mapping[str, object], pipeline: Pipeline) -> bool:
    """Note what differs from before and say whether anything does."""
    after = attributes_of(pipeline)
    if after == before:
        return False
    _note(changes, events.CHANGED, before, after, names=ATTRIBUTES, identity=_identity(pipeline))
    return True


def note_deleted(changes: ChangeSet, pipeline: Pipeline) -> None:
    """Note a pipeline that goes: call it while its stages are there."""
    whole = _whole(pipeline)
    _note(changes, events.DELETED, whole, {}, names=whole)


def _note(
    changes: ChangeSet,
    kind: EventType,
    before: Mapping[str, object],
    after: Mapping[str, object],
    *,
    names: Iterable[str],
    identity: Mapping[str, object] | None = None,
) -> None:
    differs = {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}
    same = {name: [value, value] for name, value in (identity or {}).items()}
    changes.note(kind.code, "", {**same, **differs})


def _identity(pipeline: Pipeline) -> dict[str, object]:
    named = {"item_type": pipeline.item_type, "pipeline": pipeline.pk}
    return {**named, "originator_id": pipeline.originator_id, "origin_id": pipeline.origin_id}


def _whole(pipeline: Pipeline) -> dict[str, object]:
    stages = kept_values(stage_directory_of(pipeline))
    return {**_identity(pipeline), **attributes_of(pipeline), "stages": stages}


def describe_pipeline(change: ValueChange, _language: str) -> list[str]:
    """Return what happened to the pipeline, a sentence each, by its name as it was then."""
    if change.kind == "added":
        count = len(change.changes["stages"][1])
        text = ngettext(
            "The pipeline “%(name)s” was added with %(num)d stage",
            "The pipeline “%(name)s” was added with %(num)d stages",
            count,
        )
        return [text % {"name": _name(change, 1), "num": count}]
    if change.kind == "deleted":
        return [_("The pipeline “%(name)s” was deleted") % {"name": _name(change, 0)}]
    told = []
    if "name" in change.changes:
        names = {"before": _name(change, 0), "after": _name(change, 1)}
        told.append(_("The pipeline “%(before)s” was renamed “%(after)s”") % names)
    if "sort" in change.changes and not told:
        told.append(_("The pipeline “%(name)s” was moved") % {"name": _name(change, 1)})
    return told


def _name(change: ValueChange, place: int) -> str:
    """Return the name before (0) or after (1); the default pipeline's is empty until somebody renames it."""
    number, item_type = (next(v for v in change.changes[name] if v is not None) for name in ("pipeline", "item_type"))
    known = change.changes.get("name")
    if known is None:
        found = Pipeline.objects.filter(pk=number).first()
        return pipeline_name(found) if found else str(number)
    return pipeline_name(Pipeline(pk=number, item_type=item_type, name=known[place] or ""))
