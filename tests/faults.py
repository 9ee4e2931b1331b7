"""Processes that are killed, or whose writes fail, at their n-th step; what is left is looked at, and work resumed.

    python -m tests.faults tests.rest.fault_batch:SCENARIO --how kill --moments 20

A step is a statement that writes, the moment before a commit and the moment after it. The scenario is carried out once
undisturbed, which counts its steps, then once for each of the moments, every time on a copy of the same portal and in
a process of its own. Prints as JSON what each of them left.
"""

import argparse
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import time_machine

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|REPLACE)\b", re.IGNORECASE)
KILL, ERROR = "kill", "error"
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)


class Scenario(Protocol):
    """`make` fills an empty database, `act` is what is disturbed, `resume` what an administrator or a worker does
    afterwards, `look` what has become of it. `every` names kinds of steps of which none is left out.
    """

    every: tuple[str, ...]

    def make(self) -> None: ...
    def act(self) -> None: ...
    def resume(self) -> None: ...
    def look(self) -> Any: ...


@dataclass
class Left:
    """What one moment left: `ended` is done, killed or the error; `after` what was there, `resumed` after resuming."""

    at: int
    step: str
    ended: str
    after: Any
    resumed: Any


@dataclass
class Report:
    """`before` and `whole` are what an undisturbed run finds and leaves (`whole` once resumed)."""

    before: Any
    whole: Any
    steps: int
    left: list[Left] = field(default_factory=list)


class Fault:
    """Counts steps on the connection of Django, and strikes at one of them."""

    def __init__(self, at: int = 0, how: str = KILL) -> None:
        self.at, self.how, self.steps = at, how, list[str]()

    def watch(self, connection: Any = None) -> None:
        """Watch Django's connection, or the one that is given."""
        from django.db import DEFAULT_DB_ALIAS, connections

        connection = connection or connections[DEFAULT_DB_ALIAS]
        connection.execute_wrappers.append(self)
        commit = connection._commit

        def watched() -> Any:
            self.step("commit")
            done = commit()
            if self.how == KILL:
                self.step("committed")
            return done

        connection._commit = watched

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(str(sql)):
            self.step(" ".join(str(sql).split())[:60])
        return execute(sql, params, many, context)

    def step(self, what: str) -> None:
        from django.db import OperationalError

        self.steps.append(what)
        if len(self.steps) == self.at:
            if self.how == KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OperationalError("disk I/O error (injected)")


def run(scenario: Scenario, how: str, moments: int) -> Report:
    portal = Portal()
    portal.begin()
    _in_child(scenario.make)
    portal.keep()
    before = _in_child(scenario.look)
    undisturbed = _in_child(lambda: _watched(scenario, Fault(how=how)))
    if undisturbed["ended"] != "done":
        raise SystemExit(f"undisturbed, it ends with {undisturbed['ended']}")
    steps = undisturbed["steps"]
    _in_child(scenario.resume, LATER)
    report = Report(before, _in_child(scenario.look), len(steps))
    for at in chosen(steps, moments, scenario.every):
        portal.put_back()
        ended = _in_child(lambda at=at: _watched(scenario, Fault(at, how)))["ended"]
        after = _in_child(scenario.look)
        _in_child(scenario.resume, LATER)
        report.left.append(Left(at, steps[at - 1], ended, after, _in_child(scenario.look)))
    portal.forget()
    return report


def chosen(steps: list[str], most: int, every: tuple[str, ...]) -> list[int]:
    """Return at which steps to strike: spread over all of them, and at each of the kinds in `every`."""
    spread = {1 + round(place * (len(steps) - 1) / max(most - 1, 1)) for place in range(most)} if steps else set()
    return sorted(spread | {number for number, step in enumerate(steps, start=1) if step in every})


def _watched(scenario: Scenario, fault: Fault) -> dict[str, Any]:
    fault.watch()
    try:
        scenario.act()
    except Exception as error:  # noqa: BLE001 - how it ends is what is asked
        return {"ended": f"{type(error).__name__}: {error}", "steps": fault.steps}
    return {"ended": "done", "steps": fault.steps}


def _in_child(work: Callable[[], Any], now: datetime = NOW) -> Any:
    """Do the work in a fork of this process, which has no connection open; a killed one is {"ended": "killed"}."""
    from django.db import connections

    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            with time_machine.travel(now, tick=False):
                answer = work()
            # SQLite brings what was written from its log into the file when the last connection closes.
            connections.close_all()
            with os.fdopen(writing, "w") as out:
                out.write(json.dumps(answer))
            status = 0
        except BaseException:  # noqa: BLE001
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return {"ended": "killed"}
    if status:
        raise SystemExit("a child failed")
    return json.loads(text)


class Portal:
    """The database of the scenario: kept once it is made, put back before each moment."""

    def __init__(self) -> None:
        self.address = os.environ.get("COMPTOIR_DATABASE_URL", "")
        self.home = Path(os.environ["COMPTOIR_HOME"])
        self.file, self.copy = self.home / "comptoir.sqlite3", self.home / "kept.sqlite3"
        self.name = urlsplit(self.address).path.strip("/")

    def keep(self) -> None:
        if self.address:
            self._server(
                f'DROP DATABASE IF EXISTS "{self.name}_kept" WITH (FORCE)',
                f'CREATE DATABASE "{self.name}_kept" TEMPLATE "{self.name}"',
            )
        else:
            shutil.copy(self.file, self.copy)

    def put_back(self) -> None:
        if self.address:
            self._server(
                f'DROP DATABASE "{self.name}" WITH (FORCE)',
                f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_kept"',
            )
        else:
            for ending in ("-wal", "-shm"):
                Path(f"{self.file}{ending}").unlink(missing_ok=True)
            shutil.copy(self.copy, self.file)

    def forget(self) -> None:
        """Remove what an earlier run has left, or this one."""
        if self.address:
            for name in (f"{self.name}_kept", self.name):
                self._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def begin(self) -> None:
        self.forget()
        if self.address:
            self._server(f'CREATE DATABASE "{self.name}"')

    def _server(self, *statements: str) -> None:
        import psycopg

        maintenance = urlunsplit(urlsplit(self.address)._replace(path="/postgres"))
        with psycopg.connect(maintenance, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def main() -> None:
    import django

    parser = argparse.ArgumentParser()
    parser.add_argument("scenario")
    parser.add_argument("--how", choices=[KILL, ERROR], required=True)
    parser.add_argument("--moments", type=int, default=20)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    django.setup()
    report = run(resolve_name(given.scenario), given.how, given.moments)
    sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False))


if __name__ == "__main__":
    main()
