"""GET and POST /activities/new/: the form for a new activity, which names what it is about."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from comptoir.access.signed_in import user_of
from comptoir.activities.forms import binding_controls, read_bindings
from comptoir.items.cards.answers import created
from comptoir.items.cards.create_form import controls_for, read_form, title_for
from comptoir.items.core.addresses import list_url, new_url
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_item
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render


def new(request: HttpRequest) -> HttpResponse:
    activity = item_types.get("activity")
    if request.method == "POST":
        values = read_form(activity, request.POST) | {"bindings": read_bindings(request.POST)}
        item = add_item(activity, values, actor=user_of(request), at=timezone.now())
        return created(request, activity, item)
    context = {
        "item_type": activity,
        "title": title_for(activity),
        "crumbs": [Crumb(activity.plural, list_url(activity))],
        "controls": controls_for(activity, user_of(request), request.GET),
        "bindings": binding_controls(user_of(request), request.GET),
        "form_url": new_url(activity),
        "list_url": list_url(activity),
    }
    return render(request, "activities/views/new.html", context)
