"""comptoir serve: the web server and the worker, set up on the first start."""

import http.client
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from comptoir.ops.first_start import SignIn, load_defaults, set_up
from comptoir.ops.preflight import require_free_port, require_writable
from comptoir.ops.supervisor import Program, run_together


class Command(BaseCommand):
    help = "Prepare the database, then run the web server and the worker until stopped."
    requires_system_checks: list[str] = []
    brings_up_to_date = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument(
            "--first-start",
            choices=["demo", "empty"],
            default="empty",
            help="what a first start makes: a demo portal, or just the administrator (default: %(default)s)",
        )

    def handle(self, *, host: str, port: int, first_start: str, **_: Any) -> None:
        require_writable(settings.COMPTOIR_HOME, "COMPTOIR_HOME")
        require_free_port(host, port)
        self.bring_up_to_date()
        sign_in = set_up(demo=first_start == "demo", at=timezone.now(), say=self.say)
        connections.close_all()
        outcome = run_together(
            programs(host, port),
            ready=lambda: answers(host, port),
            announce=lambda: self.say(welcome(sign_in)),
        )
        if sign_in and not outcome.was_ready:
            self.say(str(sign_in))
        if outcome.died:
            raise CommandError(f"The {outcome.died} ended unexpectedly (exit code {outcome.exit_code}).")
        self.say("Comptoir has stopped.")

    def bring_up_to_date(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
            return
        # A `migrate` that was killed after its last migration has not come to them.
        with transaction.atomic():
            load_defaults()

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def programs(host: str, port: int) -> list[Program]:
    """Return the web server and the worker, sized for the database: SQLite has one writer, PostgreSQL many."""
    processes = 2 if settings.POSTGRES else 1
    server = [
        *("--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--http", "1"),
        *("--workers", str(processes), "--blocking-threads", "4"),
        *("--workers-kill-timeout", "3", "--respawn-failed-workers", "--log-level", "warning"),
    ]
    return [
        Program("web server", [sys.executable, "-m", "granian", *server, "comptoir.config.wsgi:application"]),
        Program("worker", [str(Path(sys.executable).with_name("comptoir")), "worker"]),
    ]


def answers(host: str, port: int) -> bool:
    """Tell whether the web server answers requests, whatever the answer."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (only compared with)
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def welcome(sign_in: SignIn | None) -> str:
    how = str(sign_in) if sign_in else "Password forgotten? .venv/bin/comptoir user password admin"
    return f"\nComptoir is running at {settings.COMPTOIR_URL}/\n{how}\nCtrl-C stops it.\n"
