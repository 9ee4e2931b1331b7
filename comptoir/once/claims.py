"""Taking a claim, answering it, and giving it back."""

from __future__ import annotations

import hashlib
import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from comptoir.once.errors import Overtaken
from comptoir.once.models import Claim
from comptoir.once.sealing import keep_answer

# An attempt that is silent for so long was killed: its claim may be taken. Should it live all the same, its transaction
# fails (`mark_written`).
ABANDONED_AFTER = timedelta(minutes=2)
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a request asks to carry out once: who, with which token, and the fingerprint of the content.

    any_content: the token may be used with several contents, each carried out once, as by a form that stays on screen.
    """

    caller: str
    token: str
    content: str
    any_content: bool
    run: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def key(self) -> str:
        return _hash(self.caller, self.token, self.content if self.any_content else "")

    @property
    def token_key(self) -> str:
        return _hash(self.caller, self.token)

    @property
    def secret(self) -> str:
        return f"{self.caller}\0{self.token}"


def take(attempt: Attempt, at: datetime) -> Claim | None:
    """Take the claim; return None when it is taken, else the claim that somebody else holds or has had answered.

    Its own transaction, so that a repetition sees it while the work is under way.
    """
    try:
        with transaction.atomic():
            Claim.objects.create(
                key=attempt.key, token=attempt.token_key, content=attempt.content, run=attempt.run, claimed_at=at
            )
    except IntegrityError:
        return _taken_over(attempt, at)
    return None


def _taken_over(attempt: Attempt, at: datetime) -> Claim | None:
    found = Claim.objects.filter(key=attempt.key).first()
    if found is None:  # given back in the meantime
        return take(attempt, at)
    over = found.claimed_at < at - KEPT_FOR
    abandoned = found.state == Claim.State.RUNNING and found.claimed_at < at - ABANDONED_AFTER
    if not over and not abandoned:
        return found
    as_read = Claim.objects.filter(pk=found.pk, run=found.run, state=found.state)
    taken = as_read.update(
        run=attempt.run,
        content=attempt.content,
        claimed_at=at,
        state=Claim.State.RUNNING,
        made=False,
        body=None,
    )
    return None if taken else take(attempt, at)


def made_before(attempt: Attempt, at: datetime) -> Claim | None:
    """Return the claim of the same token, whatever the content, from which something was made; None without one."""
    found = Claim.objects.filter(token=attempt.token_key, made=True, claimed_at__gte=at - KEPT_FOR)
    return found.exclude(key=attempt.key).order_by("pk").first()


def answer(attempt: Attempt, response: HttpResponseBase) -> None:
    """Keep the answer for repetitions. Errors: Overtaken when another attempt has the claim."""
    claim = Claim()
    keep_answer(claim, attempt.secret, response)
    updated = _own(attempt).update(
        state=Claim.State.ANSWERED,
        status=claim.status,
        headers=claim.headers,
        cookies=claim.cookies,
        body=claim.body,
    )
    if not updated:
        raise Overtaken


def give_back(attempt: Attempt) -> None:
    """Let the same thing be asked again: it was refused or failed. What has been written stays claimed."""
    _own(attempt).filter(state=Claim.State.RUNNING).delete()


def _own(attempt: Attempt) -> QuerySet[Claim]:
    return Claim.objects.filter(key=attempt.key, run=attempt.run)


_in_force: ContextVar[Attempt | None] = ContextVar("attempt in force", default=None)


def put_in_force(attempt: Attempt | None) -> None:
    """Let what this thread writes from now on mark the claim in its own transaction."""
    _in_force.set(attempt)


def attempt_in_force() -> Attempt | None:
    return _in_force.get()


def mark_written(*, made: bool) -> None:
    """Note, in the current transaction, that the attempt in force has written. Errors: Overtaken."""
    attempt = _in_force.get()
    if attempt is None:
        return
    values: dict[str, object] = {"state": Claim.State.WRITTEN}
    if made:
        values["made"] = True
    if not _own(attempt).update(**values):
        raise Overtaken


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
