"""One import: its progress while it is at work, then its report."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from comptoir.access.signed_in import user_of
from comptoir.imports.models import ImportRun
from comptoir.imports.queries import is_lost, label_of, run_for
from comptoir.imports.summary import sections
from comptoir.ui.component_values import Column, Crumb
from comptoir.ui.render import render

SHOWN = 50
PROBLEM_COLUMNS = [
    Column(_("Line"), numeric=True), Column(_("Column")), Column(_("Result")), Column(_("Reason")), Column(_("Value")),
]  # fmt: skip


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
    return render(request, "imports/views/run.html", context)
