"""A disk that fills up: a limit on the size of files stands for it."""

import resource
import subprocess
from pathlib import Path

from tests.backup.conftest import NewPortal
from tests.backup.portal import COMPTOIR, Portal


def run_limited(portal: Portal, largest: int, *words: object) -> "subprocess.CompletedProcess[str]":
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [COMPTOIR, *(str(word) for word in words)]
    return subprocess.run(
        command, env=portal.environment, capture_output=True, text=True, check=False, preexec_fn=limit
    )


def test_a_backup_without_room_leaves_nothing(portal: Portal, tmp_path: Path) -> None:
    # SQLite itself needs a file of 32 KiB to read: the copy of the database, on PostgreSQL the dump, does not fit.
    for largest in (100_000, 40_000):
        failed = run_limited(portal, largest, "backup", "--plain", tmp_path / "portal.tar")
        assert failed.returncode == 1, failed.stderr
        assert failed.stderr.count("\n") == 1, "one sentence"
        assert list(tmp_path.iterdir()) == []
    assert portal.logins() == "ada"


def test_a_restore_without_room_leaves_an_empty_home(backup: Path, new_home: NewPortal) -> None:
    other = new_home()
    failed = run_limited(other, 5_000, "restore", backup)
    assert (failed.returncode, "not enough room" in failed.stderr) == (1, True), failed.stderr
    assert sorted(path.name for path in other.home.iterdir()) == [".backup-work.lock", "secret.key"]
    other.do("restore", backup)
    assert other.logins() == "ada"
