"""The pages of one's own profile and password."""

from django.conf import settings
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.access.errors import SignInBusy, TooManyAttempts
from comptoir.access.me.actions import change_own_password, update_me
from comptoir.access.models import User
from comptoir.access.sessions.recording import keep_this_session
from comptoir.access.sign_in.attempts import source_of
from comptoir.access.sign_in.known_devices import know_device
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Crumb, Option
from comptoir.ui.preferences import DENSITIES, DENSITY_COOKIE, LANGUAGE_NAMES, THEME_COOKIE, THEMES, keep_cookie
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify

TYPED = ("name", "second_name", "last_name", "email", "phone", "language", "theme", "density")


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if request.method == "POST":
        return on_its_page(lambda: _save_profile(request, user), lambda refusal: _profile_page(request, user, refusal))
    return _profile_page(request, user)


def _save_profile(request: HttpRequest, user: User) -> HttpResponse:
    update_me(user, {name: request.POST[name] for name in TYPED if name in request.POST}, at=timezone.now())
    response: HttpResponse = HttpResponseRedirect(reverse("access:me"))
    with translation.override(user.language or translation.get_language()):
        notify(request, response, _("Your profile is saved."), kind="good")
    keep_cookie(request, response, THEME_COOKIE, user.theme)
    keep_cookie(request, response, DENSITY_COOKIE, user.density)
    keep_cookie(request, response, settings.LANGUAGE_COOKIE_NAME, user.language)
    return response


def _profile_page(request: HttpRequest, user: User, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "values": {name: request.POST.get(name, getattr(user, name)) for name in TYPED},
        **refusal_context(refusal),
        "languages_offered": [Option(code, name) for code, name in LANGUAGE_NAMES.items()],
        "themes_offered": [Option(code, name) for code, name in THEMES.items()],
        "densities_offered": [Option(code, name) for code, name in DENSITIES.items()],
    }
    return render(request, "access/me/me.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return on_its_page(
            lambda: _change_password(request),
            lambda refusal: _password_page(request, refusal),
            also=(TooManyAttempts, SignInBusy),
        )
    return _password_page(request)


def _change_password(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    current, new, again = (request.POST.get(name, "") for name in ("current", "new", "again"))
    change_own_password(
        user,
        current,
        new,
        again,
        source=source_of(request, user.login),
        at=timezone.now(),
        keep=request.session.session_key or "",
    )
    # Sessions carry a hash of the password: all others end now, this one gets the new hash.
    keep_this_session(request, user)
    response = HttpResponseRedirect(reverse("access:me"))
    know_device(request, response, user, timezone.now())
    message = _("Your password is changed. You are signed out everywhere else.")
    return notify(request, response, message, kind="good")


def _password_page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "crumbs": [Crumb(_("My profile"), reverse("access:me")), Crumb(_("Password"))],
        "rules": password_validation.password_validators_help_texts(),
        **refusal_context(refusal),
    }
    return render(request, "access/me/own_password.html", context)
