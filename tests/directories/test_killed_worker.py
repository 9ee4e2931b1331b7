"""A replacement over 50,000 deals whose worker is killed in the middle: a real process on a database of its own."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection

COMPTOIR = str(Path(sys.executable).with_name("comptoir"))
DEALS = 50_000
SEED = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from comptoir.access.models import User
from comptoir.directories.writing.save import save_directory
from comptoir.directories.catalogue import catalogue
from comptoir.directories.writing.edits import Delete
from comptoir.ops.bench.deals import repeat
from comptoir.sales.models import Deal
now = timezone.now()
admin = User.objects.create(login="admin", is_admin=True)
common = dict(pipeline_id=0, semantics="P", currency="EUR", created_at=now, updated_at=now, last_activity_at=now,
              moved_at=now)
Deal.objects.bulk_create([
    Deal(id=n, title="Boat", stage="EXECUTING", deleted_at=now if n % 50 == 0 else None, **common)
    for n in range(1, 501)
])
done = 500
while done < {DEALS}:
    more = min(done, {DEALS} - done)
    repeat(more, done)
    done += more
edits = [Delete(code="EXECUTING", replace_by="PREPARATION")]
save_directory(catalogue.find("DEAL_STAGE"), edits, seen=0, actor=admin, at=now)
"""
LOOK = """
import json, django; django.setup()
from collections import Counter
from comptoir.directories.catalogue import catalogue
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.use import usage
from comptoir.events.models import Event
from comptoir.items.models import StageChange
from comptoir.jobs.models import Job
from comptoir.sales.models import Deal
moves = Counter(StageChange.objects.filter(stage="PREPARATION").values_list("item_id", flat=True))
used = usage(catalogue.find("DEAL_STAGE"))
print(json.dumps({
    "job": Job.objects.get().state, "done": Job.objects.get().done,
    "stages": dict(Counter(Deal.objects.values_list("stage", flat=True))),
    "moved": len(moves), "twice": sum(count > 1 for count in moves.values()),
    "events": Event.objects.filter(item_type=2).count(),
    "alive": used["PREPARATION"]["deal"].alive, "binned": used["PREPARATION"]["deal"].deleted,
    "old": DirectoryValue.objects.filter(code="EXECUTING").count(),
    "merged": [event.changes["items"][1] for event in Event.objects.filter(code="crm.directory.value.merged")],
}))
"""
A_MINUTE_LATER = """
import django; django.setup()
from datetime import timedelta
from django.db.models import F
from comptoir.jobs.models import Job
Job.objects.update(heartbeat_at=F("heartbeat_at") - timedelta(minutes=2))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give what a process needs for an account of its own, on the database server that the tests use."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    own = {**plain, "COMPTOIR_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    if connection.vendor == "sqlite":
        yield own
        return
    import psycopg

    name = f"killed_{uuid4().hex[:12]}"
    address = os.environ["COMPTOIR_DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        yield {**own, "COMPTOIR_DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def run(environment: dict[str, str]) -> Callable[[str], str]:
    def run(script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def ask(environment: dict[str, str]) -> Callable[[], tuple[int, str]]:
    """Give a look at the job from outside: how far it is, and its state."""
    statement = "SELECT done, state FROM jobs_job"

    def ask() -> tuple[int, str]:
        if connection.vendor == "sqlite":
            file = Path(environment["COMPTOIR_HOME"]) / "comptoir.sqlite3"
            with closing(sqlite3.connect(file, timeout=20)) as database:
                row: tuple[int, str] = database.execute(statement).fetchone()
                return row
        import psycopg

        with psycopg.connect(environment["COMPTOIR_DATABASE_URL"]) as server:
            found = server.execute(statement).fetchone()
            assert found is not None
            return found

    return ask


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([COMPTOIR, "worker"], env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def wait(process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
    """Wait until it is so, at most about two minutes on a slow machine."""
    for _look in range(2_400):
        if ready():
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    pytest.fail("The worker does not get on.")


def test_a_replacement_killed_in_the_middle_ends_after_the_restart(
    environment: dict[str, str], run: Callable[[str], str], ask: Callable[[], tuple[int, str]]
) -> None:
    run(SEED)
    with worker(environment) as killed:
        wait(killed, lambda: ask()[0] >= DEALS / 10)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    done, state = ask()
    assert (done < DEALS, state) == (True, "running")
    middle = json.loads(run(LOOK))
    assert sum(middle["stages"].values()) == DEALS
    assert middle["stages"]["PREPARATION"] == middle["moved"] == middle["events"] >= done
    assert (middle["old"], middle["merged"]) == (1, [])
    run(A_MINUTE_LATER)
    with worker(environment) as second:
        wait(second, lambda: ask()[1] == "done")
    end = json.loads(run(LOOK))
    assert end["stages"] == {"PREPARATION": DEALS}
    assert (end["moved"], end["twice"], end["events"]) == (DEALS, 0, DEALS)
    assert (end["alive"], end["binned"]) == (DEALS * 49 / 50, DEALS / 50)
    assert (end["old"], end["merged"], end["done"]) == (0, [DEALS], DEALS)
