"""One-time tokens of forms: each form that posts has one, and a token writes once.

The hidden field comes with `csrf_input`, so no template has to think of it. The same form with the same values gets the
first answer, while it is under way after waiting for it. With other values it is another request, but when something
was made from the form the person is asked first. A refused form may be sent again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError
from comptoir.once import claims
from comptoir.once.claims import Attempt
from comptoir.once.errors import AnswerLost, Overtaken, SentBefore, UnderWay
from comptoir.once.models import Claim
from comptoir.once.sealing import kept_answer
from comptoir.ui.error_pages import SECRETS, refused
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial

logger = logging.getLogger("comptoir.once")
FIELD = "once"
HEADER = "X-Comptoir-Once"
CSRF_FIELD = "csrfmiddlewaretoken"
LONGEST_TOKEN = 64
# How long a repetition waits for the answer of the first request, and how often it looks.
LONGEST_WAIT = 8.0
LOOKS_EVERY = 0.05
SENT_BEFORE = "X-Comptoir-Sent-Before"
ON_SCREEN = _("This form was sent before, and something was made from it. Send it once more to make another one.")
REPEATED = "X-Comptoir-Repeated"

View = Callable[..., HttpResponse]
AnyView = TypeVar("AnyView", bound=View)


def changes_nothing(view: AnyView) -> AnyView:
    """Say that a view only reads what is posted to it, as a preview does: it needs no claim."""
    setattr(view, "changes_nothing", True)  # noqa: B010 - functions have no such attribute for mypy
    return view


def form_context(request: HttpRequest) -> Mapping[str, object]:
    """Return the `csrf_input` of a page: Django's, and a new one-time token each time a form writes it."""
    return {"csrf_input": _fields(request)}


def _hidden(request: HttpRequest) -> SafeString:
    token = format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">', FIELD, secrets.token_urlsafe(16)
    )
    return SafeString(csrf_input(request) + token)


_fields = lazy(_hidden, SafeString, str)


class OneTimeForms:
    """Carry out a form once; a repetition gets the answer of the first. Below sign-in and the check of CSRF."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        claims.put_in_force(None)
        try:
            response = self._get_response(request)
            if attempt := claims.attempt_in_force():
                _settle(attempt, response)
        finally:
            claims.put_in_force(None)
        return response

    def process_view(self, request: HttpRequest, view: View, _args: object, _kwargs: object) -> HttpResponse | None:
        """Take the claim of a form that has passed every check, CSRF among them."""
        attempt = None if getattr(view, "changes_nothing", False) else attempt_of(request)
        if attempt is None:
            return None
        try:
            response = _begin(attempt)
        except SentBefore as refusal:
            return _ask(request, refusal)
        except CrmError as refusal:
            return refused(request, refusal)
        if response is None:
            claims.put_in_force(attempt)
        return response


def attempt_of(request: HttpRequest) -> Attempt | None:
    """Return what the form asks to carry out once; None for what has no token and for visitors."""
    if request.method != "POST" or not getattr(request.user, "is_authenticated", False):
        return None
    token = request.POST.get(FIELD) or request.headers.get(HEADER, "")
    if not token or len(token) > LONGEST_TOKEN:
        return None
    return Attempt(f"user:{request.user.pk}", token, fingerprint(request), any_content=True)


def fingerprint(request: HttpRequest) -> str:
    """Return a hash of address and values, but for the tokens; files count by name and size."""
    values = sorted(
        (name, value) for name, given in request.POST.lists() if name not in (FIELD, CSRF_FIELD) for value in given
    )
    files = sorted((name, file.name or "", file.size or 0) for name, given in request.FILES.lists() for file in given)
    told = json.dumps([request.get_full_path(), values, files], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _begin(attempt: Attempt) -> HttpResponse | None:
    """Take the claim; return the answer of the first request when there is one.

    Errors: SentBefore, UnderWay, AnswerLost.
    """
    until = time.monotonic() + LONGEST_WAIT
    if (made := claims.made_before(attempt, timezone.now())) is not None:
        raise SentBefore(str(made.headers.get("Location", "")))
    while found := claims.take(attempt, timezone.now()):
        if found.state == Claim.State.ANSWERED:
            answer = kept_answer(found, attempt.secret)
            if answer is None:
                raise AnswerLost
            answer[REPEATED] = "1"
            return answer
        if time.monotonic() > until:
            raise AnswerLost if found.state == Claim.State.WRITTEN else UnderWay
        time.sleep(LOOKS_EVERY)
    return None


def _settle(attempt: Attempt, response: HttpResponse) -> None:
    """Keep the answer of what was accepted; what was refused, or gave a file, may be sent again."""
    is_file = response.streaming or "Content-Disposition" in response
    try:
        if response.status_code < 400 and not is_file:
            claims.answer(attempt, response)
        else:
            claims.give_back(attempt)
    except (Overtaken, DatabaseError) as error:
        # What has been committed is saved: an answer that cannot be kept must not become an error.
        logger.warning("the answer to a form could not be kept: %s", error)


def _ask(request: HttpRequest, refusal: SentBefore) -> HttpResponse:
    """Return a page on which nothing typed is lost: see what was made, or send this as well.

    A form in a slider, or sent by htmx, stays on screen: it gets a new token, and its button sends it as well.
    """
    if is_partial(request):
        refusal.message = ON_SCREEN
        response = refused(request, refusal)
        response[SENT_BEFORE] = "1"
        return response
    left_out = {*SECRETS, FIELD, CSRF_FIELD}
    typed = [(name, value) for name, given in request.POST.lists() if name not in left_out for value in given]
    context = {
        "message": refusal.message,
        "location": refusal.location,
        "typed": typed,
        "path": request.get_full_path(),
        "has_files": bool(request.FILES),
    }
    return render(request, "once/sent_before.html", context, status=refusal.status)
