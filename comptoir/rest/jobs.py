"""Background work of REST: telling outgoing webhooks what is due."""

from __future__ import annotations

from django.db.models import Min
from django.utils import timezone

from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue, report
from comptoir.jobs.registry import job
from comptoir.kit.memo import remembering
from comptoir.rest.actions.deliver import deliver_to, forget_old
from comptoir.rest.models import Delivery, OutgoingWebhook

NAME = "rest.deliver"


@job(NAME)
def deliver(job: Job) -> None:
    webhook = OutgoingWebhook.objects.filter(pk=job.arguments["webhook"]).first()
    if webhook is not None:
        with remembering():
            report(job, deliver_to(webhook, timezone.now))
    forget_old(timezone.now())


def queue_due_deliveries() -> int:
    """Queue a job for each webhook whose oldest delivery is due and that none works on; return how many."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, webhook__stopped_at=None)
    oldest = waiting.order_by().values("webhook_id").annotate(first=Min("pk")).values("first")
    due = Delivery.objects.filter(pk__in=oldest, due_at__lte=timezone.now())
    wanted = set(due.values_list("webhook_id", flat=True))
    if not wanted:
        return 0
    active = Job.objects.filter(name=NAME, state__in=(Job.State.WAITING, Job.State.RUNNING))
    wanted -= {arguments["webhook"] for arguments in active.values_list("arguments", flat=True)}
    for webhook_id in sorted(wanted):
        enqueue(NAME, webhook=webhook_id)
    Job.objects.filter(name=NAME, state=Job.State.DONE).delete()
    return len(wanted)
