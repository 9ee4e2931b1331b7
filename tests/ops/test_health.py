"""/health/ for whoever watches over the product."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from comptoir.jobs.models import WorkerSign
from comptoir.ops import health

WORKS = {"status": "ok", "database": "ok", "schema": "ok", "worker": "ok"}


@pytest.fixture
def sign(db: None) -> WorkerSign:
    return WorkerSign.objects.create(pk=WorkerSign.ONLY, at=timezone.now())


def ask() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/", headers={"host": "probe.internal"})
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.json()


def test_works(sign: WorkerSign) -> None:
    assert ask() == (200, WORKS)


def test_needs_the_database(sign: WorkerSign, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise OperationalError("could not connect to server: password of postgres://secret")

    monkeypatch.setattr(health.AccountSettings.objects, "exists", refuse)
    assert ask() == (503, {**WORKS, "status": "unavailable", "database": "unavailable", "worker": "unavailable"})


def test_needs_a_worker_that_gives_signs_of_life(sign: WorkerSign) -> None:
    WorkerSign.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert ask() == (503, {**WORKS, "status": "unavailable", "worker": "silent"})
    WorkerSign.objects.all().delete()
    assert ask() == (503, {**WORKS, "status": "unavailable", "worker": "silent"})


@pytest.mark.parametrize(
    ("app", "name", "applied", "state"),
    [("sales", "0001_initial", False, "behind"), ("sales", "9999_of_a_newer_version", True, "ahead")],
)
def test_compares_schema_and_code(sign: WorkerSign, app: str, name: str, applied: bool, state: str) -> None:
    rows = MigrationRecorder.Migration.objects
    if applied:
        rows.create(app=app, name=name)
    else:
        rows.filter(app=app, name=name).delete()
    status, found = ask()
    assert (status, found["status"], found["schema"]) == (503, "unavailable", state)
