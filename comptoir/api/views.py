"""The view of an address: answers and refusals as JSON, in the caller's language."""

from collections.abc import Callable

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from comptoir.access.models import User
from comptoir.api.addresses import Address
from comptoir.api.callers import caller_of, refuse_other_sites
from comptoir.api.errors import NotAllowed, SignInNeeded, TooLarge
from comptoir.api.operations import Given, Operation
from comptoir.kit.errors import BadRequest, CrmError, NotFound
from comptoir.once.programs import run_once

LONGEST_VALUE = 1000
KEY_HEADER = "Idempotency-Key"


def view_of(address: Address) -> Callable[..., HttpResponse]:
    """Return the view of an address. A `CrmError` becomes {"error": {code, message, fields}}."""
    methods = sorted(address.operations)

    @csrf_exempt
    def view(request: HttpRequest, **parts: object) -> HttpResponse:
        # The one place where refusals become answers, as the pages' middleware does for pages.
        try:
            viewer = caller_of(request)
        except CrmError as refusal:
            return refused(refusal, methods)
        with translation.override(viewer.language or translation.get_language()):
            try:
                return _answered(request, viewer, address, parts)
            except CrmError as refusal:
                return refused(refusal, methods)

    return view


def unknown(_request: HttpRequest) -> HttpResponse:
    """Answer an address that does not exist."""
    return refused(NotFound(_("There is no such address.")), [])


def _answered(request: HttpRequest, viewer: User, address: Address, parts: dict[str, object]) -> HttpResponse:
    operation = address.operations.get("get" if request.method == "HEAD" else (request.method or "").lower())
    if operation is None:
        raise NotAllowed
    if operation.changes:
        refuse_other_sites(request)
    query = {} if operation.takes else plain(request.GET)
    given = Given({**query, **address.values(parts)}, _body(request, operation))

    def carry_out() -> HttpResponse:
        found = operation.answer(given, viewer)
        return HttpResponse(status=204) if found is None else answer(found)

    key = request.headers.get(KEY_HEADER)
    if key is None or not operation.changes:
        return carry_out()
    content = msgspec.json.encode([request.method, request.path, given.values, given.body], order="deterministic")
    return run_once(f"user:{viewer.pk}", key, content, carry_out)


def plain(query: QueryDict) -> dict[str, str]:
    """Return the parameters, of a repeated one the last. Errors: BadRequest for what no text may hold."""
    found = {name: str(value) for name, value in query.items()}
    if any("\0" in value or len(value) > LONGEST_VALUE for value in found.values()):
        raise BadRequest
    return found


def _body(request: HttpRequest, operation: Operation) -> bytes | None:
    """Errors: TooLarge."""
    if operation.takes is None:
        return None
    most = operation.largest_body
    if most and int(request.headers.get("Content-Length") or 0) > most:
        raise TooLarge
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise TooLarge from error
    if most and len(body) > most:
        raise TooLarge
    return body


def answer(found: object, status: int = 200) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(found), content_type="application/json", status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def refused(refusal: CrmError, methods: list[str]) -> HttpResponse:
    fields = {name: str(text) for name, text in refusal.fields.items()}
    error = {"code": refusal.code, "message": str(refusal.message), "fields": fields}
    response = answer({"error": error}, refusal.status)
    if refusal.status == NotAllowed.status:
        response["Allow"] = ", ".join(name.upper() for name in methods)
    if refusal.status == SignInNeeded.status:
        response["WWW-Authenticate"] = "Bearer"
    return response
