"""comptoir rest: the reference of the REST methods, written from the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comptoir.rest.protocol.reference import with_methods


class Command(BaseCommand):
    help = "Write the list of methods in docs/rest.md, or check that it is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["reference"])
        parser.add_argument("--check", action="store_true", help="change nothing, fail when it is out of date")

    def handle(self, *, check: bool, **_: Any) -> None:
        document = Path(settings.ROOT) / "docs" / "rest.md"
        text = document.read_text(encoding="utf-8")
        wanted = with_methods(text)
        if check and text != wanted:
            raise CommandError("docs/rest.md is out of date: run `comptoir rest reference`.")
        if text != wanted:
            document.write_text(wanted, encoding="utf-8")
        self.stdout.write("docs/rest.md is up to date.")
