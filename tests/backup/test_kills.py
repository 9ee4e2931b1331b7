"""Kill -9 at twenty moments of a backup and of a restore: never a false "done", never a destroyed home."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.backup.conftest import NewPortal
from tests.backup.portal import Portal

KILLED = Path(__file__).with_name("killed.py")
MOMENTS = 20
DONE, SIGKILLED = 0, -9


class Runs:
    """The runs of killed.py, the first of which was whole."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.first, self.moments = (int(word) for word in self._answer().split())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def run(self, how: str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{how}\n")
        self._process.stdin.flush()
        return int(self._answer())


@contextmanager
def runs(portal: Portal, *words: object) -> Iterator[Runs]:
    command = [sys.executable, str(KILLED), str(MOMENTS), *(str(word) for word in words)]
    with subprocess.Popen(
        command, env=portal.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Runs(process)
        process.stdin.close()


def test_a_killed_backup_is_no_backup(portal: Portal, tmp_path: Path) -> None:
    file = tmp_path / "portal.tar"
    with runs(portal, "backup", "--plain", file) as killed:
        assert killed.first == DONE
        assert killed.moments > MOMENTS, "there are as many moments as kills"
        done = 0
        for _moment in range(MOMENTS):
            file.unlink(missing_ok=True)
            assert killed.run("kill") == SIGKILLED
            if file.exists():
                # It had its name already: then it has to be whole.
                done += 1
                portal.do("restore", "--check", file)
        assert done <= 2
        file.unlink(missing_ok=True)
        assert killed.run("whole") == DONE
    assert [path.name for path in tmp_path.iterdir()] == ["portal.tar"], "the next run clears what the others left"
    assert not (portal.home / ".backup-work").exists()
    assert portal.logins() == "ada"


def test_a_killed_restore_says_so_and_goes_on(backup: Path, new_home: NewPortal) -> None:
    other = new_home()
    mark = other.home / "restore-unfinished.json"
    found = set()
    with runs(other, "restore", backup) as killed:
        assert killed.first == DONE
        assert killed.moments > MOMENTS
        for _moment in range(MOMENTS):
            _empty(other)
            assert killed.run("kill") == SIGKILLED
            state = _state(other, mark)
            if state in ("filling", "migrating", "placing") and state not in found:
                refused = other.run("migrate")
                assert (refused.returncode, f"comptoir restore {backup}" in refused.stderr) == (2, True)
            found.add(state)
            if state != "done":
                assert killed.run("whole") == DONE
            assert (other.logins(), mark.exists()) == ("ada", False)
            assert (other.home / "files/imports/clients.csv").exists()
    assert {"untouched", "filling"} <= found


def _state(portal: Portal, mark: Path) -> str:
    """Say what the killed restore has left: what its mark says, nothing at all, or a whole portal."""
    if mark.exists():
        return str(json.loads(mark.read_text())["state"])
    return "done" if (portal.home / "files").exists() else "untouched"


def _empty(portal: Portal) -> None:
    shutil.rmtree(portal.home)
    portal.home.mkdir()
    portal.empty_database()
