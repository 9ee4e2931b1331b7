"""Browsers in which a user has signed in before: a long-lived cookie, of which a hash is kept for each user.

They are let in while strangers are trying the name. The cookie proves nothing else: the password is asked all the same.
"""

import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comptoir.access.models import KnownDevice, User

COOKIE = "device"
SALT = "comptoir.access.device"
YEAR = 365 * 24 * 60 * 60
MOST = 20  # of one user; the one unused for longest goes first


def device_of(request: HttpRequest, login: str) -> KnownDevice | None:
    """Return the device by which the user of that name is known here."""
    token = _token(request)
    if not token:
        return None
    return KnownDevice.objects.filter(user__login__iexact=login, token_hash=_hash(token)).first()


def know_device(request: HttpRequest, response: HttpResponse, user: User, at: datetime) -> bool:
    """Remember this browser for the user, and say whether it is new to them."""
    token = _token(request) or secrets.token_urlsafe(32)
    _device, is_new = KnownDevice.objects.update_or_create(
        user=user, token_hash=_hash(token), defaults={"seen_at": at}, create_defaults={"since": at, "seen_at": at}
    )
    if is_new:
        kept = KnownDevice.objects.filter(user=user).order_by("-seen_at", "-pk").values_list("pk", flat=True)[:MOST]
        KnownDevice.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    response.set_signed_cookie(
        COOKIE, token, SALT, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return is_new


def _token(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=YEAR) or ""


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
