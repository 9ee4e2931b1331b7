"""The page of all definitions: what each figure counts, which date it tests, what it leaves out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.profile.definitions import chapters
from comptoir.ui.render import render


@require_safe
def definitions_page(request: HttpRequest) -> HttpResponse:
    return render(request, "profile/definitions.html", {"chapters": chapters()})
