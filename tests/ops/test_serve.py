"""comptoir serve, for real: on a database of its own, until a signal."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

ROOT = Path(__file__).resolve().parents[2]
CI_POSTGRES = ROOT / ".ci" / "postgres"
COMPTOIR = str(Path(sys.executable).with_name("comptoir"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(home: Path, port: int, *, database: str = "") -> Iterator[list[str]]:
    """Serve until the block ends; gives what it printed, at the end with its exit code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    environment |= {"COMPTOIR_HOME": str(home), "COMPTOIR_URL": f"http://127.0.0.1:{port}"}
    environment |= {"COMPTOIR_DATABASE_URL": database} if database else {}
    command = [COMPTOIR, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = []
        for line in server.stdout:
            lines.append(line.strip())
            if line.startswith("Ctrl-C"):
                break
        try:
            yield lines
        finally:
            server.send_signal(signal.SIGTERM)
            lines += server.stdout.read().strip().splitlines()
            lines.append(f"exit code {server.wait(timeout=20)}")


def ask(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def processes_of(home: Path) -> dict[int, str]:
    """Return the running processes that use that home, as {pid: command line}."""
    mark = f"COMPTOIR_HOME={home}".encode()
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def test_starts_answers_and_leaves_nothing_running(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as first:
        assert wait_until(lambda: ask(port, "/health/") == 200)
        statuses = [ask(port, path) for path in ("/health/", "/")]
        running = processes_of(tmp_path)
    assert f"Comptoir is running at http://127.0.0.1:{port}/" in first
    assert any(line.startswith("Sign in as admin with the password") for line in first)
    assert statuses == [200, 302]
    assert any("granian" in command for command in running.values())
    assert any("worker" in command for command in running.values())
    assert first[-2:] == ["Comptoir has stopped.", "exit code 0"]
    assert processes_of(tmp_path) == {}

    with serving(tmp_path, port) as second:
        pass
    assert not any("with the password" in line for line in second), "the password is shown only once"
    assert second[-1] == "exit code 0"


def test_a_killed_worker_comes_back_and_the_web_server_never_falls_with_it(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as lines:
        first = worker_of(tmp_path)
        os.kill(first, signal.SIGKILL)
        assert wait_until(lambda: worker_of(tmp_path) not in (0, first))
        assert ask(port, "/sign-in/") == 200
        assert wait_until(lambda: ask(port, "/health/") == 200)
    assert lines[-1] == "exit code 0"
    assert processes_of(tmp_path) == {}


@pytest.mark.skipif("COMPTOIR_DATABASE_URL" not in os.environ, reason="needs PostgreSQL")
def test_a_restart_of_postgresql_is_survived_without_hands(tmp_path: Path) -> None:
    # Not below pytest's own folder, which the user that PostgreSQL runs as may not enter.
    server = Path(tempfile.mkdtemp(prefix="comptoir-server-"))
    port = free_port()
    database = postgres("start", server).strip()
    try:
        with serving(tmp_path, port, database=database) as lines:
            assert wait_until(lambda: ask(port, "/health/") == 200)
            postgres("crash", server)
            assert [ask(port, path) for path in ("/health/", "/rest/1/x/crm.deal.list")] == [503] * 2
            postgres("again", server)
            assert wait_until(lambda: ask(port, "/rest/1/x/crm.deal.list") == 401, seconds=5)
            assert wait_until(lambda: ask(port, "/health/") == 200, seconds=60)
        assert lines[-1] == "exit code 0"
    finally:
        postgres("stop", server)


def postgres(action: str, folder: Path) -> str:
    return subprocess.run([CI_POSTGRES, action, folder], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def worker_of(home: Path) -> int:
    return next((pid for pid, command in processes_of(home).items() if command.endswith("comptoir worker ")), 0)


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Look again and again; the processes of another program can only be waited for."""
    end = monotonic() + seconds
    while not holds():
        if monotonic() > end:
            return False
        Event().wait(0.1)
    return True
