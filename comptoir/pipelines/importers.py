"""How an import adds the pipelines and stages it does not find, when it is told to."""

from collections.abc import Mapping
from datetime import datetime

from comptoir.access.models import User
from comptoir.directories.writing.add_value import add_value
from comptoir.imports.mapping.targets import NewStage, makers
from comptoir.pipelines.writing import add_pipeline


def make_pipeline(item_type: str, name: str, stages: Mapping[str, str], actor: User, at: datetime) -> int:
    return add_pipeline(item_type, name, actor=actor, at=at, stages=list(stages.items())).pk


def make_stage(stage: NewStage, actor: User, at: datetime) -> str:
    return add_value(stage.directory, stage.name, actor=actor, at=at, semantics=stage.semantics).code


makers.pipeline = make_pipeline
makers.stage = make_stage
