"""The background worker: runs queued jobs until it is stopped, does the chores, requeues lost jobs.

It survives a restart of the database: failures are logged and tried again. A heartbeat in the database shows that it
works.
"""

import logging
import os
import threading
from collections.abc import Iterator
from itertools import chain, repeat

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from comptoir.jobs.models import WorkerSign
from comptoir.jobs.queue import requeue_lost
from comptoir.jobs.registry import Chore, Lane, chores, lanes

logger = logging.getLogger("comptoir.jobs")
CHORE_EVERY = 5.0
LONGEST_WAIT = 30.0


def run(stop: threading.Event) -> None:
    """Work until `stop` is set, across restarts of the database too."""
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
    for lane in lanes:
        threading.Thread(target=keep_running, args=(lane, stop), name=lane.code, daemon=True).start()
    waits = growing_waits()
    while worker.running:
        try:
            worker.run()
        except DatabaseError as error:
            logger.warning("the worker has lost its database and tries again: %s", str(error).strip())
            connections.close_all()
            stop.wait(next(waits))


def keep_running(lane: Lane, stop: threading.Event) -> None:
    """Run a lane until `stop` is set; what ends by an error is begun again, after growing waits."""
    waits = growing_waits()
    while not stop.is_set():
        try:
            lane.run(stop)
            waits = growing_waits()
        except Exception:
            logger.exception("the lane “%s” failed and is begun again", lane.code)
            connections.close_all()
            stop.wait(next(waits))


def growing_waits() -> Iterator[float]:
    """Yield seconds to wait: 0.5, then twice as long each time, at most LONGEST_WAIT."""
    doubled = (0.5 * 2**step for step in range(6))
    return chain((wait for wait in doubled if wait < LONGEST_WAIT), repeat(LONGEST_WAIT))


def _stop_with(stop: threading.Event, worker: Worker) -> None:
    stop.wait()
    worker.running = False


def _look_after(stop: threading.Event) -> None:
    """Every few seconds: write the heartbeat, requeue lost jobs, and do the chores of other apps."""
    own = [Chore("sign of life", _give_sign), Chore("queue lost jobs", _requeue_lost)]
    while True:
        for chore in (*own, *chores):
            do_chore(chore)
        if stop.wait(CHORE_EVERY):
            return


def do_chore(chore: Chore) -> None:
    """Do one chore; an error is logged, and the chore runs again at the next turn."""
    try:
        # A thread outside a request has its own connection, which nobody closes when the database restarts.
        close_old_connections()
        chore.run()
    except Exception:
        logger.exception("the chore “%s” failed", chore.code)
        connections.close_all()


def _give_sign() -> None:
    WorkerSign.objects.update_or_create(pk=WorkerSign.ONLY, defaults={"at": timezone.now()})


def _requeue_lost() -> None:
    if lost := requeue_lost(timezone.now()):
        logger.warning("queued %s lost jobs again", lost)
