"""comptoir export-all: everything of the portal as open files."""  # noqa: N999

import json as json_format
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from comptoir.ops.open_files.exporting import export_all


class Command(BaseCommand):
    help = (
        "Write everything of the portal as open files (CSV, JSON Lines, YAML) with a description, as it is at one "
        "moment; people may go on working. Passwords and keys are left out."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder, or an empty one")
        parser.add_argument("--json", action="store_true", help="print the files with their rows as JSON")

    def handle(self, *, folder: Path, json: bool, verbosity: int, **_: Any) -> None:
        written = export_all(folder, timezone.now(), self.stderr.write if verbosity > 1 else lambda _text: None)
        if json:
            self.stdout.write(json_format.dumps(written, indent=1))
        else:
            self.stdout.write(f"{len(written)} files in {folder}; README.md says what is in them.")
