"""Runs programs side by side: when one ends, or on a signal, all are stopped."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LOOK_EVERY = 0.2
PATIENCE = 10.0
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """A child to run: `name` is what the person at the terminal reads."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    """How it ended: `died` names the program that ended by itself, None after a signal to stop."""

    was_ready: bool
    died: str | None = None
    exit_code: int = 0


def run_together(programs: Iterable[Program], *, ready: Callable[[], bool], announce: Callable[[], None]) -> Outcome:
    """Run the programs until one ends or a signal tells us to stop; leave none running.

    `announce` is called once, as soon as `ready` is true.
    """
    stop = _stop_on_signals()
    children = {program.name: _start(program.command) for program in programs}
    was_ready = False
    try:
        while not stop.wait(LOOK_EVERY):
            for name, child in children.items():
                if child.poll() is not None:
                    return Outcome(was_ready, died=name, exit_code=child.returncode)
            if not was_ready and ready():
                was_ready = True
                announce()
        return Outcome(was_ready)
    finally:
        _stop_all(children.values())


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches it through us and only once."""
    die_with_us = _ask_kernel_to_end_child_with_parent if sys.platform == "linux" else None
    return subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=die_with_us)  # noqa: PLW1509


def _ask_kernel_to_end_child_with_parent() -> None:
    """Have the child ended even if we are killed without a chance to do it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop_all(children: Iterable[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        # What the child started and did not end itself goes with its session.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
