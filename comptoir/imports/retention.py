"""How long the problems of imports are kept."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.imports.models import ImportProblem
from comptoir.jobs.retention import Retention, retention_rules

KEPT_FOR = timedelta(days=settings.COMPTOIR_KEEP_IMPORT_PROBLEMS_DAYS)

retention_rules.add(
    Retention(
        "import_problems",
        _("Rows that an import refused or changed"),
        "COMPTOIR_KEEP_IMPORT_PROBLEMS_DAYS",
        lambda now: ImportProblem.objects.filter(run__finished_at__lt=now - KEPT_FOR),
    )
)
