"""The page for developers that shows every component in every state."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.ui.render import render


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {})


def sample(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "ui/gallery.html", {})
