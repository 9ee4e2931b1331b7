"""The end of every way of signing in, and the state before it: the password was right, a further step is needed.

A way of signing in ends with `finish_sign_in(request, user, method)`, or, when a second factor may be asked for, with
`first_step_passed(request, user, method)`. What asks for a further step adds a `FurtherStep` in `ready()` of the app;
its page reads `waiting_user(request)` and ends with `finish_sign_in(request, user, "totp")`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from comptoir.access.models import User
from comptoir.access.sign_in.attempts import forget_failures, source_of
from comptoir.access.sign_in.known_devices import know_device
from comptoir.kit.registry import Registry

WAITING = "sign_in_waiting"  # key of the session
WAITS = timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class FurtherStep:
    """A step after the first, where `is_needed(request, user, method)`; `address` is the name of its page."""

    code: str
    address: str
    is_needed: Callable[[HttpRequest, User, str], bool]


further_steps: Registry[FurtherStep] = Registry("further steps of signing in", lambda step: step.code)


def first_step_passed(request: HttpRequest, user: User, method: str) -> HttpResponse:
    """Lead to the first further step that is needed, the user being kept in the session without being signed in."""
    for step in further_steps:
        if step.is_needed(request, user, method):
            request.session.cycle_key()
            request.session[WAITING] = {
                "user": user.pk,
                "hash": user.get_session_auth_hash(),
                "method": method,
                "until": (timezone.now() + WAITS).isoformat(),
                "next": where_to(request),
            }
            return HttpResponseRedirect(reverse(step.address))
    return finish_sign_in(request, user, method)


def waiting_user(request: HttpRequest) -> User | None:
    """Return the user whose further step is awaited here: for ten minutes, while active and of the same password."""
    kept = request.session.get(WAITING)
    if not kept or timezone.now() > datetime.fromisoformat(kept["until"]):
        return None
    user: User | None = User.objects.active().filter(pk=kept["user"]).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return user


def finish_sign_in(request: HttpRequest, user: User, method: str) -> HttpResponse:
    """Sign the user in and lead to the page that was asked for: the only place where a session of a user begins.

    The failures counted here for them are forgotten, the session's key is cycled, the browser becomes known to them.
    method  how they showed who they are: "password", "passkey", "oidc", "totp" …
    """
    at = timezone.now()
    kept = request.session.pop(WAITING, None)
    url = kept["next"] if kept else where_to(request)
    forget_failures(user.login, source_of(request, user.login))
    login(request, user, backend=BACKEND)
    request.session["sign_in_method"] = method
    response = HttpResponseRedirect(url)
    know_device(request, response, user, at)
    return response


def where_to(request: HttpRequest) -> str:
    """Return the page that was asked for before the sign-in; never an address on another host (open redirect)."""
    url = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else settings.LOGIN_REDIRECT_URL
