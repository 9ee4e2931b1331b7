"""What a stage means for the records in it: work goes on, it ended well, or it ended badly."""

from __future__ import annotations

from enum import StrEnum


class Semantics(StrEnum):
    """The letters of the reference. Items always have one; a list's row has "" for a stage in progress."""

    IN_PROGRESS = "P"
    SUCCESS = "S"
    FAILURE = "F"

    @classmethod
    def of(cls, stored: str) -> Semantics:
        """Return the meaning of a row of a list, where nothing stands for in progress."""
        return cls(stored or cls.IN_PROGRESS)

    @property
    def stored(self) -> str:
        """Return how a row of a list says it."""
        return "" if self is Semantics.IN_PROGRESS else self.value
