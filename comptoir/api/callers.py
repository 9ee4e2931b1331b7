"""Who calls: a person by their session, or a program by the token of a webhook."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone

from comptoir.access.models import User
from comptoir.api.errors import SignInNeeded
from comptoir.kit.errors import Forbidden
from comptoir.rest.incoming.credentials import user_of_token

SCOPE = "crm"
BEARER = "Bearer "


def caller_of(request: HttpRequest) -> User:
    """Return the user who calls. Errors: SignInNeeded."""
    header = request.headers.get("Authorization", "")
    if header.startswith(BEARER):
        user = user_of_token(header.removeprefix(BEARER).strip(), SCOPE, timezone.now())
        if user is None:
            raise SignInNeeded
        return user
    if not isinstance(request.user, User) or not request.user.is_active:
        raise SignInNeeded
    return request.user


def refuse_other_sites(request: HttpRequest) -> None:
    """Refuse a change that comes with a session's cookie but without the page's token. Errors: Forbidden.

    The views are exempt from Django's own check: it would refuse programs, which send a webhook's token and no cookie.
    """
    if request.headers.get("Authorization", "").startswith(BEARER):
        return
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    if check.process_view(request, lambda _request: HttpResponse(), (), {}) is not None:
        raise Forbidden
