"""What an undo put back, and what it left because somebody changed it since."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.left_items import undo_report
from comptoir.directories.screen import crumbs
from comptoir.ui.render import render


@require_GET
def report(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    require_settings(user_of(request))
    context = {"report": undo_report(batch, user_of(request)), "crumbs": crumbs()}
    return render(request, "directories/report.html", context)
