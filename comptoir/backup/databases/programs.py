"""PostgreSQL's own programs, pg_dump and pg_restore: found, new enough, run without a password in sight."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from django.utils.translation import gettext as _

from comptoir.backup.databases.base import Report
from comptoir.backup.errors import BackupFailed, NoProgram

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
LOOK_EVERY = 0.1
PR_SET_PDEATHSIG = 1
VERSIONED = Path("/usr/lib/postgresql")


def program(name: str, server: int) -> str:
    """Return the path of a program that can read a server of that major version.

    Debian puts each version into a folder of its own; what PATH finds first may be another.
    Errors: NoProgram.
    """
    found = [shutil.which(name), *sorted(map(str, VERSIONED.glob(f"*/bin/{name}")), reverse=True)]
    versions = {path: major_of(path) for path in found if path and os.access(path, os.X_OK)}
    for path, major in versions.items():
        if major >= server:
            return path
    missing = _("%(program)s is not installed. It comes with PostgreSQL’s client: apt-get install %(package)s.")
    old = _("%(program)s is older than the server (PostgreSQL %(server)s): apt-get install %(package)s.")
    package = f"postgresql-client-{server}"
    raise NoProgram((old if versions else missing) % {"program": name, "server": server, "package": package})


def major_of(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\) (\d+)", told)
    return int(found[1]) if found else 0


def run(command: list[str], connection: psycopg.Connection, report: Report | None = None, *, dbname: str = "") -> str:
    """Run a program on the database of the connection; return what it wrote. Errors: BackupFailed with its words."""
    with subprocess.Popen(  # noqa: S603  (nothing but a system call runs in between)
        command,
        env=environment(connection, dbname),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_end_with_us if sys.platform == "linux" else None,  # noqa: PLW1509  (a system call, no more)
    ) as process:
        try:
            out, errors = _until_done(process, report)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        said = errors.decode(errors="replace").strip().splitlines() or [str(process.returncode)]
        raise BackupFailed(
            _("%(program)s failed: %(error)s") % {"program": Path(command[0]).name, "error": " ".join(said[:3])}
        )
    return out.decode(errors="replace")


def _end_with_us() -> None:
    """Have the kernel end the program when we are killed: a restore must not go on behind the back of the next one."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _until_done(process: "subprocess.Popen[bytes]", report: Report | None) -> tuple[bytes, bytes]:
    begun = time.monotonic()
    while True:
        try:
            return process.communicate(timeout=LOOK_EVERY)
        except subprocess.TimeoutExpired:
            if report is not None:
                # Nobody knows how far it is: the share only ever comes nearer to the whole.
                spent = time.monotonic() - begun
                report(spent / (spent + 30))


def environment(connection: psycopg.Connection, dbname: str = "") -> dict[str, str]:
    """Return the address of the database as variables: in the command, other users of the machine could read it."""
    given = {**connection.info.get_parameters(), "password": connection.info.password}
    if dbname:
        given["dbname"] = dbname
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "COMPTOIR_"))}
    return kept | {VARIABLES[name]: str(value) for name, value in given.items() if name in VARIABLES and value}
