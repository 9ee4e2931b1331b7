"""comptoir architecture: the floors as the import contracts state them, printed or written into the docs."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comptoir.ops.architecture import with_floors


class Command(BaseCommand):
    help = "Print the picture of the floors, or write it into docs/architecture.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="bring docs/architecture.md up to date")

    def handle(self, *, write: bool, **_: Any) -> None:
        root = Path(settings.ROOT)
        document = root / "docs" / "architecture.md"
        if not document.exists():
            raise CommandError("There is no docs/architecture.md here: run this in a checkout of the source.")
        text = document.read_text(encoding="utf-8")
        wanted = with_floors(text, root)
        if not write:
            self.stdout.write(wanted)
            return
        if text != wanted:
            document.write_text(wanted, encoding="utf-8")
        self.stdout.write("docs/architecture.md is up to date.")
