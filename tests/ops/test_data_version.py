"""Commands refuse data that the code cannot work with, and each other where one of them needs the home alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from comptoir.ops import admission
from comptoir.ops.admission import admitted
from comptoir.ops.data_version import DataVersion, data_version
from comptoir.ops.home_lock import alone, sharing
from comptoir.ops.preflight import CannotStart
from tests.upgrades.test_upgrade import database

COMMANDS = ("user", "worker", "serve", "migrate", "import", "webhook", "standing")
COMPTOIR = str(Path(sys.executable).with_name("comptoir"))


def comptoir(home: Path, *arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    environment |= {"COMPTOIR_HOME": str(home)} | ({"COMPTOIR_DATABASE_URL": address} if address else {})
    return subprocess.run([COMPTOIR, *arguments], env=environment, capture_output=True, text=True, check=False)


def refusal(command: str) -> str:
    with pytest.raises(CannotStart) as refused, admitted([command]):
        pass
    assert refused.value.exit_code == 2
    return str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("app", ["sales", "an_app_of_a_newer_version"])
def test_data_of_a_newer_version_are_refused(command: str, app: str) -> None:
    MigrationRecorder.Migration.objects.create(app=app, name="0099_from_the_future")
    sentence = refusal(command)
    assert f"written by a newer version of Comptoir (this one does not know {app} 0099_from_the_future)" in sentence


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
def test_data_from_before_0_1_0_are_refused(command: str) -> None:
    """Their migrations have the names of ours, but their tables lack columns."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE account_accountsettings RENAME COLUMN standing TO something")
    assert "come from before version 0.1.0" in refusal(command)


@pytest.mark.django_db
def test_data_of_an_older_version_wait_for_migrate() -> None:
    MigrationRecorder.Migration.objects.filter(app="jobs", name="0002_sign_of_life").delete()
    assert data_version() == DataVersion.BEHIND
    assert "run `comptoir migrate` first" in refusal("user")
    with admitted(["migrate"]), admitted(["serve"]):
        pass


def test_the_command_line_says_it_in_one_sentence_and_leaves_with_2(tmp_path: Path) -> None:
    if "COMPTOIR_DATABASE_URL" not in os.environ:
        done = comptoir(tmp_path, "user", "add", "ann")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("comptoir: There is no portal here yet")
        assert not (tmp_path / "comptoir.sqlite3").exists()
    with database("0.1.0", tmp_path) as address:
        done = comptoir(tmp_path, "user", "add", "ann", address=address)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert "run `comptoir migrate` first" in done.stderr
        assert comptoir(tmp_path, "migrate", "-v", "0", address=address).returncode == 0
        assert comptoir(tmp_path, "user", "add", "ann", address=address).returncode == 0


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["docs", "messages", "migrations", "check", "help"])
def test_what_needs_no_data_runs_whatever_they_are(command: str) -> None:
    MigrationRecorder.Migration.objects.create(app="sales", name="0099_from_the_future")
    with admitted([command]):
        pass
    with admitted(["user", "--help"]):
        pass


def test_one_that_needs_the_home_alone_waits_for_nobody(tmp_path: Path) -> None:
    with sharing(tmp_path), sharing(tmp_path), pytest.raises(CannotStart, match="stop `comptoir serve`"):
        alone(tmp_path).__enter__()
    with alone(tmp_path), pytest.raises(CannotStart, match="under maintenance"), sharing(tmp_path):
        pass
    with sharing(tmp_path):
        pass


@pytest.mark.django_db
def test_a_migration_that_fails_says_which_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is there already, as a killed migrate of an earlier version could leave it."""
    monkeypatch.setattr(settings, "COMPTOIR_BACKUP_BEFORE_MIGRATE", False)
    MigrationRecorder.Migration.objects.filter(app="jobs", name="0002_sign_of_life").delete()
    with pytest.raises(CommandError) as failed:
        call_command("migrate", interactive=False, verbosity=0)
    words = str(failed.value)
    assert words.startswith("The upgrade stopped at jobs.0002_sign_of_life: ")
    assert "That step was taken back" in words
    assert "remove the cause and start again" in words


def test_every_command_of_ours_goes_through_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """`comptoir help` lists them: whatever is new is refused too unless it says that it needs no data."""
    asked: list[bool] = []
    monkeypatch.setattr(admission, "require_data", lambda *, may_be_behind: asked.append(may_be_behind))
    run: Callable[[str], None] = lambda name: admitted([name]).__enter__()  # noqa: E731
    for name in COMMANDS:
        run(name)
    assert asked == [name in ("serve", "migrate") for name in COMMANDS]
