"""How far an import is: the part of its page that renews itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comptoir.access.signed_in import user_of
from comptoir.imports.queries import is_lost, run_for
from comptoir.ui.render import render
from comptoir.ui.responses import trigger


@require_GET
def progress(request: HttpRequest, run_id: int) -> HttpResponse:
    run = run_for(run_id, user_of(request))
    response = render(request, "imports/views/_progress.html", {"run": run, "lost": is_lost(run)})
    return trigger(response, "page:reload") if run.is_over else response
