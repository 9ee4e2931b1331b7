"""The first page: bring a file, and find earlier imports."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.signed_in import user_of
from comptoir.imports.actions import prepare_import
from comptoir.imports.errors import FileRefused, ImportRefused
from comptoir.imports.queries import importers_for, recent_runs
from comptoir.ui.component_values import Column, Option
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render

COLUMNS = [
    Column(_("File")),
    Column(_("Records")),
    Column(_("State")),
    Column(_("Added"), numeric=True),
    Column(_("Known already"), numeric=True),
    Column(_("Refused"), numeric=True),
    Column(_("By")),
    Column(_("On")),
]


@require_http_methods(["GET", "POST"])
def runs(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return on_its_page(lambda: _upload(request), lambda error: _page(request, str(error.message), 422))
    return _page(request)


def _upload(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise FileRefused(_("Choose a file first."))
    run = prepare_import(
        request.POST.get("type", ""), upload.name or "", upload.chunks(), actor=user_of(request), at=timezone.now()
    )
    return HttpResponseRedirect(reverse("imports:mapping", args=[run.pk]))


def _page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    user = user_of(request)
    importers = importers_for(user)
    if not importers:
        raise ImportRefused
    labels = {importer.code: importer.label for importer in importers}
    context = {
        "types": [Option(importer.code, importer.label) for importer in importers],
        "chosen": request.POST.get("type") or request.GET.get("type", ""),
        "labels": labels,
        "runs": recent_runs(user),
        "columns": COLUMNS,
        "error": error,
    }
    return render(request, "imports/pages/runs.html", context, status=status)
