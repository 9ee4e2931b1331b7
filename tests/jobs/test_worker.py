"""The worker outlives what fails around it."""

import logging
import threading

import pytest
from django.db import OperationalError

from comptoir.jobs import worker
from comptoir.jobs.models import WorkerSign
from comptoir.jobs.registry import Chore, Lane, chores, lanes


@pytest.mark.django_db(transaction=True)
def test_a_chore_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    stop = threading.Event()

    def fail() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    def note() -> None:
        done.append("later")
        if len(done) == 2:
            stop.set()

    monkeypatch.setattr(chores, "_entries", {"bad": Chore("bad", fail), "later": Chore("later", note)})
    monkeypatch.setattr(worker, "CHORE_EVERY", 0.01)
    with caplog.at_level(logging.ERROR, "comptoir.jobs"):
        worker._look_after(stop)
    assert done == ["later", "later"]
    assert [record.getMessage() for record in caplog.records] == ["the chore “bad” failed"] * 2
    assert WorkerSign.objects.count() == 1


def test_a_lost_database_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    tries: list[str] = []

    class Flaky:
        running = True

        def __init__(self, **_: object) -> None: ...

        def run(self) -> None:
            tries.append("run")
            if len(tries) < 3:
                raise OperationalError("the database system is shutting down")
            self.running = False

    monkeypatch.setattr(worker, "Worker", Flaky)
    monkeypatch.setattr(worker, "_look_after", lambda _stop: None)
    monkeypatch.setattr(lanes, "_entries", {})
    monkeypatch.setattr(worker, "growing_waits", lambda: iter([0, 0]))
    worker.run(stop)
    assert tries == ["run"] * 3


def test_waits_grow_to_half_a_minute() -> None:
    waits = worker.growing_waits()
    assert [next(waits) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_lane_that_fails_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    begun: list[int] = []

    def fail(_stop: threading.Event) -> None:
        begun.append(1)
        if len(begun) == 3:
            stop.set()
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(worker, "growing_waits", lambda: iter([0, 0, 0]))
    worker.keep_running(Lane("bad", fail), stop)
    assert len(begun) == 3
