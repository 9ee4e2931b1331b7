"""What the shell offers to go to: the rail, the "New" menu and the viewer's own menu, filled by the apps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import NoReverseMatch, reverse

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

# Users belong to a higher layer: here a user is whatever the request carries.
Visible = Callable[[Any], bool]
Badge = Callable[[Any], int]
Section = Literal["main", "settings", "create", "user"]


def everyone(user: Any) -> bool:
    """Show the entry to every signed-in user."""
    return bool(getattr(user, "is_authenticated", False))


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the shell.

    section: "main" stands in the rail, "settings" on the settings page at its foot, "create" in the "New" menu, "user"
    in the viewer's menu. description: a sentence on the settings page.
    on_phone: among the four entries of the bottom bar. slider: opens over the page. method: "post" for a sign-out.
    badge: how many things wait there (0 shows nothing); it may cost a query on each page.
    """

    code: str
    label: Text
    icon: str
    url_name: str
    order: int = 100
    visible: Visible = everyone
    section: Section = "main"
    badge: Badge | None = None
    on_phone: bool = False
    slider: bool = False
    method: Literal["get", "post"] = "get"
    description: Text = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A NavItem made ready for one viewer and one page."""

    item: NavItem
    url: str
    current: bool
    count: int


class Navigation:
    """The registry of entries; a code may be added once."""

    def __init__(self) -> None:
        self._items = Registry[NavItem]("navigation", lambda item: item.code)

    def add(self, item: NavItem) -> NavItem:
        """Add an entry, at start-up.

        Errors: RuntimeError when the code is taken.
        """
        return self._items.add(item)

    def all(self) -> list[NavItem]:
        """Return every entry in the order it is shown."""
        return sorted(self._items, key=lambda item: (item.order, item.code))

    def entries(self, section: Section, user: Any, path: str = "") -> list[Entry]:
        """Return what `user` may see of a section; an entry whose page is not installed is left out."""
        found = [
            (item, address)
            for item in self.all()
            if item.section == section and item.visible(user) and (address := address_of(item.url_name)) is not None
        ]
        current = _longest(path, (address for _, address in found))
        return [
            Entry(item, address, address == current, item.badge(user) if item.badge else 0) for item, address in found
        ]


def address_of(url_name: str, *arguments: Any) -> str | None:
    """Return the address of a named page, None where the part that serves it is not installed."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return None


def _longest(path: str, addresses: Iterable[str]) -> str | None:
    """The entry in force is the one with the longest address that begins the path; "/" begins only itself."""
    matching = [address for address in addresses if path == address or (address != "/" and path.startswith(address))]
    return max(matching, key=len, default=None)


navigation = Navigation()
