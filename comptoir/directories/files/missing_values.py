"""How an import adds the values it does not find, when it is told to."""

from datetime import datetime

from comptoir.access.models import User
from comptoir.directories.writing.add_value import add_value
from comptoir.imports.mapping.targets import makers


def make_choice(directory: str, name: str, actor: User, at: datetime) -> str:
    return add_value(directory, name, actor=actor, at=at).code


makers.choice = make_choice
