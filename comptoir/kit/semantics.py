"""The meaning of a stage: in progress, success or failure."""

from __future__ import annotations

from enum import StrEnum


class Semantics(StrEnum):
    """The letters that REST uses. Items always store one; a directory value stores "" for a stage in progress."""

    IN_PROGRESS = "P"
    SUCCESS = "S"
    FAILURE = "F"

    @classmethod
    def of(cls, stored: str) -> Semantics:
        """Return the meaning of a directory value, which stores "" for in progress."""
        return cls(stored or cls.IN_PROGRESS)

    @property
    def stored(self) -> str:
        """Return what a directory value stores."""
        return "" if self is Semantics.IN_PROGRESS else self.value


# What closes a record.
FINAL = (Semantics.SUCCESS, Semantics.FAILURE)
