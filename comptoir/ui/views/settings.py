"""The page that lists every settings page the reader may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.ui.navigation import navigation
from comptoir.ui.render import render
from comptoir.ui.settings_tiles import tiles_for


def settings_index(request: HttpRequest) -> HttpResponse:
    context = {"groups": tiles_for(request.user), "entries": navigation.entries("settings", request.user)}
    return render(request, "ui/shell/settings.html", context)
