"""How a user likes the pages: theme, density, language. Kept in cookies; apps may keep them elsewhere as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from comptoir.kit.registry import Registry

THEMES = {"auto": _("Like the system"), "light": _("Light"), "dark": _("Dark")}
DENSITIES = {"comfortable": _("Comfortable"), "compact": _("Compact")}
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}

THEME_COOKIE = "comptoir_theme"
DENSITY_COOKIE = "comptoir_density"
COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class PreferenceStore:
    """`keep(user, name, value)` keeps a choice of a signed-in user; name: theme, density or language."""

    code: str
    keep: Callable[[Any, str, str], None]


preference_stores: Registry[PreferenceStore] = Registry("preference stores", lambda store: store.code)


def theme_of(request: HttpRequest) -> str:
    """Return the viewer's theme: auto, light or dark."""
    value = _chosen(request, "theme", THEME_COOKIE)
    return value if value in THEMES else "auto"


def density_of(request: HttpRequest) -> str:
    """Return the viewer's density: comfortable or compact."""
    value = _chosen(request, "density", DENSITY_COOKIE)
    return value if value in DENSITIES else "comfortable"


def _chosen(request: HttpRequest, name: str, cookie: str) -> str:
    """What is kept with the user goes first: it is the same on each of their devices."""
    own = getattr(getattr(request, "user", None), name, "")
    return str(own or request.COOKIES.get(cookie, ""))


def keep_cookie(request: HttpRequest, response: HttpResponse, cookie: str, value: str) -> None:
    """Keep a choice in this browser, for the pages shown before the sign-in; "" drops it."""
    if value:
        response.set_cookie(
            cookie, value, max_age=COOKIE_AGE, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(cookie, samesite="Lax")
