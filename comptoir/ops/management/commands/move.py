"""comptoir move: the portal into another database, SQLite to PostgreSQL or back."""

import json as json_format
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from comptoir.ops.move.moving import move


class Command(BaseCommand):
    help = (
        "Copy the portal into another, empty database, with every id, and prove that both hold the same. The portal's "
        "own database stays as it is. Nobody may work meanwhile; killed and run again, it goes on."
    )
    requires_system_checks: list[str] = []
    works_alone = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            help="postgresql://user:password@host:5432/database or sqlite:PATH; - reads it from the standard input",
        )
        parser.add_argument("--json", action="store_true", help="print the digest of each table as JSON")

    def handle(self, *, to: str, json: bool, verbosity: int, **_: Any) -> None:
        address = sys.stdin.readline().strip() if to == "-" else to
        found = move(address, self.stderr.write if verbosity > 1 else lambda _text: None)
        if json:
            told = {table: {"rows": each.rows, "digest": each.sum} for table, each in found.items()}
            self.stdout.write(json_format.dumps(told, indent=1))
            return
        rows = sum(each.rows for each in found.values())
        self.stdout.write(f"{rows} rows of {len(found)} tables are in both databases, equal in each table.")
        self.stdout.write(_what_now(address))


def _what_now(address: str) -> str:
    if address.startswith("sqlite:"):
        return (
            f"To use it, put the file at {settings.COMPTOIR_HOME / 'comptoir.sqlite3'}, remove COMPTOIR_DATABASE_URL, "
            "and start `comptoir serve`. The old database is as it was."
        )
    return (
        "To use it, set COMPTOIR_DATABASE_URL (or COMPTOIR_DATABASE_URL_FILE) to that address and start "
        "`comptoir serve`. The old database is as it was."
    )
