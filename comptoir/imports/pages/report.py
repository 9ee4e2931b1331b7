"""One import: its progress while it runs, then its report, the file of its errors, carrying it on and forgetting it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.signed_in import user_of
from comptoir.imports.actions import discard_import, start_import
from comptoir.imports.models import ImportRun
from comptoir.imports.queries import error_file, is_lost, label_of, run_for
from comptoir.imports.summary import sections
from comptoir.ui.component_values import Column, Crumb
from comptoir.ui.render import render
from comptoir.ui.responses import saved, trigger

SHOWN = 50
PROBLEM_COLUMNS = [
    Column(_("Line"), numeric=True),
    Column(_("Column")),
    Column(_("Result")),
    Column(_("Reason")),
    Column(_("Value")),
]


@require_GET
def report(request: HttpRequest, run_id: int) -> HttpResponse:
    run = run_for(run_id, user_of(request))
    if run.state == ImportRun.State.DRAFT:
        return HttpResponseRedirect(reverse("imports:mapping", args=[run.pk]))
    problems = list(run.problems.order_by("-refused", "id")[: SHOWN + 1])
    context = {
        "run": run,
        "lost": is_lost(run),
        "label": label_of(run),
        "sections": sections(run.report, run.item_type),
        "problems": problems[:SHOWN],
        "problem_columns": PROBLEM_COLUMNS,
        "crumbs": [Crumb(_("Import"), reverse("imports:list")), Crumb(run.name)],
        "more": len(problems) > SHOWN,
    }
    return render(request, "imports/pages/run.html", context)


@require_GET
def progress(request: HttpRequest, run_id: int) -> HttpResponse:
    run = run_for(run_id, user_of(request))
    response = render(request, "imports/pages/_progress.html", {"run": run, "lost": is_lost(run)})
    return trigger(response, "page:reload") if run.is_over else response


@require_GET
def errors(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    run = run_for(run_id, user_of(request))
    return StreamingHttpResponse(
        error_file(run),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{run.pk}-errors.csv"'},
    )


@require_POST
def resume(request: HttpRequest, run_id: int) -> HttpResponse:
    run = start_import(run_for(run_id, user_of(request)), actor=user_of(request))
    return HttpResponseRedirect(reverse("imports:run", args=[run.pk]))


@require_POST
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    discard_import(run_for(run_id, user_of(request)), actor=user_of(request))
    return saved(request, reverse("imports:list"), _("The import has been forgotten."))
