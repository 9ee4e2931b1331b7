"""Where choices come from: directories and pipelines stand above this row and fill these two sources at start."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a directory as its viewer sees it. `semantics` is P, S or F for stages, "" for lists."""

    code: str
    name: str
    colour: str = ""
    semantics: str = ""
    hidden: bool = False
    system: bool = False


class ChoiceSource(Protocol):
    def values(self, directory: str) -> Sequence[Choice]:
        """Return the values in their order, hidden ones included; none for an unknown directory."""

    def find(self, directory: str, code: str) -> Choice | None: ...

    def default(self, directory: str) -> str:
        """Return the code that a new item gets in our own form, "" for none."""

    def hold(self) -> None:
        """Let no list change until the transaction at hand ends, and look at them as they are now. One query."""


@dataclass(frozen=True, slots=True)
class PipelineChoice:
    id: int
    name: str
    stage_directory: str


class PipelineSource(Protocol):
    def all(self, item_type: str) -> Sequence[PipelineChoice]:
        """Return the pipelines of an item type in their order."""

    def find(self, item_type: str, pipeline_id: int) -> PipelineChoice | None: ...


class Sources:
    """The two sources, set once by the apps that own the data; and enumerations, which nobody configures."""

    choices: ChoiceSource
    pipelines: PipelineSource

    def __init__(self) -> None:
        self.enumerations: dict[str, type[TextChoices]] = {}

    def enumeration(self, name: str) -> list[Choice] | None:
        """Return the choices of an enumeration in the viewer's language; None when there is none of that name."""
        found = self.enumerations.get(name)
        return [Choice(str(code), str(label)) for code, label in found.choices if code] if found else None


sources = Sources()


def deleted_name(code: object) -> str:
    """Return what a code is called that its list has no more."""
    return gettext("(deleted) %(code)s") % {"code": code}


def list_slug(code: str) -> str:
    """Return how an address names a list."""
    return code.lower().replace("_", "-")


def name_of(choice: Choice | None, code: object) -> str:
    return choice.name if choice else deleted_name(code)
