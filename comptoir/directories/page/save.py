"""Saving the edits of a page: JSON in, the redrawn page or the reasons out."""

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import catalogue
from comptoir.directories.history.words import lines_by_value
from comptoir.directories.page.preview import preview_directory
from comptoir.directories.values.reading import reader_language
from comptoir.directories.writing.edits import Add, Delete, Order, PageEdit
from comptoir.directories.writing.save import StaleDirectory, save_directory
from comptoir.kit.errors import BadRequest, TooLarge
from comptoir.once.forms import changes_nothing
from comptoir.ui.responses import notify

MOST_EDITS = 500
LARGEST_SAVE = 1024 * 1024


class SaveRequest(msgspec.Struct, forbid_unknown_fields=True):
    """What the page posts: the version that it shows and the edits in the order they were made."""

    version: int
    edits: list[PageEdit]


def parse_save(body: bytes) -> SaveRequest:
    """Return the request; where values come or go, its list is numbered 10, 20, 30...

    Errors: TooLarge for more than 1 MiB or 500 edits; BadRequest for what is not such a request.
    """
    if len(body) > LARGEST_SAVE:
        raise TooLarge
    try:
        request = msgspec.json.decode(body, type=SaveRequest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRequest from error
    if len(request.edits) > MOST_EDITS:
        raise TooLarge
    kinds = {type(edit) for edit in request.edits}
    if kinds & {Add, Delete} and Order not in kinds:
        request.edits.append(Order(codes=[], moved=False))
    return request


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Save, and answer where to undo it; a stale version answers 409 with what the others changed."""
    directory = catalogue.by_slug(slug)
    asked = parse_save(request.body)
    try:
        saved = save_directory(directory, asked.edits, seen=asked.version, actor=user_of(request), at=timezone.now())
    except StaleDirectory as stale:
        since = [{"code": code, "text": text} for code, text in lines_by_value(stale.since, reader_language())]
        return JsonResponse({"message": str(stale), "version": stale.version, "since": since}, status=stale.status)
    message = gettext("The list is saved.")
    if saved.jobs:
        message = gettext("The list is saved. Records move to the value that takes over in the background.")
    undo = reverse("directories:undo", args=[saved.batch])
    answer = JsonResponse({"version": saved.version, "jobs": list(saved.jobs)})
    # The page reloads itself: the message travels in a cookie, as after a redirect.
    return notify(request, answer, message, undo_url=undo, kind="good")


@changes_nothing
@require_POST
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer what saving would touch and what is worth a second look; nothing is written."""
    directory = catalogue.by_slug(slug)
    asked = parse_save(request.body)
    found = preview_directory(directory, asked.edits, actor=user_of(request), now=timezone.now())
    return JsonResponse({"warnings": [{"code": notice.code, "text": str(notice.text)} for notice in found]})
