"""Programs run together: started again when they end, stopped together."""

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from comptoir.ops import supervisor
from comptoir.ops.supervisor import Outcome, Program, run_together


def python(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def note_pid(file: Path) -> str:
    return f"import os, pathlib, signal; pathlib.Path({str(file)!r}).write_text(str(os.getpid())); "


@pytest.fixture(autouse=True)
def _keep_signal_handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def has_ended(pid_file: Path) -> bool:
    """Tell whether the process ends within a few seconds; one that nobody has buried yet counts as ended."""
    try:
        process = os.pidfd_open(int(pid_file.read_text()))
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], 5)[0])
    finally:
        os.close(process)


def test_one_that_ends_before_all_are_ready_takes_the_others_along(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    programs = [
        Program("worker", python(note_pid(alive) + "signal.pause()")),
        Program("web server", python(f"import os, sys\nwhile not os.path.exists({str(alive)!r}): pass\nsys.exit(3)")),
    ]

    outcome = run_together(programs, ready=lambda: False, announce=lambda: None)

    assert outcome == Outcome(was_ready=False, died="web server", exit_code=3)
    assert has_ended(alive)


def test_one_that_ends_later_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends twice, but not before everything is ready, and stays up the third time."""
    starts, announced = tmp_path / "starts", tmp_path / "announced"
    source = f"""
import os, pathlib, signal
with open({str(starts)!r}, "a") as file:
    file.write("x")
while not os.path.exists({str(announced)!r}):
    pass
if os.path.getsize({str(starts)!r}) < 3:
    os.kill(os.getpid(), signal.SIGKILL)
signal.pause()
"""
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.01)
    watcher = threading.Thread(target=stop_when, args=(lambda: starts.stat().st_size == 3,))

    def announce() -> None:
        announced.touch()
        watcher.start()

    outcome = run_together([Program("worker", python(source))], ready=starts.exists, announce=announce)

    assert outcome == Outcome(was_ready=True)
    assert starts.read_text() == "xxx"


def test_one_that_cannot_be_kept_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(supervisor, "LONGEST_WAIT", 0.001)
    monkeypatch.setattr(supervisor, "MOST_RESTARTS", 2)
    ready = iter([True])
    outcome = run_together(
        [Program("worker", python("raise SystemExit(7)"))], ready=lambda: next(ready), announce=lambda: None
    )
    assert outcome.died == "worker"
    assert outcome.exit_code == 7


def stop_when(holds: Callable[[], bool]) -> None:
    while not holds():
        threading.Event().wait(0.05)
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_stops_all_and_their_children(tmp_path: Path) -> None:
    pids = [tmp_path / "one", tmp_path / "two"]
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + note_pid(pids[0]) + "signal.pause()"
    parent = (
        f"import subprocess, sys, signal; subprocess.Popen([sys.executable, '-c', {stubborn!r}]); "
        + note_pid(pids[1])
        + "signal.pause()"
    )
    announced = threading.Event()

    def announce() -> None:
        announced.set()
        os.kill(os.getpid(), signal.SIGTERM)

    outcome = run_together(
        [Program("web server", python(parent))],
        ready=lambda: all(pid.exists() and pid.read_text() for pid in pids),
        announce=announce,
    )

    assert outcome == Outcome(was_ready=True)
    assert announced.is_set()
    assert all(has_ended(pid) for pid in pids)


def test_children_go_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends children with their parent")
    child = tmp_path / "child"
    source = (
        "from comptoir.ops.supervisor import Program, run_together; import sys; "
        f"run_together([Program('child', [sys.executable, '-c', {note_pid(child) + 'signal.pause()'!r}])], "
        f"ready=lambda: __import__('pathlib').Path({str(child)!r}).exists(), announce=lambda: print('up', flush=True))"
    )
    with subprocess.Popen(python(source), stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == "up\n"
        supervisor.kill()
    assert has_ended(child)
