"""GET and POST /deals/new/: the form for a new item."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.signed_in import user_of
from comptoir.items.cards.answers import created
from comptoir.items.cards.create_form import controls_for, read_form, title_for
from comptoir.items.core.addresses import list_url, new_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import OperationRefused
from comptoir.items.writing import add_item
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render


def new(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    if not item_type.allowed(user_of(request), "add"):
        raise OperationRefused(_("add"), item_type.plural)
    if request.method == "POST":
        item = add_item(item_type, read_form(item_type, request.POST), actor=user_of(request), at=timezone.now())
        return created(request, item_type, item)
    context = {
        "item_type": item_type,
        "title": title_for(item_type),
        "crumbs": [Crumb(item_type.plural, list_url(item_type))],
        "controls": controls_for(item_type, user_of(request), request.GET),
        "form_url": new_url(item_type),
        "list_url": list_url(item_type),
    }
    return render(request, "items/cards/new.html", context)
