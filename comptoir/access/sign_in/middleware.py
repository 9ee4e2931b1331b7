"""Middleware: the address of the client, and that every page but the public ones requires a sign-in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.access.sessions.recording import note_seen
from comptoir.kit.client_address import client_address, is_trusted

PUBLIC_PREFIXES = ("/static/", "/rest/", "/api/", "/health/", "/sign-in/", "/ui/language/", "/ui/theme/")


class ClientAddress:
    """Put the client's address into REMOTE_ADDR, where all that stands below reads it; only trusted proxies count.

    What others say of a proxy, X-Forwarded-Proto among it, is dropped.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trusted = settings.COMPTOIR_TRUSTED_PROXIES
        if trusted:
            if not is_trusted(request.META.get("REMOTE_ADDR", ""), trusted):
                request.META.pop("HTTP_X_FORWARDED_PROTO", None)
            request.META["REMOTE_ADDR"] = client_address(request.META, trusted)
        return self.get_response(request)


class SignInRequired:
    """Redirect visitors to the sign-in page.

    htmx gets a header instead: it follows redirects by itself and would put the sign-in page into a fragment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            note_seen(request)
            return self.get_response(request)
        if request.path.startswith(PUBLIC_PREFIXES):
            return self.get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": reverse(settings.LOGIN_URL)})
        return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
