"""/deals/ and below: the list with its filter panel, columns, export and bulk operations, and choices of comboboxes."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.account.queries import today
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.values import to_integer
from comptoir.items.errors import OperationRefused
from comptoir.items.filters.address import Written
from comptoir.items.filters.panel import read_panel
from comptoir.items.lists.columns import TITLE, columns_of, save_list_view
from comptoir.items.lists.export import file_response, sheet_of
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.page import page_of
from comptoir.items.lists.request import ListRequest, viewer_of_list
from comptoir.items.lists.segments.reading import asked_for
from comptoir.items.search import found_by
from comptoir.items.writing import delete_items, update_items
from comptoir.kit.errors import BadRequest, Invalid, NotAValue
from comptoir.kit.filters import Op
from comptoir.ui.render import render
from comptoir.ui.responses import back_url, notify

MOST_SELECTED, MOST_OFFERED = 500, 20
NOTHING_SELECTED = _("No row is selected. Tick the rows first.")


def list_page(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """GET /deals/: the list of a type."""
    viewer = viewer_of_list(request, item_type)
    listing = Listing(asked_for(item_type, request.GET, viewer), viewer)
    return render(request, "items/lists/page.html", vars(page_of(listing)))


def filter_panel(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """GET /deals/filter/: what was chosen in the filter panel, turned into the address of the list."""
    asked = asked_for(item_type, QueryDict(request.GET.get("query", "")), user_of(request))
    code = request.GET.get("add", "")
    if item_type.has(code):
        return HttpResponseRedirect(_with_one_more(asked, code))
    conditions = read_panel(item_type, request.GET) if request.GET.getlist("place") else asked.conditions
    return HttpResponseRedirect(asked.url(conditions=conditions, panel=True))


def _with_one_more(asked: ListRequest, code: str) -> str:
    """A yes-or-no question is complete as soon as it is asked; any other one waits for its value."""
    answer = asked.type.field(code).kind.first_answer
    if answer:
        return asked.url(conditions=(*asked.conditions, Written(code, Op.EQ, (answer,))), panel=True)
    return asked.url(adding=code, panel=True)


@require_POST
def choose_columns(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """POST /deals/columns/: which columns the user's list shows, in which order."""
    known = columns_of(item_type)
    chosen = [] if "restore" in request.POST else [code for code in request.POST.getlist("columns") if code in known]
    order = request.POST.get("order", "")
    sortable = {column.sort for column in known.values()}
    save_list_view(
        item_type,
        [TITLE, *(code for code in chosen if code != TITLE)] if chosen else [],
        order if order.removeprefix("-") in sortable else "",
        actor=user_of(request),
    )
    return HttpResponseRedirect(back_url(request, list_url(item_type)))


def export(request: HttpRequest, item_type: ItemType) -> FileResponse:
    """GET /deals/export/: the list as a file, for those who may export; only the rows that this right reaches."""
    viewer = user_of(request)
    if not item_type.allowed(viewer, "export"):
        raise OperationRefused(_("export"), item_type.plural)
    listing = Listing(asked_for(item_type, request.GET, viewer), viewer, operation="export")
    name = f"{item_type.path}-{today().isoformat()}"
    return file_response(sheet_of(listing), name, request.GET.get("format", ""))


@require_POST
def bulk_delete(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """POST /deals/bulk/delete/: the selected rows are deleted; the toast brings them back."""
    ids = _selected(request)
    batch = delete_items(item_type, ids, actor=user_of(request), at=timezone.now())
    message = ngettext("%(count)d record deleted.", "%(count)d records deleted.", len(ids)) % {"count": len(ids)}
    response = HttpResponseRedirect(back_url(request, list_url(item_type)))
    return notify(request, response, message, undo_url=reverse("items:restore", args=[batch]))


@require_POST
def bulk_responsible(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    """POST /deals/bulk/responsible/: the selected rows get another responsible person."""
    ids = _selected(request)
    if not request.POST.get("responsible"):
        raise Invalid(_("Choose who becomes responsible."))
    values = {"responsible": request.POST["responsible"]}
    count = update_items(item_type, ids, values, actor=user_of(request), at=timezone.now())
    message = ngettext("%(count)d record changed.", "%(count)d records changed.", count) % {"count": count}
    return notify(request, HttpResponseRedirect(back_url(request, list_url(item_type))), message, kind="good")


def _selected(request: HttpRequest) -> Sequence[int]:
    try:
        ids = [to_integer(text) or 0 for text in request.POST.getlist("ids")[: MOST_SELECTED + 1]]
    except NotAValue as error:
        raise BadRequest from error
    if not ids:
        raise Invalid(NOTHING_SELECTED)
    if len(ids) > MOST_SELECTED:
        raise BadRequest
    return list(dict.fromkeys(ids))


def item_choices(request: HttpRequest, item_type: ItemType) -> JsonResponse:
    """GET /companies/choices/?q=: the items that a combobox offers while one types, within the viewer's sight."""
    text = request.GET.get("q", "").strip()[:200]
    rows = item_type.visible_to(user_of(request))
    if text:
        rows = rows.filter(found_by(item_type, text))
    order = "title" if "title" in item_type.title_columns else item_type.title_columns[-1]
    found = rows.order_by(order, "id")[:MOST_OFFERED]
    return JsonResponse(
        [
            {
                "value": str(item.pk),
                "label": item_type.title_of(item) or f"#{item.pk}",
                "hint": str(item_type.subtitle_of(item) or ""),
            }
            for item in found
        ],
        safe=False,
    )


def user_choices(request: HttpRequest) -> JsonResponse:
    """GET /choices/users/?q=: the active users whom a combobox offers while one types."""
    condition = Q()
    for word in request.GET.get("q", "").split()[:5]:
        condition &= Q(name__icontains=word) | Q(last_name__icontains=word) | Q(login__icontains=word)
    people = User.objects.active().filter(condition).select_related("department")[:MOST_OFFERED]
    return JsonResponse(
        [
            {
                "value": str(person.pk),
                "label": person.full_name,
                "hint": person.department.name if person.department else "",
            }
            for person in people
        ],
        safe=False,
    )
