"""/deals/segments/…: filters kept under a name; saved, counted, changed, deleted and brought back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.models import User
from comptoir.items.cards.answers import go_to
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.panel import chips_of
from comptoir.items.lists.listing import COUNTED, Listing
from comptoir.items.lists.request import ListRequest
from comptoir.items.lists.views.reading import reader_of
from comptoir.items.models import Segment
from comptoir.items.segments.add_segment import add_segment
from comptoir.items.segments.change_segment import change_segment, change_segment_filter
from comptoir.items.segments.changes import require_change
from comptoir.items.segments.delete_segment import delete_segment, restore_segment
from comptoir.items.segments.reading import as_segment, asked_for, counts_of, segment_or_404, segments_of
from comptoir.items.segments.screen import segment_url, sharing_options, sharing_value
from comptoir.items.segments.values import Said, read_said
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render


def new_segment(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """GET: the form for a name; POST: the list of `query` is kept under it."""
    viewer = reader_of(request, item_type)
    asked = _asked(request, item_type, viewer)
    if request.method == "POST":
        columns = _columns(asked, viewer) if "columns" in request.POST else ()
        found = add_segment(asked, _said(request), with_columns=columns, actor=viewer, at=timezone.now())
        message = _("Segment “%(name)s” saved.") % {"name": found.name}
        return go_to(request, list_url(item_type, segment=found.pk), message)
    kept = as_segment(asked)
    context = {"chips": chips_of(kept, viewer), "asked": kept, "query": asked.query}
    return _form(request, item_type, f"{list_url(item_type)}segments/new/", context)


def segment(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    """GET: the form for the name and the sharing; POST: they are changed."""
    viewer = reader_of(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id)
    require_change(found, viewer)
    if request.method == "POST":
        change_segment(found, _said(request), actor=viewer, at=timezone.now())
        return go_to(request, list_url(item_type, segment=found.pk), _("Saved."))
    return _form(request, item_type, segment_url(item_type, found.pk), {"segment": found})


@require_POST
def segment_filter(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    """The list of `query` becomes what the segment asks for; it keeps columns if it kept some before."""
    viewer = reader_of(request, item_type)
    found, asked = segment_or_404(viewer, item_type, segment_id), _asked(request, item_type, viewer)
    columns = _columns(asked, viewer) if QueryDict(found.query).get("columns") else ()
    change_segment_filter(found, asked, with_columns=columns, actor=viewer, at=timezone.now())
    message = _("Segment “%(name)s” saved.") % {"name": found.name}
    return go_to(request, list_url(item_type, segment=found.pk), message)


@require_POST
def delete(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    viewer = reader_of(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id)
    delete_segment(found, actor=viewer, at=timezone.now())
    message = _("Segment “%(name)s” deleted.") % {"name": found.name}
    return go_to(request, list_url(item_type), message, undo=segment_url(item_type, found.pk, "restore"))


@require_POST
def restore(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    viewer = reader_of(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id, deleted=True)
    restore_segment(found, actor=viewer, at=timezone.now())
    return go_to(request, list_url(item_type, segment=found.pk), _("Restored."))


@require_GET
def counts(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """How many records each segment holds for the reader: asked for by the list once it is shown, for all at once."""
    viewer = reader_of(request, item_type)
    found = counts_of(viewer, item_type, segments_of(viewer, item_type))
    return render(request, "items/segments/_counts.html", {"counts": found, "most": COUNTED})


def _asked(request: HttpRequest, item_type: ItemType, viewer: User) -> ListRequest:
    query = request.POST.get("query") or request.GET.get("query", "")
    return asked_for(item_type, QueryDict(query), viewer)


def _said(request: HttpRequest) -> Said:
    return read_said(request.POST.get("name", ""), request.POST.get("sharing", ""))


def _columns(asked: ListRequest, viewer: User) -> tuple[str, ...]:
    return tuple(column.code for column in Listing(asked, viewer).columns)


def _form(request: HttpRequest, item_type: ItemType, form_url: str, context: dict[str, Any]) -> HttpResponse:
    known: dict[str, Any] = {"segment": None, "chips": [], "asked": None, "query": "", **context}
    found: Segment | None = known["segment"]
    shown = {
        "item_type": item_type,
        "form_url": form_url,
        "list_url": list_url(item_type, segment=found.pk) if found else list_url(item_type),
        "crumbs": [Crumb(item_type.plural, list_url(item_type))],
        "sharing_options": sharing_options(),
        "sharing": sharing_value(found) if found else Segment.Sharing.NOBODY.value,
    }
    return render(request, "items/segments/form.html", {**known, **shown})
