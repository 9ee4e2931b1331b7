"""The one move primitive: what a move writes on an item (stage, semantics, closing moment), and its history."""

from collections.abc import Iterable
from datetime import datetime, time

from comptoir.items import errors
from comptoir.items.core.choices import Choice, sources
from comptoir.items.core.item_types import Draft, ItemType, WriteContext
from comptoir.items.core.values import plain
from comptoir.items.models import StageChange
from comptoir.kit.semantics import FINAL, Semantics


def first_stage(directory: str) -> Choice:
    """Return the stage that new items enter: the default one, else the first one that is not hidden."""
    offered = [choice for choice in sources.choices.values(directory) if not choice.hidden]
    default = sources.choices.default(directory)
    return next((choice for choice in offered if choice.code == default), offered[0])


def enter(draft: Draft, context: WriteContext) -> None:
    """Put a new item into its stage; one that begins in a final stage is closed as ruling R7 says."""
    item = draft.item
    if "pipeline" in draft.values:
        item.pipeline_id = draft.values["pipeline"]
    choice = _stage_for(draft, context)
    item.stage, item.semantics = choice.code, Semantics.of(choice.semantics)
    item.moved_at, item.moved_by = item.created_at, context.actor
    if item.semantics in FINAL:
        item.closed_at = _closing_moment(draft, context)
        item.moved_at = max(item.closed_at, item.created_at)


def move(draft: Draft, context: WriteContext) -> bool:
    """Move an item to the stage and the pipeline of the draft; say whether it moved."""
    item, pipeline = draft.item, draft.values.get("pipeline", getattr(draft.item, "pipeline_id", None))
    changes_pipeline = context.item_type.has_pipelines and pipeline != item.pipeline_id
    if not changes_pipeline and draft.values.get("stage", item.stage) == item.stage:
        return False
    if changes_pipeline:
        draft.changes["pipeline"] = [item.pipeline_id, pipeline]
        item.pipeline_id = pipeline
    choice = _stage_for(draft, context)
    draft.changes["stage"] = [item.stage, choice.code]
    was_final, closed_before = item.semantics in FINAL, item.closed_at
    for name, value in moved_columns(item.stage, choice, context).items():
        setattr(item, name, value)
    if item.semantics not in FINAL:
        item.closed_at = None
    elif not was_final or item.closed_at is None:
        item.closed_at = context.at
    if item.closed_at != closed_before:
        draft.changes["closed_at"] = [plain(closed_before), plain(item.closed_at)]
    return True


def moved_columns(old: str, new: Choice, context: WriteContext) -> dict[str, object]:
    """Return what a move writes whatever the item: the same for a whole batch, so that one statement can write it."""
    return {
        "previous_stage": old,
        "stage": new.code,
        "semantics": Semantics.of(new.semantics),
        "moved_at": context.at,
        "moved_by": context.actor,
    }


def record(item_type: ItemType, drafts: Iterable[Draft], context: WriteContext) -> None:
    """Write a row of stage history for each item that has entered a stage, dated with its `moved_at`."""
    rows: list[StageChange] = []
    for draft in drafts:
        item = draft.item
        rows.append(
            StageChange(
                item_type=item_type.type_id,
                item_id=item.pk,
                type=_change_type(draft),
                pipeline_id=getattr(item, "pipeline_id", None),
                stage=item.stage,
                semantics=item.semantics,
                at=item.moved_at,
                actor=context.actor,
            )
        )
    StageChange.objects.bulk_create(rows, batch_size=500)


def _stage_for(draft: Draft, context: WriteContext) -> Choice:
    directory = context.item_type.stages_of(getattr(draft.item, "pipeline_id", None))
    code = draft.values.get("stage") or ""
    if not code:
        return first_stage(directory)
    found = sources.choices.find(directory, code)
    if found is None:
        raise errors.InvalidItem({"stage": errors.UNKNOWN_CHOICE})
    return found


def _closing_moment(draft: Draft, context: WriteContext) -> datetime:
    day = context.item_type.rules.closing_day(draft)
    if day is None or day > context.today:
        return context.at
    # A day as a moment is its local midnight: at midnight UTC it would be the day before west of Greenwich.
    return datetime.combine(day, time(), context.account.zone)


def _change_type(draft: Draft) -> int:
    if "pipeline" in draft.changes and not draft.is_new:
        return StageChange.Type.PIPELINE
    if draft.item.semantics in FINAL:
        return StageChange.Type.CLOSED
    return StageChange.Type.CREATED if draft.is_new else StageChange.Type.MOVED
