"""The second page: which column goes where, how the file is read, and what would become of its first rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.signed_in import user_of
from comptoir.imports.actions import change_import, preview_import, save_mapping, start_import
from comptoir.imports.mapping.options import options_of
from comptoir.imports.mapping.plan import column_samples, columns_or_guess, plan_of
from comptoir.imports.models import ImportRun
from comptoir.imports.pages import mapping_form
from comptoir.imports.queries import importer_for, mappings_for, run_for, saved_plan
from comptoir.imports.readers import open_table
from comptoir.imports.summary import sections
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render

COLUMN_HEADS = [Column(_("Column of the file")), Column(_("First values")), Column(_("Becomes"))]


@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, run_id: int) -> HttpResponse:
    run = run_for(run_id, user_of(request))
    if run.state != ImportRun.State.DRAFT:
        return HttpResponseRedirect(reverse("imports:run", args=[run.pk]))
    if request.method == "POST":
        return on_its_page(lambda: _change(request, run), lambda error: _page(request, run, str(error.message)))
    return _page(request, run)


def _change(request: HttpRequest, run: ImportRun) -> HttpResponse:
    user = user_of(request)
    options = mapping_form.options_from(request.POST, options_of(run.options))
    headings = request.POST.getlist("heading")
    plan = mapping_form.plan_from(request.POST, headings, plan_of(run.plan))
    if name := request.POST.get("use_mapping"):
        plan = saved_plan(name, run.item_type, user)
    run = change_import(run, plan, options, actor=user)
    if name := request.POST.get("mapping_name"):
        save_mapping(name, run.item_type, plan, actor=user, at=timezone.now())
    if request.POST.get("action") == "start":
        start_import(run, actor=user)
        return HttpResponseRedirect(reverse("imports:run", args=[run.pk]))
    return HttpResponseRedirect(reverse("imports:mapping", args=[run.pk]))


def _page(request: HttpRequest, run: ImportRun, error: str = "") -> HttpResponse:
    user = user_of(request)
    importer, options, plan = importer_for(run.item_type, user), options_of(run.options), plan_of(run.plan)
    if error:
        options = mapping_form.options_from(request.POST, options)
        plan = mapping_form.plan_from(request.POST, request.POST.getlist("heading"), plan)
    table = open_table(run.path, options_of(run.options).file_options, name=run.name)
    columns, refusal = columns_or_guess(importer.targets(), table.headings, plan)
    preview = None if error or refusal else preview_import(run, actor=user, at=timezone.now())
    saved = mappings_for(user, run.item_type)
    context = {
        "run": run,
        "importer": importer,
        "table": table,
        "columns": columns,
        "samples": column_samples(table),
        "crumbs": [Crumb(_("Import"), reverse("imports:list")), Crumb(run.name)],
        "column_heads": COLUMN_HEADS,
        "sheets": [Option(sheet, sheet) for sheet in table.sheets],
        "headers": mapping_form.header_options(),
        "known_choices": mapping_form.known_options(),
        "heading_choices": [Option(heading, heading) for heading in dict.fromkeys(table.headings)],
        "has_pipelines": any(target.code == "pipeline" for target in importer.targets()),
        "targets": mapping_form.target_options(importer),
        "options": options,
        "encodings": mapping_form.encoding_options(),
        "delimiters": mapping_form.delimiter_options(),
        "date_orders": mapping_form.date_options(),
        "creatable": mapping_form.creatable(importer),
        "saved": saved,
        "saved_choices": [Option(mapping.name, mapping.name) for mapping in saved],
        "preview": preview,
        "sections": sections(preview.report, run.item_type) if preview else [],
        "error": error or refusal,
    }
    return render(request, "imports/pages/mapping.html", context, status=422 if error else 200)
