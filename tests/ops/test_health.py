"""/health/ for whoever watches over the product."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from comptoir.backup.models import BackupPlan
from comptoir.backup.plan import the_plan
from comptoir.jobs.models import WorkerSign
from comptoir.ops import health

WORKS = {"status": "ok", "database": "ok", "schema": "ok", "worker": "ok", "backup": "waiting"}


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
    assert ask() == (
        503,
        {**WORKS, "status": "unavailable", "database": "unavailable", "worker": "unavailable", "backup": "unavailable"},
    )


def test_needs_a_worker_that_gives_signs_of_life(sign: WorkerSign) -> None:
    WorkerSign.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert ask() == (503, {**WORKS, "status": "unavailable", "worker": "silent"})
    WorkerSign.objects.all().delete()
    assert ask() == (503, {**WORKS, "status": "unavailable", "worker": "silent"})


def test_a_missing_backup_is_a_warning_unless_it_is_asked_for(sign: WorkerSign, settings: Any) -> None:
    the_plan()
    BackupPlan.objects.update(error="There is not enough room in /backups.")
    assert ask() == (200, {**WORKS, "backup": "failed"})
    settings.COMPTOIR_HEALTH_NEEDS_BACKUP = True
    assert ask() == (503, {**WORKS, "status": "unavailable", "backup": "failed"})
    BackupPlan.objects.update(error="")
    assert ask() == (200, WORKS)


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
