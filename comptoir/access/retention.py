"""How long sessions, devices and failed sign-ins are kept."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import KnownDevice, SignInFailure, UserSession
from comptoir.jobs.retention import Retention, retention_rules

UNUSED = timedelta(seconds=settings.SESSION_COOKIE_AGE)
YEAR = timedelta(days=365)

retention_rules.add(
    Retention(
        "sessions",
        _("Sessions that have expired"),
        _("30 days without use"),
        lambda now: Session.objects.filter(expire_date__lt=now),
    )
)
retention_rules.add(
    Retention(
        "user_sessions",
        _("Where somebody was signed in"),
        _("30 days without use"),
        lambda now: UserSession.objects.filter(seen_at__lt=now - UNUSED),
    )
)
retention_rules.add(
    Retention(
        "known_devices",
        _("Browsers in which somebody has signed in"),
        _("1 year without use"),
        lambda now: KnownDevice.objects.filter(seen_at__lt=now - YEAR),
    )
)
retention_rules.add(
    Retention("sign_in_failures", _("Failed sign-ins"), _("1 hour"), lambda now: SignInFailure.objects.all().old(now))
)
