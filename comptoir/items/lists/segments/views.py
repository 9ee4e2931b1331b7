"""/deals/segments/…: kept, counted, changed, deleted, brought back; /segments/: those that name a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.items.core.addresses import list_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.filters.panel import Chip, chips_of
from comptoir.items.lists.listing import COUNTED, Listing
from comptoir.items.lists.request import ListRequest, viewer_of_list
from comptoir.items.lists.segments.changes import (
    SegmentForm,
    add_segment,
    change_segment,
    change_segment_filter,
    delete_segment,
    read_segment_form,
    require_change,
    restore_segment,
)
from comptoir.items.lists.segments.naming import segments_naming
from comptoir.items.lists.segments.reading import (
    as_segment,
    asked_for,
    counts_of,
    segment_or_404,
    segments_in_sight,
    segments_of,
)
from comptoir.items.lists.segments.screen import entry_of, segment_url, sharing_options, sharing_value
from comptoir.items.models import Segment
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render
from comptoir.ui.responses import go_to


def new_segment(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """GET: the form for a name; POST: the list of `query` is kept under it."""
    viewer = viewer_of_list(request, item_type)
    asked = _asked(request, item_type, viewer)
    if request.method == "POST":
        columns = _columns(asked, viewer) if "columns" in request.POST else ()
        found = add_segment(asked, _submitted(request), with_columns=columns, actor=viewer, at=timezone.now())
        message = _("Segment “%(name)s” saved.") % {"name": found.name}
        return go_to(request, list_url(item_type, segment=found.pk), message)
    kept = as_segment(asked)
    form_url = f"{list_url(item_type)}segments/new/"
    page = SegmentFormPage(item_type, form_url, asked=kept, query=asked.query, chips=chips_of(kept, viewer))
    return _form(request, page)


def segment(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    """GET: the form for the name and the sharing; POST: they are changed."""
    viewer = viewer_of_list(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id)
    require_change(found, viewer)
    if request.method == "POST":
        change_segment(found, _submitted(request), actor=viewer, at=timezone.now())
        return go_to(request, list_url(item_type, segment=found.pk), _("Saved."))
    return _form(request, SegmentFormPage(item_type, segment_url(item_type, found.pk), segment=found))


@require_POST
def segment_filter(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    """The list of `query` becomes what the segment asks for; it keeps columns if it kept some before."""
    viewer = viewer_of_list(request, item_type)
    found, asked = segment_or_404(viewer, item_type, segment_id), _asked(request, item_type, viewer)
    columns = _columns(asked, viewer) if QueryDict(found.query).get("columns") else ()
    change_segment_filter(found, asked, with_columns=columns, actor=viewer, at=timezone.now())
    message = _("Segment “%(name)s” saved.") % {"name": found.name}
    return go_to(request, list_url(item_type, segment=found.pk), message)


@require_POST
def delete(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    viewer = viewer_of_list(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id)
    delete_segment(found, actor=viewer, at=timezone.now())
    message = _("Segment “%(name)s” deleted.") % {"name": found.name}
    return go_to(request, list_url(item_type), message, undo=segment_url(item_type, found.pk, "restore"))


@require_POST
def restore(request: HttpRequest, item_type: ItemType, segment_id: int) -> HttpResponse:
    viewer = viewer_of_list(request, item_type)
    found = segment_or_404(viewer, item_type, segment_id, deleted=True)
    restore_segment(found, actor=viewer, at=timezone.now())
    return go_to(request, list_url(item_type, segment=found.pk), _("Restored."))


@require_GET
def counts(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """How many records each segment holds for the viewer: asked for by the list once it is shown, for all at once."""
    viewer = viewer_of_list(request, item_type)
    found = counts_of(viewer, item_type, segments_of(viewer, item_type))
    return render(request, "items/lists/segments/_counts.html", {"counts": found, "most": COUNTED})


def _asked(request: HttpRequest, item_type: ItemType, viewer: User) -> ListRequest:
    query = request.POST.get("query") or request.GET.get("query", "")
    return asked_for(item_type, QueryDict(query), viewer)


def _submitted(request: HttpRequest) -> SegmentForm:
    return read_segment_form(request.POST.get("name", ""), request.POST.get("sharing", ""))


def _columns(asked: ListRequest, viewer: User) -> tuple[str, ...]:
    return tuple(column.code for column in Listing(asked, viewer).columns)


@dataclass(frozen=True)
class SegmentFormPage:
    """The variables of items/lists/segments/form.html: for a new segment what it keeps, else the segment itself."""

    item_type: ItemType
    form_url: str
    segment: Segment | None = None
    asked: ListRequest | None = None
    query: str = ""
    chips: Sequence[Chip] = ()


def _form(request: HttpRequest, page: SegmentFormPage) -> HttpResponse:
    found, item_type = page.segment, page.item_type
    shown = {
        "list_url": list_url(item_type, segment=found.pk) if found else list_url(item_type),
        "crumbs": [Crumb(item_type.plural, list_url(item_type))],
        "sharing_options": sharing_options(),
        "sharing": sharing_value(found) if found else Segment.Sharing.NOBODY.value,
    }
    return render(request, "items/lists/segments/form.html", {**vars(page), **shown})


def naming(request: HttpRequest) -> HttpResponse:
    """GET /segments/?directory=SOURCE&value=WEB: the segments that ask for a value of a list.

    Shown to who may change settings: other people's private segments are counted, not named.
    """
    viewer = user_of(request)
    require_settings(viewer)
    directory, code = request.GET.get("directory", ""), request.GET.get("value", "")
    found = {each.pk for each in segments_naming(directory).get(code, [])}
    rows = segments_in_sight(viewer).filter(pk__in=found).select_related("owner", "department").order_by("name", "id")
    shown = [(item_types.get(each.item_type), entry_of(each, viewer)) for each in rows]
    choice = sources.choices.find(directory, code)
    context = {"value": choice.name if choice else code, "shown": shown, "hidden": len(found) - len(shown)}
    return render(request, "items/lists/segments/naming.html", context)
