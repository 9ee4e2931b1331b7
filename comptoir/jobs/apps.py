"""Django's entry for jobs."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "comptoir.jobs"
    label = "jobs"

    def ready(self) -> None:
        from django.conf import settings
        from django.db.models import QuerySet
        from django.utils.translation import gettext_lazy as _
        from django_tasks_db.models import DBTaskResult

        from comptoir.jobs.models import Job
        from comptoir.jobs.registry import Chore, chores
        from comptoir.jobs.retention import Retention, prune, retention_rules

        kept = timedelta(days=settings.COMPTOIR_KEEP_JOBS_DAYS)

        def jobs(now: datetime) -> QuerySet[Any]:
            return Job.objects.filter(state__in=(Job.State.DONE, Job.State.FAILED), finished_at__lt=now - kept)

        def tasks(now: datetime) -> QuerySet[Any]:
            return DBTaskResult.objects.finished().filter(finished_at__lt=now - kept)

        retention_rules.add(Retention("jobs", _("Jobs that are done or failed"), "COMPTOIR_KEEP_JOBS_DAYS", jobs))
        retention_rules.add(Retention("tasks", _("Results of tasks"), "COMPTOIR_KEEP_JOBS_DAYS", tasks))
        chores.add(Chore("delete what is kept no longer", prune))
