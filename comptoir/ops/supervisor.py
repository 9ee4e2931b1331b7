"""Runs several programs: one that ends is started again; on a signal all are stopped."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LOOK_EVERY = 0.2
PATIENCE = 10.0
# Seconds between the end of a program and its restart, doubled each time; they start over after STEADY seconds.
FIRST_WAIT, LONGEST_WAIT, STEADY = 0.2, 30.0, 60.0
# With these waits a program that always ends at its start is given up after about a quarter of an hour.
MOST_RESTARTS = 40
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """A child to run: `name` is what the person at the terminal reads."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    """How it ended: `died` names the program that could not be kept running, None after a signal."""

    was_ready: bool
    died: str | None = None
    exit_code: int = 0


class Child:
    """A running program. One that ends is started again, later each time it ends soon after its start."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.restarts = 0
        self.waiting = False
        self._start()

    def _start(self) -> None:
        self.process = _start(self.program.command)
        self.started_at = time.monotonic()
        self.waiting = False

    def look(self) -> int | None:
        """Start the program again when it has ended and its wait is over; return its exit code when it gives up."""
        exit_code = self.process.poll()
        if exit_code is None:
            return None
        now = time.monotonic()
        if not self.waiting:
            _end_session(self.process)
            self.restarts = 1 if now - self.started_at >= STEADY else self.restarts + 1
            if self.restarts > MOST_RESTARTS:
                return exit_code
            self.start_at = now + min(FIRST_WAIT * 2 ** (self.restarts - 1), LONGEST_WAIT)
            self.waiting = True
            say(f"The {self.program.name} ended unexpectedly (exit code {exit_code}) and is started again.")
        if now >= self.start_at:
            self._start()
        return None


def run_together(programs: Iterable[Program], *, ready: Callable[[], bool], announce: Callable[[], None]) -> Outcome:
    """Run the programs until a signal tells us to stop, or one cannot be kept up; leave none running.

    `announce` is called once, as soon as `ready` is true. Before that, a program that ends stops everything: something
    is wrong with the set-up, and the person at the terminal should read it. Afterwards it is started again.
    """
    stop = _stop_on_signals()
    children = [Child(program) for program in programs]
    was_ready = False
    try:
        while not stop.wait(LOOK_EVERY):
            for child in children:
                exit_code = child.look() if was_ready else child.process.poll()
                if exit_code is not None:
                    return Outcome(was_ready, died=child.program.name, exit_code=exit_code)
            if not was_ready and ready():
                was_ready = True
                announce()
        return Outcome(was_ready)
    finally:
        _stop_all(child.process for child in children)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C reaches it through us and only once."""
    die_with_us = _ask_kernel_to_end_child_with_parent if sys.platform == "linux" else None
    return subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=die_with_us)  # noqa: PLW1509


def _ask_kernel_to_end_child_with_parent() -> None:
    """Have the child ended even if we are killed without a chance to do it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop_all(children: Iterable[subprocess.Popen[bytes]]) -> None:
    running = list(children)
    for child in running:
        child.terminate()
    for child in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        _end_session(child)
        child.wait()


def _end_session(child: subprocess.Popen[bytes]) -> None:
    """Kill the processes that the child has started and left: all those of its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
