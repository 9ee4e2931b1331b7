"""comptoir docs: the pages of docs/ that are written from the code, whole or below a mark."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comptoir.analytics.metrics_page import metrics_page
from comptoir.ops.architecture import with_floors
from comptoir.rest.protocol.reference import with_methods

# From the text of a page to what it should be.
PAGES: dict[str, Callable[[str], str]] = {
    "architecture.md": lambda text: with_floors(text, Path(settings.ROOT)),
    "metrics.md": lambda _text: metrics_page(),
    "rest.md": with_methods,
}


class Command(BaseCommand):
    help = "Write the pages of docs/ that come from the code: floors, metrics, REST methods; or check them."
    requires_system_checks: list[str] = []
    works_without_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--write", action="store_true", help="bring the pages up to date")
        what.add_argument("--check", action="store_true", help="change nothing, fail when one is out of date")

    def handle(self, *, write: bool, **_: Any) -> None:
        folder = Path(settings.ROOT) / "docs"
        if not folder.is_dir():
            raise CommandError("There are no docs here: run this in a checkout of the source.")
        old = [name for name, update in PAGES.items() if _bring_up_to_date(folder / name, update, write=write)]
        if old and not write:
            raise CommandError(f"Out of date: {', '.join(old)}. Run `comptoir docs --write`.")
        self.stdout.write(f"Written: {', '.join(old)}." if old else "The docs are up to date.")


def _bring_up_to_date(page: Path, update: Callable[[str], str], *, write: bool) -> bool:
    """Say whether the page was out of date; write it if asked to."""
    text = page.read_text(encoding="utf-8")
    wanted = update(text)
    if write and text != wanted:
        page.write_text(wanted, encoding="utf-8")
    return text != wanted
