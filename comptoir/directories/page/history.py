"""The history of a list, or of all: who changed what and when, with a way to undo it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.history.reading import HistoryEntry, change_sets
from comptoir.directories.history.words import describe_set
from comptoir.directories.page.screen import crumbs
from comptoir.directories.values.reading import reader_language
from comptoir.kit.errors import BadRequest
from comptoir.ui.render import render

PAGE = 30


@dataclass(frozen=True, slots=True)
class ShownSet:
    """A change set on the page. `lists` are those it changed, when the page is not about that one alone."""

    entry: HistoryEntry
    lines: list[str]
    lists: list[Directory]
    can_be_undone: bool

    @property
    def moved_items(self) -> bool:
        """Say whether it is the undo of a replacement, so that records were put back."""
        return self.entry.undoes is not None and any(
            change.kind == "added" or "leaving_to" in change.changes for change in self.entry.changes
        )


@require_GET
def history(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show change sets newest first; each is one entry whatever it changed."""
    require_settings(user_of(request))
    directory = catalogue.by_slug(slug) if slug else None
    before = request.GET.get("before", "0")
    if not before.isascii() or not before.isdigit() or len(before) > 18:
        raise BadRequest
    found = change_sets(directory.code if directory else "", before=int(before), most=PAGE + 1)
    context = {
        "directory": directory,
        "sets": [_shown(entry, directory, timezone.now()) for entry in found[:PAGE]],
        "older": found[PAGE - 1].number if len(found) > PAGE else None,
        "newer": int(before) > 0,
        "crumbs": crumbs(),
    }
    return render(request, "directories/page/history.html", context)


def _shown(entry: HistoryEntry, directory: Directory | None, now: datetime) -> ShownSet:
    codes = dict.fromkeys(change.directory for change in entry.changes)
    own = directory is not None and list(codes) == [directory.code]
    lists = [] if own else [found for code in codes if (found := catalogue.find(code))]
    return ShownSet(entry, describe_set(entry.changes, reader_language()), lists, entry.can_be_undone(now))
