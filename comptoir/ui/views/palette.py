"""What the command palette offers: places to go, things to create, settings pages. Fetched when it is first opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.ui.navigation import navigation
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
