"""What a check finds: in words, with the rows it means, and how to mend it where that loses nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """`rows` are the ids that are meant; `mend` is None where a person has to decide."""

    text: str
    rows: Sequence[object] = ()
    mend: Callable[[], object] | None = None

    def __str__(self) -> str:
        if not self.rows:
            return self.text
        some = ", ".join(str(row) for row in self.rows[:SHOWN])
        return f"{self.text} ({some}{', …' if len(self.rows) > SHOWN else ''})"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at."""

    code: str
    label: Text
    look: Callable[[], Iterable[Finding]]


checks: Registry[Check] = Registry("checks of the doctor", lambda check: check.code)
