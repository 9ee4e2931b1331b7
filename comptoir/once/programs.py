"""Idempotency keys of programs: the write and its kept answer are one transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from comptoir.once import claims
from comptoir.once.claims import Attempt
from comptoir.once.errors import AnswerLost, BadKey, KeyReused, UnderWay
from comptoir.once.models import Claim
from comptoir.once.sealing import kept_answer

KEY = re.compile(r"[\x21-\x7e]{1,255}\Z")
REPLAYED = "Idempotent-Replayed"


def run_once(caller: str, key: str, content: bytes, work: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer of `work`, which runs once for this caller, key and content.

    An exception of `work` undoes what it wrote and gives the key back: a refused request may be sent again.
    Errors: BadKey; KeyReused for another content; UnderWay; AnswerLost; those of `work`.
    """
    if not KEY.match(key):
        raise BadKey
    attempt = Attempt(caller, key, hashlib.sha256(content).hexdigest(), any_content=False)
    if found := claims.take(attempt, timezone.now()):
        return _replayed(found, attempt)
    try:
        with transaction.atomic():
            response = work()
            if response.status_code < 400:
                claims.answer(attempt, response)
    except BaseException:
        claims.give_back(attempt)
        raise
    if response.status_code >= 400:
        claims.give_back(attempt)
    return response


def _replayed(found: Claim, attempt: Attempt) -> HttpResponse:
    if found.content != attempt.content:
        raise KeyReused
    if found.state == Claim.State.RUNNING:
        raise UnderWay
    response = kept_answer(found, attempt.secret)
    if response is None:
        raise AnswerLost
    response[REPLAYED] = "true"
    return response
