"""Kinds of changes in the history other than those of values: apps above say how theirs are described and undone."""

from collections.abc import Callable
from dataclasses import dataclass

from comptoir.directories.change_set import ChangeSet
from comptoir.directories.errors import Reason
from comptoir.directories.history.reading import ValueChange
from comptoir.kit.registry import Registry


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Changes whose events' codes begin with `prefix`, such as "crm.pipeline.".

    describe(change, language) -> what happened, a sentence each; undo(change, changes) takes it back, noting that in
    the change set of the undo, and returns why not when it cannot.
    """

    prefix: str
    describe: Callable[[ValueChange, str], list[str]]
    undo: Callable[[ValueChange, ChangeSet], Reason | None]


change_kinds: Registry[ChangeKind] = Registry("kinds of changes of lists", lambda entry: entry.prefix)


def kind_of(change: ValueChange) -> ChangeKind | None:
    """Return who knows about the change; None for a change of a value."""
    return next((kind for kind in change_kinds if change.event.code.startswith(kind.prefix)), None)
