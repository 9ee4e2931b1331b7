"""comptoir migrations: the hashes of migrations, which are never edited once they are on main."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comptoir.ops import frozen_migrations


class Command(BaseCommand):
    help = "Note the hashes of new migrations, or check that none was edited: migrations are only added."
    requires_system_checks: list[str] = []
    works_without_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--write", action="store_true", help="note the hashes of new migrations")
        what.add_argument("--check", action="store_true", help="change nothing, fail when one was edited")

    def handle(self, *, write: bool, **_: Any) -> None:
        folders = frozen_migrations.folders(settings.PACKAGE)
        if write:
            added = [f"{each.parent.name} {name}" for each in folders for name in frozen_migrations.freeze(each)]
            self.stdout.write(f"Noted: {', '.join(added)}." if added else "There are no new migrations.")
        found = [sentence for each in folders for sentence in frozen_migrations.problems(each)]
        if found:
            raise CommandError("\n".join(found))
