"""How long what piles up is kept: each owner declares a rule, one chore deletes in small steps.

retention_rules.add(
    Retention("sign_in_failures", _("Failed sign-ins"), _("1 hour"), lambda now: SignInFailure.objects.old(now))
)
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

# Rows of one statement: on SQLite nobody else writes meanwhile.
STEP = 500
# What one turn of the chore may take in all; it has others beside it.
SECONDS_A_TURN = 2.0
# A rule that has nothing left to delete is looked at again after so long.
LOOKS_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Retention:
    """`rows(now)` are those that may go; `kept` says for how long, as docs/running.md does."""

    code: str
    label: Text
    kept: Text
    rows: Callable[[datetime], QuerySet[Any]]


retention_rules: Registry[Retention] = Registry("rules of retention", lambda entry: entry.code)
# When a rule had nothing left to delete, in this process.
_done_at: dict[str, datetime] = {}


def prune() -> int:
    """Delete some of what is older than its rule says; return how many rows. The rest follows at the next turns."""
    ends, now, deleted = time.monotonic() + SECONDS_A_TURN, timezone.now(), 0
    waiting = [rule for rule in retention_rules if _is_due(rule, now)]
    while waiting and time.monotonic() < ends:
        for rule in list(waiting):
            count = prune_step(rule, now)
            deleted += count
            if count < STEP:
                _done_at[rule.code] = now
                waiting.remove(rule)
    return deleted


def prune_step(rule: Retention, now: datetime) -> int:
    """Delete at most STEP rows in a transaction of their own; return how many were found."""
    rows = rule.rows(now).order_by()
    found = list(rows.values_list("pk", flat=True)[:STEP])
    if found:
        with transaction.atomic():
            # Asked again: a row may have become newer since it was found.
            rows.filter(pk__in=found).delete()
    return len(found)


def _is_due(rule: Retention, now: datetime) -> bool:
    done = _done_at.get(rule.code)
    return done is None or not done <= now < done + LOOKS_EVERY
