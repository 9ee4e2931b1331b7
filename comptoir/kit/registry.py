"""Registry: an ordered collection of declarations that is closed after start-up."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Declarations by code, in the order in which they were added. Adding a code twice, or after `close`, raises."""

    def __init__(self, name: str, code: Callable[[T], str]) -> None:
        self.name = name
        self._code = code
        self._entries: dict[str, T] = {}
        self._closed = False

    def add(self, entry: T) -> T:
        code = self._code(entry)
        if self._closed:
            raise RuntimeError(f"{self.name}: closed, {code!r} comes too late")
        if code in self._entries:
            raise RuntimeError(f"{self.name}: {code!r} is declared twice")
        self._entries[code] = entry
        return entry

    def get(self, code: str) -> T:
        """Return the entry; KeyError for an unknown code."""
        return self._entries[code]

    def find(self, code: str) -> T | None:
        return self._entries.get(code)

    def all(self) -> list[T]:
        return list(self._entries.values())

    def close(self) -> None:
        self._closed = True

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __contains__(self, code: object) -> bool:
        return code in self._entries
