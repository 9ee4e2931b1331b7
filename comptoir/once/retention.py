"""How long claims are kept."""

from django.utils.translation import gettext_lazy as _

from comptoir.jobs.retention import Retention, retention_rules
from comptoir.once.claims import KEPT_FOR
from comptoir.once.models import Claim

retention_rules.add(
    Retention(
        "claims",
        _("One-time tokens and idempotency keys, with their answers"),
        _("24 hours"),
        lambda now: Claim.objects.filter(claimed_at__lt=now - KEPT_FOR),
    )
)
