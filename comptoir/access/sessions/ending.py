"""Ending sessions."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from comptoir.access import events
from comptoir.access.models import KnownDevice, User, UserSession


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
