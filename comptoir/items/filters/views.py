"""GET /deals/filter/: what was chosen in the filter panel, turned into the address of the list."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from comptoir.access.signed_in import user_of
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.address import Written
from comptoir.items.filters.panel import read_panel
from comptoir.items.lists.request import ListRequest
from comptoir.items.segments.reading import asked_for
from comptoir.kit.filters import Op


def filter_panel(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    asked = asked_for(item_type, QueryDict(request.GET.get("query", "")), user_of(request))
    code = request.GET.get("add", "")
    if item_type.has(code):
        return HttpResponseRedirect(_with_one_more(asked, code))
    conditions = read_panel(item_type, request.GET) if request.GET.getlist("place") else asked.conditions
    return HttpResponseRedirect(asked.url(conditions=conditions, panel=True))


def _with_one_more(asked: ListRequest, code: str) -> str:
    """A yes-or-no question is complete as soon as it is asked; any other one waits for its value."""
    if asked.type.field(code).kind == Kind.BOOLEAN:
        return asked.url(conditions=(*asked.conditions, Written(code, Op.EQ, ("yes",))), panel=True)
    return asked.url(adding=code, panel=True)
