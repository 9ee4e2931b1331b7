"""Values and stages that an import of records adds if the user allows it."""

from datetime import datetime

from comptoir.access.models import User
from comptoir.directories.catalogue import catalogue
from comptoir.directories.errors import InvalidEdits
from comptoir.directories.writing.edits import Add
from comptoir.directories.writing.save import save_directory
from comptoir.imports.mapping.targets import NewStage, makers
from comptoir.kit.errors import Invalid


def make_choice(directory: str, name: str, actor: User, at: datetime) -> str:
    return _added(directory, Add(key="", name=name), actor, at)


def make_stage(stage: NewStage, actor: User, at: datetime) -> str:
    return _added(stage.directory, Add(key="", name=stage.name, semantics=stage.semantics), actor, at)


def _added(directory: str, edit: Add, actor: User, at: datetime) -> str:
    """Return the code of the new value. A refusal is about a row of the import: it says the reason alone."""
    try:
        saved = save_directory(catalogue.get(directory), [edit], actor=actor, at=at)
    except InvalidEdits as refusal:
        raise Invalid(refusal.reasons[edit.key].text) from refusal
    return saved.added[edit.key].code


makers.choice = make_choice
makers.stage = make_stage
