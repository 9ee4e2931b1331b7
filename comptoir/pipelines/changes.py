"""What every change of a pipeline leaves behind: one event, and a new version of what readers keep."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from comptoir.access.models import User
from comptoir.directories.queries import bump
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.events.registry import EventType
from comptoir.kit.text import clean_line
from comptoir.pipelines.errors import NameRequired, NameTooLong
from comptoir.pipelines.models import Pipeline

ATTRIBUTES = ("name", "sort")
LONGEST_NAME = 255


def attributes_of(pipeline: Pipeline) -> dict[str, Any]:
    return {name: getattr(pipeline, name) for name in ATTRIBUTES}


def checked_name(name: str) -> str:
    """Return the name as it is kept. Errors: NameRequired, NameTooLong."""
    cleaned = clean_line(name)
    if not cleaned:
        raise NameRequired
    if len(cleaned) > LONGEST_NAME:
        raise NameTooLong
    return cleaned


def record(
    kind: EventType,
    pipeline: Pipeline,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
) -> None:
    """Publish one change inside its transaction; `before` and `after` are {} where there is or was no pipeline."""
    changes = {name: [before.get(name), after.get(name)] for name in ATTRIBUTES if before.get(name) != after.get(name)}
    subject = f"pipeline:{pipeline.item_type}:{pipeline.pk}"
    publish([Event(code=kind.code, subject=subject, actor=actor, at=at, changes=changes)])
    bump()
