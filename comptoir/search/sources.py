"""What the search page looks through: each engine above registers its sources, in the order they are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found, as the page shows it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one source found: at most the wanted number, whether there is more, and where the whole list is."""

    results: list[Result]
    more: bool = False
    list_url: str = ""


# Users belong to a higher layer: here a user is whatever the request carries.
@dataclass(frozen=True, slots=True)
class SearchSource:
    """`find(user, text, limit)` looks only at what the user may see; None when the user may see nothing of it."""

    code: str
    label: Text
    icon: str
    find: Callable[[Any, str, int], Found | None]


search_sources: Registry[SearchSource] = Registry("search sources", lambda source: source.code)
