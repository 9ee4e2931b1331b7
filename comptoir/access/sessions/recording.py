"""Noting sessions: when one begins, and every few minutes that it is used."""

from datetime import datetime
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from comptoir.access.models import User, UserSession
from comptoir.access.signed_in import user_of

SEEN = "seen"  # key of the session: the second at which it was noted last
NOTED_EVERY = 300  # seconds; a request in between costs nothing


def note_begin(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    """Follow Django's signal, so that no way of signing in is left out."""
    note_use(request, user, timezone.now())


def note_seen(request: HttpRequest) -> None:
    """Note that the session of this request is used: every few minutes two updates and a saved session."""
    at = timezone.now()
    if at.timestamp() - request.session.get(SEEN, 0) > NOTED_EVERY:
        user = user_of(request)
        note_use(request, user, at)
        User.objects.filter(pk=user.pk).update(last_seen_at=at)


def note_use(request: HttpRequest, user: User, at: datetime) -> None:
    """Write when, from where and by which browser the session is used; a session without a row gets one."""
    request.session[SEEN] = int(at.timestamp())
    used = {
        "user": user,
        "seen_at": at,
        "address": str(request.META.get("REMOTE_ADDR", ""))[:45],
        "agent": request.headers.get("User-Agent", "")[:255],
    }
    key = request.session.session_key
    UserSession.objects.update_or_create(session_key=key, defaults=used, create_defaults={**used, "since": at})


def keep_this_session(request: HttpRequest, user: User) -> None:
    """Make this session valid for a new password, or when all others have been ended; it gets a new key."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


user_logged_in.connect(note_begin, dispatch_uid="comptoir.access.sessions")
