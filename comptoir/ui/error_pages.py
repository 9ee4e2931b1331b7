"""Refusals and faults turned into pages, so that views need no try."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Busy, CrmError, Forbidden, NotFound, TooLarge
from comptoir.ui.context import SLIDER_HEADER
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial, trigger

logger = logging.getLogger(__name__)
RETRY_AFTER = "5"
# Fields of passwords, which are never written into a page.
SECRETS = frozenset({"password", "current", "new", "again"})

GetResponse = Callable[[HttpRequest], HttpResponse]


class ErrorPages:
    """Answer an expected refusal in the viewer's language with its own status: a page, a slider, a toast or JSON."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = _refusal(exception)
        return refused(request, refusal) if refusal else None


def _refusal(exception: Exception) -> CrmError | None:
    if isinstance(exception, CrmError):
        return exception
    if isinstance(exception, Http404):
        return NotFound()
    if isinstance(exception, RequestDataTooBig):
        return TooLarge()
    if isinstance(exception, OperationalError | InterfaceError):
        logger.error("the database did not answer: %s", str(exception).strip())
        return Busy()
    return Forbidden() if isinstance(exception, PermissionDenied) else None


def refused(request: HttpRequest, refusal: CrmError) -> HttpResponse:
    """Return the answer to a refusal, in the shape the request asked for."""
    if _wants_json(request):
        fields = {code: str(text) for code, text in refusal.fields.items()}
        body = {"code": refusal.code, "message": str(refusal.message), "fields": fields}
        return _to_be_retried(JsonResponse(body, status=refusal.status))
    in_slider = request.headers.get(SLIDER_HEADER) == "1"
    if is_partial(request) and (request.method != "GET" or not in_slider):
        return _to_be_retried(_toast(refusal))
    if isinstance(refusal, Busy):
        return _to_be_retried(_busy_page(request, refusal))
    context = {"code": refusal.code, "message": refusal.message, "fields": refusal.fields, "status": refusal.status}
    return render(request, "ui/shell/error.html", context, status=refusal.status)


def _busy_page(request: HttpRequest, refusal: Busy) -> HttpResponse:
    """Return a page that needs no database: it holds what was typed and sends it again, but for files."""
    typed = [(name, value) for name, values in request.POST.lists() if name not in SECRETS for value in values]
    context = {"message": refusal.message, "typed": typed, "path": request.get_full_path(), "method": request.method}
    return HttpResponse(loader.render_to_string("ui/shell/busy.html", context), status=refusal.status)


def _to_be_retried(response: HttpResponse) -> HttpResponse:
    if response.status_code == Busy.status:
        response["Retry-After"] = RETRY_AFTER
    return response


def _toast(refusal: CrmError) -> HttpResponse:
    """Leave what is on screen alone, or users would lose what they wrote: say what is wrong, and where."""
    response = HttpResponse(status=refusal.status)
    response["HX-Reswap"] = "none"
    fields = {code: str(text) for code, text in refusal.fields.items()}
    trigger(response, "toast", {"message": str(refusal.message), "kind": "bad"})
    return trigger(response, "form:refused", {"fields": fields})


def _wants_json(request: HttpRequest) -> bool:
    return re.match(r"application/json\b", request.headers.get("Accept", "")) is not None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere (handler404)."""
    return refused(request, NotFound(_("There is nothing at this address. The link may be out of date.")))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refused request (handler403)."""
    return refused(request, Forbidden())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself cannot read (handler400)."""
    return refused(request, CrmError(_("The request is not understood. Check its parameters."), code="bad_request"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection token is missing or old (CSRF_FAILURE_VIEW)."""
    message = _("This form was open too long or cookies are refused. Go back, reload the page and send it again.")
    return refused(request, Forbidden(message, code="csrf"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours (handler500): a page that needs neither database nor session.

    A database that is away already stops the middleware, which reads the session, and so comes here too.
    """
    error = sys.exc_info()[1]
    refusal = _refusal(error) if isinstance(error, Exception) else None
    if isinstance(refusal, Busy):
        return refused(request, refusal)
    return HttpResponse(loader.render_to_string("ui/shell/500.html"), status=500)
