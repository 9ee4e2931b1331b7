"""Adding a pipeline of deals: the usual stages, or those of another pipeline."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.page.screen import crumbs
from comptoir.kit.errors import CrmError
from comptoir.pipelines.queries import DEAL, page_of, pipeline_name, pipeline_or_404, pipelines
from comptoir.pipelines.writing import add_pipeline
from comptoir.ui.component_values import Crumb, Option
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import go_to


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _add(request), lambda refusal: _form(request, refusal))
    return _form(request)


def _add(request: HttpRequest) -> HttpResponse:
    source = request.POST.get("copy_from", "")
    batch = uuid.uuid4()
    made = add_pipeline(
        DEAL,
        request.POST.get("name", ""),
        actor=user_of(request),
        at=timezone.now(),
        copy_from=pipeline_or_404(source) if source else None,
        batch=batch,
    )
    message = _("The pipeline “%(name)s” is added.") % {"name": made.name}
    return go_to(request, page_of(made), message, undo=reverse("directories:undo", args=[batch]))


def _form(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    stages = [Option("", _("The eight usual stages"))]
    stages += [
        Option(str(each.pk), _("Copy of “%(name)s”") % {"name": pipeline_name(each)}) for each in pipelines(DEAL)
    ]
    context = {
        "crumbs": crumbs(Crumb(_("New pipeline"))),
        "name": request.POST.get("name", ""),
        "copy_from": request.POST.get("copy_from", ""),
        "stages": stages,
        **refusal_context(refusal),
    }
    return render(request, "pipelines/page/add.html", context)
