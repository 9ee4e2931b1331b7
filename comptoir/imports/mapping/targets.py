"""What a column of a file can be mapped to, and how what it names is found or created."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from comptoir.access.models import User
from comptoir.items.core.fields import Field
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

NOTE = "note"
ORIGIN = "origin_id"


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be mapped to: a field, one type of its contact points, or something of the importer's own."""

    code: str
    label: Text
    field: Field | None = None
    value_type: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to be made; `semantics` is P, S or F."""

    item_type: str
    pipeline_id: int | None
    directory: str
    name: str
    semantics: str


class Makers:
    """How upper rows create what an import names and does not find; each is set by its owner at start."""

    choice: Callable[[str, str, User, datetime], str]
    pipeline: Callable[[str, str, Mapping[str, str], User, datetime], int]
    stage: Callable[[NewStage, User, datetime], str]


@dataclass(slots=True)
class NameSource:
    """How records of a type are found by name: the columns that spell it, and what a name alone makes."""

    item_type: str
    columns: tuple[str, ...]
    from_name: Callable[[str], dict[str, object]] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


name_sources: Registry[NameSource] = Registry("name sources", lambda source: source.item_type)
makers = Makers()
