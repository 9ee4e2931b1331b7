"""Giving a user a password: typed, or generated and shown once."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.access.models import User
from comptoir.access.navigation import crumbs
from comptoir.access.passwords import make_password_text
from comptoir.access.people import user_or_404
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.access.users.actions import set_password
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Crumb
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import saved


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    person = user_or_404(pk)
    if request.method == "POST":
        return on_its_page(lambda: _set(request, person), lambda refusal: _page(request, person, refusal))
    return _page(request, person)


def shown_once(request: HttpRequest, person: User, made: str) -> HttpResponse:
    """Render the generated password: it is shown this once and never stored in clear."""
    context = {"crumbs": _crumbs(person), "person": person, "made": made}
    response = render(request, "access/users/password_made.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _set(request: HttpRequest, person: User) -> HttpResponse:
    made = make_password_text() if "make" in request.POST else ""
    set_password(person, made or request.POST.get("password", ""), actor=user_of(request), at=timezone.now())
    if made:
        return shown_once(request, person, made)
    message = _("%(name)s has a new password and is signed out everywhere.") % {"name": person.full_name}
    return saved(request, reverse("access:user", args=[person.pk]), message)


def _page(request: HttpRequest, person: User, refusal: CrmError | None = None) -> HttpResponse:
    context = {"crumbs": _crumbs(person), "person": person, **refusal_context(refusal)}
    return render(request, "access/users/password.html", context)


def _crumbs(person: User) -> list[Crumb]:
    users = Crumb(_("Users"), reverse("access:users"))
    return crumbs(users, Crumb(person.full_name, reverse("access:user", args=[person.pk])), _("Password"))
