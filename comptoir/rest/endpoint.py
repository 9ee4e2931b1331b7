"""The view of every REST address: reads a request, runs its method, writes the envelope. It never redirects.

Clients follow a redirect with GET and lose the body of their POST.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps

import msgspec
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation

from comptoir.account.queries import account
from comptoir.kit.errors import CrmError
from comptoir.once.errors import AnswerLost, BadKey, KeyReused, UnderWay
from comptoir.once.programs import run_once
from comptoir.rest.incoming.credentials import Caller, authenticate_webhook
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.dispatch import bare_name, may_write, run
from comptoir.rest.protocol.envelope import Stopwatch, failure, respond, success
from comptoir.rest.protocol.errors import (
    Family,
    RestError,
    in_rest_terms,
    invalid_request,
    invalid_token,
    method_not_found,
    no_auth,
    overloaded,
)
from comptoir.rest.protocol.params import read_params
from comptoir.ui import error_pages

KEY_HEADER = "Idempotency-Key"
KEY_PARAMETER = "idempotency_key"
LOOPBACK = ("127.0.0.1", "::1")
View = Callable[[HttpRequest, str], HttpResponse]


def in_envelope(view: View) -> View:
    """Make a view answer every refusal as the protocol does, in the account's language.

    Exempt from the CSRF check: callers authenticate with a secret in the address, and no cookie is read, so a form of
    another site gains nothing.
    """

    @wraps(view)
    def answer(request: HttpRequest, path: str) -> HttpResponse:
        with translation.override(account().language):
            try:
                response = view(request, path)
            except CrmError as refusal:
                error = in_rest_terms(refusal, Family.CAMEL)
                response = respond(failure(error), error.status)
        response["Cache-Control"] = "no-store"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


@in_envelope
def endpoint(request: HttpRequest, path: str) -> HttpResponse:
    """Answer /rest/{user}/{token}/{method} and /rest/{method}; GET and POST are equal."""
    at = timezone.now()
    watch = Stopwatch.start(at, account().zone)
    parts = path.strip("/").split("/")
    if parts[0] == "api":
        return _version_three()
    _check_transport(request)
    caller = _caller(request, parts, at)
    params = read_params(request)
    call = Call(caller.user, params.without(KEY_PARAMETER), at, caller.auth)
    name = parts[-1] if len(parts) != 2 else ""
    handling = watch.restart()

    def carry_out() -> HttpResponse:
        result = run(name, call)
        return respond(success(result, watch.reading(processing=handling.elapsed)))

    key = request.headers.get(KEY_HEADER) or params.get(KEY_PARAMETER)
    if key is None or not may_write(name):
        return carry_out()
    content = msgspec.json.encode([bare_name(name), dict(call.params)], order="deterministic")
    try:
        return run_once(f"webhook:{caller.auth.webhook}", key if isinstance(key, str) else "", content, carry_out)
    except (BadKey, KeyReused, UnderWay, AnswerLost) as refusal:
        raise RestError(refusal.code.upper(), str(refusal.message), status=refusal.status) from refusal


def _check_transport(request: HttpRequest) -> None:
    if request.method not in ("GET", "POST"):
        raise invalid_request("Use GET or POST.", status=405)
    if settings.HTTPS and not request.is_secure() and not _is_from_this_machine(request):
        raise invalid_request("Https required.")


def _is_from_this_machine(request: HttpRequest) -> bool:
    """Say whether a program on this machine calls directly, not through a proxy on this machine."""
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-Proto" not in request.headers


def _caller(request: HttpRequest, parts: list[str], at: datetime) -> Caller:
    """Return the caller that the address names. OAuth applications do not exist: a token in parameters is refused."""
    if len(parts) in (2, 3) and parts[0].isascii() and parts[0].isdigit():
        return authenticate_webhook(parts[0], parts[1], at)
    if len(parts) > 1:
        raise method_not_found()
    if "Authorization" in request.headers or "auth" in read_params(request):
        raise invalid_token()
    raise no_auth()


def _version_three() -> HttpResponse:
    """Answer version 3 of the protocol, which has no CRM methods."""
    code = "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION"
    return respond({"error": {"code": code, "message": "Method not found!"}}, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an unexpected failure (handler500); the database may be away, so neither it nor the session is used."""
    if request.path.startswith("/rest/"):
        if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
            return respond(failure(overloaded()), overloaded().status)
        return JsonResponse(
            {"error": "INTERNAL_SERVER_ERROR", "error_description": "Internal server error."}, status=500
        )
    return error_pages.server_error(request)
