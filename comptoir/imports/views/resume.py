"""Carrying on an import whose worker was lost."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.imports.actions import start_import
from comptoir.imports.queries import run_for


@require_POST
def resume(request: HttpRequest, run_id: int) -> HttpResponse:
    run = start_import(run_for(run_id, user_of(request)), actor=user_of(request))
    return HttpResponseRedirect(reverse("imports:run", args=[run.pk]))
