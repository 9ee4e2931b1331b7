"""Forgetting an import: its file and its report go, what it has added stays."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.imports.actions import discard_import
from comptoir.imports.queries import run_for
from comptoir.ui.responses import saved


@require_POST
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    discard_import(run_for(run_id, user_of(request)), actor=user_of(request))
    return saved(request, reverse("imports:list"), _("The import has been forgotten."))
