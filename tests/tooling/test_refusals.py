"""What a machine does not allow is one plain sentence and exit code 2."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMPTOIR_", "DJANGO_"))}
    return subprocess.run(
        [str(part) for part in command],
        env={**clean, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> bool:
    """Tell whether the command ended with 2 and said one sentence that holds the words."""
    lines = done.stderr.strip().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, "", 1), done
    return all(word in lines[0] for word in words) and lines[0].endswith(".")


def fake_path(folder: Path, version: tuple[int, int, int] | None) -> str:
    """Return a PATH with the shell's few tools, and a Python of that version or none."""
    for tool in ("sh", "dirname"):
        (folder / tool).symlink_to(f"/bin/{tool}" if Path(f"/bin/{tool}").exists() else f"/usr/bin/{tool}")
    if version:
        python = folder / "python3"
        major, minor, patch = version
        python.write_text(f'#!/bin/sh\ncase "$2" in *print*) echo {major}.{minor}.{patch};; *) exit 1;; esac\n')
        python.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("command", ["run", "test"])
def test_a_python_that_is_too_old(command: str, tmp_path: Path) -> None:
    done = run(ROOT / "bin" / command, PATH=fake_path(tmp_path, (3, 9, 2)))
    assert refused(done, "needs Python 3.11 or newer", "3.9.2")


@pytest.mark.parametrize("command", ["run", "test"])
def test_no_python(command: str, tmp_path: Path) -> None:
    done = run(ROOT / "bin" / command, PATH=fake_path(tmp_path, None))
    assert refused(done, "needs Python 3.11 or newer", "no Python was found")


def test_a_port_in_use(taken_port: int, tmp_path: Path) -> None:
    done = run(ROOT / "bin" / "run", "--port", str(taken_port), COMPTOIR_HOME=str(tmp_path))
    assert refused(done, f"Port {taken_port}", "in use", "--port")


def test_a_port_in_use_when_serving(taken_port: int, tmp_path: Path) -> None:
    done = run(ROOT / ".venv/bin/comptoir", "serve", "--port", str(taken_port), COMPTOIR_HOME=str(tmp_path))
    assert refused(done, f"Port {taken_port}", "in use")


def test_an_address_of_another_machine(tmp_path: Path) -> None:
    done = run(ROOT / "bin" / "run", "--host", "192.0.2.1", COMPTOIR_HOME=str(tmp_path))
    assert refused(done, "192.0.2.1 is not an address of this machine")


@pytest.mark.parametrize("command", [("bin/run", "--port", "47811"), (".venv/bin/comptoir", "serve")])
def test_a_home_that_cannot_be_written(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(ROOT / command[0], *command[1:], COMPTOIR_HOME=str(tmp_path / "file" / "home"))
    assert refused(done, "file/home", "Not a directory")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COMPTOIR_URL", "crm.example.com"),
        ("COMPTOIR_LANGUAGE", "de"),
        ("COMPTOIR_DATABASE_URL", "mysql://root@localhost/crm"),
        ("COMPTOIR_SECRET_KEY_FILE", "/there/is/no/such/file"),
    ],
)
def test_a_wrong_setting(name: str, value: str, tmp_path: Path) -> None:
    done = run(ROOT / ".venv/bin/comptoir", "check", **{"COMPTOIR_HOME": str(tmp_path), name: value})
    assert refused(done, name)


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "comptoir.sqlite3").mkdir()
    done = run(ROOT / ".venv/bin/comptoir", "migrate", COMPTOIR_HOME=str(tmp_path))
    assert refused(done, "The database does not do its work: unable to open database file")


def test_a_port_that_is_no_port() -> None:
    done = run(ROOT / "bin" / "run", "--port", "eighty")
    assert done.returncode == 2
    assert "take a number from 1 to 65535" in done.stderr
