"""The page of webhooks: the incoming ones, and the outgoing ones for whoever may change settings."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comptoir.access.policies import may_change_settings
from comptoir.access.signed_in import user_of
from comptoir.rest.choices import SCOPES
from comptoir.rest.queries import outgoing_for, webhooks_for
from comptoir.ui.component_values import Column
from comptoir.ui.render import render

COLUMNS = [
    Column(_("Name")),
    Column(_("Acts as")),
    Column(_("Scopes")),
    Column(_("Made on")),
    Column(_("Last used")),
    Column(_("State")),
    Column(_("Actions"), hidden_label=True),
]


OUTGOING_COLUMNS = [
    Column(_("Name")),
    Column(_("Address")),
    Column(_("Events")),
    Column(_("Last sent")),
    Column(_("State")),
]


@require_GET
def webhooks(request: HttpRequest) -> HttpResponse:
    viewer = user_of(request)
    context = {
        "webhooks": webhooks_for(viewer),
        "columns": COLUMNS,
        "scopes": SCOPES,
        "outgoing": outgoing_for(viewer),
        "outgoing_columns": OUTGOING_COLUMNS,
        "may_add_outgoing": may_change_settings(viewer),
    }
    return render(request, "rest/views/webhooks.html", context)
