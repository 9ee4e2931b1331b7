"""Keeping for a day what similar clients reached."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from comptoir.access.models import User
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue
from comptoir.profile.models import PeerMeasure

JOB = "profile.measure_peers"
DAY = timedelta(days=1)


def keep_peer_measure(
    identity: Mapping[str, Any], clients: int, figures: Mapping[str, Any], *, at: datetime
) -> PeerMeasure:
    """Keep a measure in place of an older one; those older than a day are thrown away."""
    with transaction.atomic():
        PeerMeasure.objects.filter(computed_at__lt=at - DAY).delete()
        measure, _is_new = PeerMeasure.objects.update_or_create(
            **identity, defaults={"clients": clients, "figures": figures, "computed_at": at}
        )
    return measure


def measure_peers_later(identity: Mapping[str, Any], client_id: int, *, actor: User) -> None:
    """Queue the measuring, unless it is waiting or running already."""
    waiting = Job.objects.filter(name=JOB, state__in=(Job.State.WAITING, Job.State.RUNNING))
    if not waiting.filter(**{f"arguments__{name}": value for name, value in identity.items()}).exists():
        enqueue(JOB, actor=actor, client=client_id, **identity)
