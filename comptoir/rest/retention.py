"""How long deliveries to webhooks are kept."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.jobs.retention import Retention, retention_rules
from comptoir.rest.models import Delivery

KEPT_FOR = timedelta(days=settings.COMPTOIR_KEEP_DELIVERIES_DAYS)

retention_rules.add(
    Retention(
        "deliveries",
        _("Deliveries to webhooks that were accepted or given up"),
        "COMPTOIR_KEEP_DELIVERIES_DAYS",
        lambda now: Delivery.objects.exclude(state=Delivery.State.WAITING).filter(created_at__lt=now - KEPT_FOR),
    )
)
