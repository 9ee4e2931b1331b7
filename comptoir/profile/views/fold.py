"""POST /companies/5/profile/fold/: closes a section of the tab or opens it again, for good."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.profile.actions.fold_section import fold_section
from comptoir.profile.asking import read_asked
from comptoir.profile.views.client import find_client


@require_POST
def fold(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Errors: as the page's own address."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    folded = request.POST.get("folded") == "1"
    fold_section(viewer, item_type.code, request.POST.get("section", ""), folded=folded)
    return HttpResponseRedirect(asked.page())
