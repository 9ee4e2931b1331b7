"""Who calls, by session or by the token of a webhook; answers and refusals as JSON, in the reader's language."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from comptoir.access.models import User
from comptoir.kit.errors import BadRequest, CrmError, Forbidden, NotFound
from comptoir.rest.webhooks.credentials import user_of_token

SCOPE = "crm"
BEARER = "Bearer "
Endpoint = Callable[..., object]


class SignInNeeded(CrmError):
    code = "sign_in_needed"
    status = 401
    message = _("Sign in, or send the token of a webhook that may use the CRM: Authorization: Bearer TOKEN.")


class NotAllowed(CrmError):
    code = "method_not_allowed"
    status = 405
    message = _("This address does not take this method.")


class TooLarge(CrmError):
    code = "too_large"
    status = 413
    message = _("The request is too large.")


def door(**methods: Endpoint) -> Callable[..., HttpResponse]:
    """Return the view of an address: each method's function gets (request, viewer, **parts of the address).

    What it returns becomes the JSON body; None is 204. A `CrmError` becomes {"error": {code, message, fields}}.
    """

    @csrf_exempt
    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        # The one place where refusals become answers, as the pages' middleware does for pages.
        try:
            viewer = _caller(request)
        except CrmError as refusal:
            return _refused(refusal, sorted(methods))
        with translation.override(viewer.language or translation.get_language()):
            try:
                return _answered(request, viewer, methods, parts)
            except CrmError as refusal:
                return _refused(refusal, sorted(methods))

    return view


def _answered(
    request: HttpRequest, viewer: User, methods: Mapping[str, Endpoint], parts: Mapping[str, Any]
) -> HttpResponse:
    endpoint = methods.get("get" if request.method == "HEAD" else (request.method or "").lower())
    if endpoint is None:
        raise NotAllowed
    found = endpoint(request, viewer, **parts)
    return HttpResponse(status=204) if found is None else answer(found)


def _caller(request: HttpRequest) -> User:
    """Return who calls. Errors: SignInNeeded; Forbidden for a change by a page of another site."""
    header = request.headers.get("Authorization", "")
    if header.startswith(BEARER):
        user = user_of_token(header.removeprefix(BEARER).strip(), SCOPE, timezone.now())
        if user is None:
            raise SignInNeeded
        return user
    if not isinstance(request.user, User) or not request.user.is_active:
        raise SignInNeeded
    return request.user


def unknown(_request: HttpRequest) -> HttpResponse:
    """Answer an address that does not exist."""
    return _refused(NotFound(_("There is no such address.")), [])


def own_page_only(endpoint: Endpoint) -> Endpoint:
    """Refuse a change that comes with a session's cookie but without the page's token."""

    @wraps(endpoint)
    def checked(request: HttpRequest, viewer: User, **parts: Any) -> object:
        if not request.headers.get("Authorization", "").startswith(BEARER) and _is_forged(request):
            raise Forbidden
        return endpoint(request, viewer, **parts)

    return checked


def _is_forged(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is not None


def read_body(request: HttpRequest, shape: type[Any]) -> Any:
    """Return the JSON body as that struct. Errors: BadRequest naming what is wrong, TooLarge."""
    try:
        return msgspec.json.decode(request.body, type=shape)
    except RequestDataTooBig as error:
        raise TooLarge from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(_("The body is not what is asked for: %(why)s.") % {"why": str(error).rstrip(".")}) from error


def answer(found: object, status: int = 200) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(found), content_type="application/json", status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _refused(refusal: CrmError, methods: list[str]) -> HttpResponse:
    fields = {name: str(text) for name, text in refusal.fields.items()}
    error = {"code": refusal.code, "message": str(refusal.message), "fields": fields}
    response = answer({"error": error}, refusal.status)
    if refusal.status == NotAllowed.status:
        response["Allow"] = ", ".join(name.upper() for name in methods)
    if refusal.status == SignInNeeded.status:
        response["WWW-Authenticate"] = "Bearer"
    return response
