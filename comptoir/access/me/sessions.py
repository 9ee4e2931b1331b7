"""The page of one's own sessions: where one is signed in, ending one of them or all others."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.cleaning import row_id
from comptoir.access.sessions.ending import end_session, end_sessions
from comptoir.access.sessions.page import sessions_context
from comptoir.access.sessions.recording import keep_this_session
from comptoir.access.sign_in.known_devices import know_device
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import NotAValue, NotFound
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render
from comptoir.ui.responses import notify


@require_http_methods(["GET", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _end_one(request) if "session" in request.POST else _end_others(request)
    context = {
        "crumbs": [Crumb(_("My profile"), reverse("access:me")), Crumb(_("Sessions"))],
        "here": reverse("access:sessions"),
        **sessions_context(user_of(request), request.session.session_key),
    }
    return render(request, "access/me/sessions.html", context)


def _end_one(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    end_session(user, number_of_session(request), actor=user, at=timezone.now())
    return notify(request, HttpResponseRedirect(reverse("access:sessions")), _("The session is ended."), kind="good")


def _end_others(request: HttpRequest) -> HttpResponse:
    user, at = user_of(request), timezone.now()
    end_sessions(user, actor=user, at=at, keep=request.session.session_key or "")
    keep_this_session(request, user)
    response = HttpResponseRedirect(reverse("access:sessions"))
    know_device(request, response, user, at)
    return notify(request, response, _("You are signed out everywhere else."), kind="good")


def number_of_session(request: HttpRequest) -> int:
    """Errors: NotFound for what is no number."""
    try:
        return row_id(request.POST.get("session")) or 0
    except NotAValue as error:
        raise NotFound from error
