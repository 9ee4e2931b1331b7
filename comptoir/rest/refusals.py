"""Refusals turned into answers: the protocol's envelope, or the form that was filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from comptoir.account.queries import account
from comptoir.kit.errors import CrmError, Invalid
from comptoir.rest.envelope import failure, respond
from comptoir.rest.errors import Family, in_rest_terms

View = Callable[[HttpRequest, str], HttpResponse]


def in_envelope(view: View) -> View:
    """Make a view answer every refusal as the protocol does, in the account's language.

    Callers prove themselves with a secret in the address and no cookie is read, so a forged form of another
    site gains nothing: the CSRF check is off, here and nowhere else.
    """

    @wraps(view)
    def answer(request: HttpRequest, path: str) -> HttpResponse:
        with translation.override(account().language):
            try:
                response = view(request, path)
            except CrmError as refusal:
                error = in_rest_terms(refusal, Family.CONTROLLER)
                response = respond(failure(error), error.status)
        response["Cache-Control"] = "no-store"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def on_the_form(attempt: Callable[[], HttpResponse], form: Callable[[Invalid], HttpResponse]) -> HttpResponse:
    """Return what the attempt gives, or the form again with what is wrong in it."""
    try:
        return attempt()
    except Invalid as refusal:
        return form(refusal)
