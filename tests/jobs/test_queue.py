"""A job runs once at a time: while it runs it is not queued again, and a run that was taken for lost ends."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from comptoir.jobs import queue
from comptoir.jobs.models import Job
from comptoir.jobs.queue import SILENCE, Superseded, enqueue, report, requeue_lost
from comptoir.jobs.registry import JobType, job_types


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> dict[str, JobType]:
    entries = dict(job_types._entries)
    monkeypatch.setattr(job_types, "_entries", entries)
    return entries


@pytest.mark.django_db
def test_a_silent_job_that_runs_here_is_not_queued_again(declared: dict[str, JobType]) -> None:
    later = timezone.now() + 2 * SILENCE
    found: list[int] = []
    declared["slow"] = JobType("slow", lambda _job: found.append(requeue_lost(later)))
    queue.run(enqueue("slow").pk)
    assert found == [0]
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.django_db(transaction=True)
def test_a_running_job_gives_signs_of_life_by_itself(
    declared: dict[str, JobType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "BEATS_EVERY", 0.05)
    seen: list[bool] = []

    def wait(job: Job) -> None:
        first, pause = job.heartbeat_at, threading.Event()
        for _look in range(200):
            job.refresh_from_db()
            if job.heartbeat_at != first:
                break
            pause.wait(0.05)
        seen.append(job.heartbeat_at != first)

    declared["slow"] = JobType("slow", wait)
    queue.run(enqueue("slow").pk)
    assert seen == [True]


@pytest.mark.django_db
def test_a_run_that_was_taken_for_lost_ends_and_leaves_the_other_alone(declared: dict[str, JobType]) -> None:
    def stalled(job: Job) -> None:
        Job.objects.filter(pk=job.pk).update(started_at=timezone.now() + timedelta(minutes=2))
        report(job, 1)

    declared["stalled"] = JobType("stalled", stalled)
    job = enqueue("stalled")
    with pytest.raises(Superseded):
        queue.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.RUNNING, 0)


@pytest.mark.django_db
def test_a_lost_job_is_queued_again_once(declared: dict[str, JobType]) -> None:
    declared["lost"] = JobType("lost", lambda _job: None)
    job = enqueue("lost")
    Job.objects.update(state=Job.State.RUNNING, started_at=timezone.now(), heartbeat_at=timezone.now() - 2 * SILENCE)
    assert requeue_lost(timezone.now()) == 1
    assert requeue_lost(timezone.now()) == 0
    queue.run(job.pk)
    assert Job.objects.get().state == Job.State.DONE
