"""One pipeline: its name, its place among the others, and deleting it while it is empty."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.history.reading import change_set
from comptoir.directories.page.screen import crumbs
from comptoir.kit.errors import CrmError
from comptoir.pipelines.errors import DefaultPipeline, PipelineInUse
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import items_in, page_of, pipeline_name, pipeline_or_404, pipelines
from comptoir.pipelines.writing import delete_pipeline, move_pipeline, update_pipeline
from comptoir.ui.component_values import Crumb, Option
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import go_to


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    pipeline = pipeline_or_404(pk)
    if request.method == "POST":
        return on_its_page(lambda: _save(request, pipeline), lambda refusal: _page(request, pipeline, refusal))
    return _page(request, pipeline)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    pipeline = pipeline_or_404(pk)
    return on_its_page(
        lambda: _delete(request, pipeline),
        lambda refusal: _page(request, pipeline, refusal),
        also=(DefaultPipeline, PipelineInUse),
    )


def _save(request: HttpRequest, pipeline: Pipeline) -> HttpResponse:
    """Save the name and the place; the default pipeline keeps its name in every language while nobody changes it."""
    name = request.POST.get("name", "")
    after = request.POST.get("after", "")
    actor, at, batch = user_of(request), timezone.now(), uuid.uuid4()
    with transaction.atomic():
        if name.strip() != pipeline_name(pipeline):
            pipeline = update_pipeline(pipeline, name=name, actor=actor, at=at, batch=batch)
        if after != _before(pipeline):
            move_pipeline(pipeline, pipeline_or_404(after) if after else None, actor=actor, at=at, batch=batch)
    undo = reverse("directories:undo", args=[batch]) if change_set(batch) else ""
    return go_to(request, page_of(pipeline), _("The pipeline is saved."), undo=undo)


def _delete(request: HttpRequest, pipeline: Pipeline) -> HttpResponse:
    name, first = pipeline_name(pipeline), pipelines(pipeline.item_type)[0]
    batch = delete_pipeline(pipeline, actor=user_of(request), at=timezone.now())
    message = _("The pipeline “%(name)s” is deleted.") % {"name": name}
    return go_to(request, page_of(first), message, undo=reverse("directories:undo", args=[batch]))


def _page(request: HttpRequest, pipeline: Pipeline, refusal: CrmError | None = None) -> HttpResponse:
    others = [each for each in pipelines(pipeline.item_type) if each.pk != pipeline.pk]
    places = [Option("", _("First"))]
    places += [Option(str(each.pk), _("After “%(name)s”") % {"name": pipeline_name(each)}) for each in others]
    name = pipeline_name(pipeline)
    context = {
        "crumbs": crumbs(Crumb(name)),
        "pipeline": pipeline,
        "title": name,
        "name": request.POST.get("name", name),
        "after": request.POST.get("after", _before(pipeline)),
        "places": places if others else [],
        "items": items_in(pipeline),
        **refusal_context(refusal),
    }
    return render(request, "pipelines/page/edit.html", context)


def _before(pipeline: Pipeline) -> str:
    """Return the number of the pipeline that stands before this one, "" for the first."""
    numbers = [str(each.pk) for each in pipelines(pipeline.item_type)]
    place = numbers.index(str(pipeline.pk))
    return numbers[place - 1] if place else ""
