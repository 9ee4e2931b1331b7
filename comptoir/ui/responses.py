"""Answers that speak to the page: a toast, closing the slider, "this record changed"."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from comptoir.kit.text import Text
from comptoir.ui.context import SLIDER_HEADER
from comptoir.ui.notices import Kind, Notice, leave


def is_partial(request: HttpRequest) -> bool:
    """Say whether the page itself asked (htmx or a slider), so that it stays on screen."""
    return request.headers.get("HX-Request") == "true" or request.headers.get(SLIDER_HEADER) == "1"


def trigger(response: HttpResponse, event: str, detail: Any = None) -> HttpResponse:
    """Raise an event on the page when the answer arrives; may be called several times."""
    events = json.loads(response.get("HX-Trigger", "{}"))
    response["HX-Trigger"] = json.dumps({**events, event: detail})
    return response


def notify(
    request: HttpRequest, response: HttpResponse, message: Text, *, undo_url: str = "", kind: Kind = "info"
) -> HttpResponse:
    """Tell the user what happened, with Undo where `undo_url` (posted to) takes it back. kind: info, good or bad.

    In the page for htmx, on the next page after a redirect.
    """
    notice = Notice(str(message), undo_url, kind)
    is_redirect = 300 <= response.status_code < 400
    if is_partial(request) and not is_redirect:
        return trigger(response, "toast", notice.as_dict())
    leave(response, notice)
    return response


def saved(request: HttpRequest, url: str, message: Text, *, undo_url: str = "", event: str = "") -> HttpResponse:
    """Answer a successful form: in a slider close it and tell the page behind, else go to `url`.

    event: raised on the page (for example "deals:changed") so that lists know to refresh.
    """
    if not is_partial(request):
        return notify(request, HttpResponseRedirect(url), message, undo_url=undo_url)
    response = HttpResponse(status=204)
    trigger(response, "slider:close")
    if event:
        trigger(response, event, {"url": url})
    return notify(request, response, message, undo_url=undo_url)


def go_to(request: HttpRequest, url: str, message: Text, *, undo: str = "") -> HttpResponse:
    """Redirect to another page, where the message is shown; htmx by its own header."""
    response = notify(request, HttpResponseRedirect(url), message, undo_url=undo)
    if is_partial(request):
        response.status_code = 204
        response["HX-Redirect"] = url
        del response["Location"]
    return response


def in_slider(request: HttpRequest) -> bool:
    return request.headers.get(SLIDER_HEADER) == "1"


def back_url(request: HttpRequest, otherwise: str) -> str:
    """Return the `back` of a form when it is an address of this site, else another one."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return otherwise
