"""The background worker: runs queued jobs until it is stopped, and requeues what killed workers left."""

import logging
import os
import threading

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from comptoir.jobs.queue import requeue_lost
from comptoir.jobs.registry import chores

logger = logging.getLogger("comptoir.jobs")
CHORE_EVERY = 5.0


def run(stop: threading.Event) -> None:
    """Work until `stop` is set."""
    worker = Worker(
        queue_names=["default"],
        interval=0.5,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"comptoir-{os.getpid()}",
        excluded_queue_names=[],
    )
    threading.Thread(target=_look_after, args=(stop,), daemon=True).start()
    threading.Thread(target=_stop_with, args=(stop, worker), daemon=True).start()
    worker.run()


def _stop_with(stop: threading.Event, worker: Worker) -> None:
    stop.wait()
    worker.running = False


def _look_after(stop: threading.Event) -> None:
    """Every few seconds: queue lost jobs again, and do the chores of other apps (undelivered events)."""
    while not stop.wait(CHORE_EVERY):
        close_old_connections()
        if lost := requeue_lost(timezone.now()):
            logger.warning("queued %s lost jobs again", lost)
        for chore in chores:
            chore.run()
