"""Pipelines that an import adds if the user allows it; stages are added as values (directories.importers)."""

from collections.abc import Mapping
from datetime import datetime

from comptoir.access.models import User
from comptoir.imports.mapping.targets import makers
from comptoir.pipelines.writing import add_pipeline


def make_pipeline(item_type: str, name: str, stages: Mapping[str, str], actor: User, at: datetime) -> int:
    return add_pipeline(item_type, name, actor=actor, at=at, stages=list(stages.items())).pk


makers.pipeline = make_pipeline
