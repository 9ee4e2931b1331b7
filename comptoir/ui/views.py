"""Pages that belong to no capability: the command palette, the settings, the viewer's preferences."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from comptoir.kit.errors import BadRequest
from comptoir.ui.alerts import alerts_for
from comptoir.ui.navigation import navigation
from comptoir.ui.preferences import (
    DENSITIES,
    DENSITY_COOKIE,
    LANGUAGE_NAMES,
    THEME_COOKIE,
    THEMES,
    keep_cookie,
    preference_stores,
)
from comptoir.ui.render import render
from comptoir.ui.settings_tiles import tiles_for


def palette(request: HttpRequest) -> HttpResponse:
    context = {
        "places": navigation.entries("main", request.user),
        "creations": navigation.entries("create", request.user),
        "tiles": [pair for shown in tiles_for(request.user) for pair in shown.tiles],
        "own": [entry for entry in navigation.entries("user", request.user) if entry.item.method == "get"],
    }
    return render(request, "ui/shell/_palette.html", context)


def settings_index(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": tiles_for(request.user),
        "entries": navigation.entries("settings", request.user),
        "alerts": alerts_for(request.user),
    }
    return render(request, "ui/shell/settings.html", context)


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    return _keep(request, "theme", THEMES, THEME_COOKIE)


@require_POST
def set_density(request: HttpRequest) -> HttpResponse:
    return _keep(request, "density", DENSITIES, DENSITY_COOKIE)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    return _keep(request, "language", LANGUAGE_NAMES, settings.LANGUAGE_COOKIE_NAME)


def _keep(request: HttpRequest, name: str, allowed: Collection[str], cookie: str) -> HttpResponse:
    value = request.POST.get("value", "")
    if value not in allowed:
        raise BadRequest
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        for store in preference_stores:
            store.keep(user, name, value)
    response = _back(request)
    keep_cookie(request, response, cookie, value)
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the page the switch stands on; the page itself needs no answer when it already changed."""
    if request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    url = request.POST.get("next") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(url if safe else "/")
