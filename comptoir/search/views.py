"""GET /search/?q=: all results, by source; and the quick results under the search box, as a fragment."""

from django.http import HttpRequest, HttpResponse

from comptoir.access.signed_in import user_of
from comptoir.search.sources import Found, SearchSource, search_sources
from comptoir.ui.render import render

SHORTEST, LONGEST = 2, 200
A_KIND, A_KIND_QUICK = 10, 3


def results(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = _find(request, text, A_KIND)
    return render(request, "search/results.html", {"text": text, "groups": groups, "too_short": len(text) < SHORTEST})


def quick(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = _find(request, text, A_KIND_QUICK)
    return render(request, "search/_quick.html", {"text": text, "groups": groups, "too_short": len(text) < SHORTEST})


def _find(request: HttpRequest, text: str, limit: int) -> list[tuple[SearchSource, Found]]:
    if len(text) < SHORTEST:
        return []
    found = [(source, source.find(user_of(request), text, limit)) for source in search_sources]
    return [(source, answer) for source, answer in found if answer is not None and answer.results]
