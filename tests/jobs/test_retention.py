"""What piles up is deleted by stated rules, in small steps."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from comptoir.access.models import KnownDevice, SignInFailure, UserSession
from comptoir.imports.models import ImportProblem, ImportRun
from comptoir.jobs import retention
from comptoir.jobs.models import Job
from comptoir.jobs.registry import chores
from comptoir.jobs.retention import STEP, prune, retention_rules
from comptoir.once.models import Claim
from comptoir.rest.models import Delivery, OutgoingWebhook
from tests.world import World

RUNNING = Path(__file__).resolve().parents[2] / "docs" / "running.md"


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_done_at", {})


def claim(at: datetime, number: int = 0) -> Claim:
    return Claim(key=f"{at.timestamp()}-{number}", token="t", run="r", claimed_at=at)


def make_task(at: datetime) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", run_after=at, status=TaskResultStatus.SUCCESSFUL
    )
    DBTaskResult.objects.filter(pk=task.pk).update(finished_at=at)


def make_delivery(world: World, at: datetime) -> None:
    webhook = OutgoingWebhook.objects.create(owner=world.admin, title="t", url="u", token="t", created_at=at)
    Delivery.objects.create(webhook=webhook, name="x", created_at=at, due_at=at, state="done")


def make_problem(world: World, at: datetime) -> None:
    run = ImportRun.objects.create(item_type="deal", name="f", created_by=world.admin, created_at=at, finished_at=at)
    ImportProblem.objects.create(run=run, line=1, reason="wrong")


Make = Callable[[World, datetime], Any]
MAKE: dict[str, tuple[Any, Make, timedelta]] = {
    "sessions": (
        Session,
        lambda _w, at: Session.objects.create(session_key=uuid.uuid4().hex, expire_date=at),
        timedelta(0),
    ),
    "user_sessions": (
        UserSession,
        lambda w, at: UserSession.objects.create(user=w.admin, session_key=uuid.uuid4().hex, since=at, seen_at=at),
        timedelta(days=30),
    ),
    "known_devices": (
        KnownDevice,
        lambda w, at: KnownDevice.objects.create(user=w.admin, token_hash=uuid.uuid4().hex, since=at, seen_at=at),
        timedelta(days=365),
    ),
    "sign_in_failures": (
        SignInFailure,
        lambda _w, at: SignInFailure.objects.create(login="a", address="b", at=at),
        timedelta(hours=1),
    ),
    "claims": (Claim, lambda _w, at: claim(at).save(), timedelta(hours=24)),
    "jobs": (
        Job,
        lambda _w, at: Job.objects.create(name="x", state="done", created_at=at, finished_at=at),
        timedelta(days=30),
    ),
    "tasks": (DBTaskResult, lambda _w, at: make_task(at), timedelta(days=30)),
    "deliveries": (Delivery, make_delivery, timedelta(days=7)),
    "import_problems": (ImportProblem, make_problem, timedelta(days=90)),
}


@pytest.mark.parametrize("code", [rule.code for rule in retention_rules])
def test_each_rule_deletes_what_is_older_and_nothing_else(world: World, code: str) -> None:
    """A new rule gets a line in MAKE: its rows, how one of a moment is made, how long it is kept."""
    model, make, kept = MAKE[code]
    make(world, timezone.now() - kept - timedelta(minutes=1))
    make(world, timezone.now() - kept + timedelta(minutes=1))
    assert prune() == 1
    assert model.objects.count() == 1


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_what_is_under_way_stays(world: World, state: str) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    Job.objects.create(name="x", state=state, created_at=long_ago)
    make_delivery(world, long_ago)
    Delivery.objects.update(state="waiting")
    assert prune() == 0


@pytest.mark.django_db
def test_many_rows_go_in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in one statement nor in one transaction, and a turn of the chore ends in time."""
    old = timezone.now() - timedelta(days=2)
    Claim.objects.bulk_create([claim(old, number) for number in range(10 * STEP + 7)], batch_size=1000)
    monkeypatch.setattr(retention, "SECONDS_A_TURN", 0.0)
    assert prune() == 0
    monkeypatch.setattr(retention, "SECONDS_A_TURN", 60.0)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert prune() == 10 * STEP + 7
    deletes = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("DELETE")]
    assert len(deletes) == 11
    assert max(sql.count(",") for sql in deletes) <= STEP
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_a_rule_with_nothing_left_is_not_asked_at_each_turn(django_assert_num_queries: Any) -> None:
    prune()
    with django_assert_num_queries(0):
        prune()


def test_the_chore_runs_and_every_rule_is_documented() -> None:
    assert "delete what is kept no longer" in chores
    text = RUNNING.read_text(encoding="utf-8")
    for rule in retention_rules:
        kept = f"`{rule.kept}`" if str(rule.kept).startswith("COMPTOIR") else str(rule.kept)
        assert f"| {rule.label} | {kept}" in text
