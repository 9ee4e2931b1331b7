"""The page of incoming webhooks."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comptoir.access.reader import reader
from comptoir.rest.choices import SCOPES
from comptoir.rest.queries import webhooks_for
from comptoir.ui.components import Column
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


@require_GET
def webhooks(request: HttpRequest) -> HttpResponse:
    context = {"webhooks": webhooks_for(reader(request)), "columns": COLUMNS, "scopes": SCOPES}
    return render(request, "rest/webhooks.html", context)
