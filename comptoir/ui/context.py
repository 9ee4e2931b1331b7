"""What every page knows: layout, viewer, language, theme, and the shell's entries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from comptoir.ui.navigation import Entry, Section, address_of, navigation
from comptoir.ui.notices import collect
from comptoir.ui.preferences import DENSITIES, LANGUAGE_NAMES, THEMES, density_of, theme_of

SLIDER_HEADER = "X-Comptoir-Slider"


def layout_of(request: HttpRequest) -> str:
    """Return the template a page extends: the whole page, the inside of a slider, or the bare content for htmx."""
    if request.headers.get(SLIDER_HEADER) == "1":
        return "ui/shell/slider.html"
    wants_whole_page = request.headers.get("HX-Boosted") or request.headers.get("HX-History-Restore-Request")
    if request.headers.get("HX-Request") == "true" and not wants_whole_page:
        return "ui/shell/fragment.html"
    return "ui/shell/base.html"


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the layouts."""
    layout = layout_of(request)
    return {
        "layout": layout,
        "viewer": getattr(request, "user", None),
        "language": get_language() or "en",
        "languages": LANGUAGE_NAMES,
        "theme": theme_of(request),
        "themes": THEMES,
        "density": density_of(request),
        "densities": DENSITIES,
        "shell": Shell(request),
        "notices": collect(request),
    }


class Shell:
    """The entries round the page, worked out only when a layout asks: a fragment costs none of it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def _entries(self, section: Section) -> list[Entry]:
        return navigation.entries(section, getattr(self._request, "user", None), self._request.path)

    @property
    def main(self) -> list[Entry]:
        return self._entries("main")

    @property
    def settings(self) -> list[Entry]:
        return self._entries("settings")

    @property
    def settings_url(self) -> str:
        """The address of the settings page; the composition may define one, named "settings"."""
        return address_of("settings") or reverse("ui:settings")

    @property
    def in_settings(self) -> bool:
        """Whether the page is the settings page or one of those it lists."""
        return self._request.path.startswith(("/settings/", self.settings_url)) or any(
            entry.current for entry in self.settings
        )

    @property
    def create(self) -> list[Entry]:
        return self._entries("create")

    @property
    def user(self) -> list[Entry]:
        return self._entries("user")

    @property
    def search_url(self) -> str | None:
        return address_of("search")

    @property
    def quick_search_url(self) -> str | None:
        return address_of("search_quick")

    @property
    def search_text(self) -> str:
        """The text being searched, shown again in the box of the results page."""
        return self._request.GET.get("q", "") if self.search_url == self._request.path else ""
