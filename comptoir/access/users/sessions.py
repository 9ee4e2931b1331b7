"""Where a user is signed in, for administrators: ending one of the sessions, or all."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.cleaning import row_id
from comptoir.access.models import User
from comptoir.access.navigation import crumbs
from comptoir.access.people import user_or_404
from comptoir.access.policies import require_administrator
from comptoir.access.sessions.ending import end_session, end_sessions
from comptoir.access.sessions.page import sessions_context
from comptoir.access.sessions.recording import keep_this_session
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import NotAValue, NotFound
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render
from comptoir.ui.responses import notify


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    person = user_or_404(pk)
    here = reverse("access:user_sessions", args=[pk])
    if request.method == "POST":
        _end(request, person)
        return notify(request, HttpResponseRedirect(here), _("Ended."), kind="good")
    people = Crumb(_("Users"), reverse("access:users"))
    steps = (people, Crumb(person.full_name, reverse("access:user", args=[pk])), _("Sessions"))
    context = {
        "crumbs": crumbs(*steps),
        "here": here,
        "person": person,
        **sessions_context(person, request.session.session_key),
    }
    return render(request, "access/users/sessions.html", context)


def _end(request: HttpRequest, person: User) -> None:
    actor, at = user_of(request), timezone.now()
    if "session" in request.POST:
        try:
            end_session(person, row_id(request.POST["session"]) or 0, actor=actor, at=at)
        except NotAValue as error:
            raise NotFound from error
        return
    # Administrators who end their own sessions here stay signed in where they are.
    is_own = person.pk == actor.pk
    end_sessions(person, actor=actor, at=at, keep=(request.session.session_key or "") if is_own else "")
    if is_own:
        keep_this_session(request, person)
