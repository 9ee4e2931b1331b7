"""How an import adds the pipelines and stages it does not find, when it is told to."""

from collections.abc import Mapping
from datetime import datetime

from comptoir.access.models import User
from comptoir.directories.actions import add_value
from comptoir.imports.registry import makers
from comptoir.pipelines.actions import add_pipeline
from comptoir.pipelines.queries import stage_directory, stage_prefix


def make_pipeline(item_type: str, name: str, stages: Mapping[str, str], actor: User, at: datetime) -> int:
    return add_pipeline(item_type, name, actor=actor, at=at, stages=list(stages.items())).pk


def make_stage(
    item_type: str, pipeline_id: int | None, directory: str, name: str, semantics: str, actor: User, at: datetime
) -> str:
    prefix = "" if pipeline_id is None else stage_prefix(item_type, pipeline_id)
    if pipeline_id is not None:
        directory = stage_directory(item_type, pipeline_id)
    value = add_value(
        directory, name, actor=actor, at=at, prefix=prefix, semantics=semantics, pipeline_id=pipeline_id or 0
    )
    return value.code


makers.pipeline = make_pipeline
makers.stage = make_stage
