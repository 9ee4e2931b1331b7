"""The history of a list, or of all: who changed what and when, with a way to undo it."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from comptoir.access.policies import require_settings
from comptoir.access.reader import reader
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.describe import describe, is_noise
from comptoir.directories.history import ValueChange, history_of
from comptoir.directories.queries import reader_language
from comptoir.directories.screen import crumbs
from comptoir.kit.errors import BadRequest
from comptoir.ui.render import render

PAGE = 60


@require_GET
def history(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show change sets newest first; each is one entry whatever it changed."""
    require_settings(reader(request))
    directory = catalogue.by_slug(slug) if slug else None
    before = request.GET.get("before", "0")
    if not before.isascii() or not before.isdigit() or len(before) > 18:
        raise BadRequest
    changes = history_of(directory.code if directory else "", before=int(before), most=PAGE)
    context = {
        "directory": directory,
        "sets": _sets(changes),
        "older": changes[-1].event.pk if len(changes) == PAGE else None,
        "crumbs": crumbs(),
    }
    return render(request, "directories/history.html", context)


def _sets(changes: list[ValueChange]) -> list[dict[str, object]]:
    language = reader_language()
    known: dict[str, Directory] = {directory.code: directory for directory in catalogue.all()}
    shown = []
    for batch, found in groupby(changes, key=lambda change: change.batch):
        group = list(found)
        telling = [change for change in group if not is_noise(change)] or group[:1]
        shown.append(
            {
                "batch": batch,
                "at": group[0].at,
                "actor": group[0].event.actor,
                "directory": known.get(group[0].directory),
                "lines": [describe(change, language) for change in telling],
                "can_be_undone": group[0].can_be_undone(timezone.now()),
            }
        )
    return shown
