"""Ending sessions, and deleting what is left of those that are over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comptoir.access import events
from comptoir.access.models import KnownDevice, User, UserSession
from comptoir.jobs.registry import Chore, chores

AT_ONCE = 200  # rows deleted at each turn, so that no writer waits


def end_session(user: User, pk: int, *, actor: User | None, at: datetime) -> None:
    """End one session of the user; one that is over already stays so."""
    with transaction.atomic():
        found = UserSession.objects.filter(user=user, pk=pk).first()
        if found is None:
            return
        Session.objects.filter(session_key=found.session_key).delete()
        found.delete()
        events.announce(events.SESSIONS_ENDED, user.pk, actor=actor, at=at)


def end_sessions(user: User, *, actor: User | None, at: datetime, keep: str = "") -> None:
    """End all sessions of the user but the one with the key `keep`, for which `keep_this_session` has to follow."""
    with transaction.atomic():
        end_all_sessions(user, keep)
        events.announce(events.SESSIONS_ENDED, user.pk, actor=actor, at=at)


def end_all_sessions(user: User, keep: str = "") -> None:
    """End the sessions of the user for good, those without a row too, and forget their devices."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    KnownDevice.objects.filter(user=user).delete()
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def delete_expired_sessions() -> None:
    """Delete some of the sessions that have expired, with their rows."""
    now = timezone.now()
    expired = Session.objects.filter(expire_date__lt=now).values_list("session_key", flat=True)[:AT_ONCE]
    Session.objects.filter(session_key__in=list(expired)).delete()
    unused = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    over = UserSession.objects.filter(seen_at__lt=unused).values_list("pk", flat=True)[:AT_ONCE]
    UserSession.objects.filter(pk__in=list(over)).delete()


chores.add(Chore("delete expired sessions", delete_expired_sessions))
