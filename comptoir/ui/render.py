"""Rendering a page for the browser, a slider or htmx."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers

from comptoir.ui.context import SLIDER_HEADER, page_context
from comptoir.ui.notices import COOKIE, Notice


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a page whose template begins with `{% extends layout %}`, or a partial that extends nothing.

    Shape: the whole page, the inside of a slider or the bare content, by the request's headers (docs/ui.md).
    """
    values = page_context(request)
    response = HttpResponse(loader.render_to_string(template, {**values, **(context or {})}, request), status=status)
    if values["notices"]:
        _show(values["notices"], values["layout"], response)
    # One address has three shapes: without this the browser's cache would give a fragment to "back".
    patch_vary_headers(response, [SLIDER_HEADER, "HX-Request", "Cookie", "Accept-Language"])
    return response


def _show(notices: list[Notice], layout: str, response: HttpResponse) -> None:
    """Put notices into a whole page; for a fragment send them to the page on screen."""
    response.delete_cookie(COOKIE)
    if layout != "ui/shell/base.html":
        response["HX-Trigger"] = json.dumps({"toast": notices[0].as_dict()})
