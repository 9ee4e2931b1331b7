"""Django's own error handlers: unknown address, refused form, fault of ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError, Forbidden, NotFound
from comptoir.ui.middleware import refused


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
    """Answer a fault of ours (handler500): a page that needs neither database nor session."""
    return HttpResponse(loader.render_to_string("ui/shell/500.html"), status=500)
