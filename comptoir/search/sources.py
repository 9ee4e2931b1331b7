"""What the search page searches: apps above register their sources, in the order in which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass

from comptoir.access.models import User
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Result:
    """One result, as the page shows it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The results of one source, at most as many as asked for; `more` if there are others, all at `list_url`."""

    results: list[Result]
    more: bool = False
    list_url: str = ""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """`find(user, text, limit)` searches what the user may see; None if they may see nothing of this source."""

    code: str
    label: Text
    icon: str
    find: Callable[[User, str, int], Found | None]


search_sources: Registry[SearchSource] = Registry("search sources", lambda source: source.code)
