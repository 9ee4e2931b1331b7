"""Carrying on an import whose worker was lost."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comptoir.access.reader import reader
from comptoir.imports.actions import start_import
from comptoir.imports.queries import run_for


@require_POST
def resume(request: HttpRequest, run_id: int) -> HttpResponse:
    run = start_import(run_for(run_id, reader(request)), actor=reader(request))
    return HttpResponseRedirect(reverse("imports:run", args=[run.pk]))
