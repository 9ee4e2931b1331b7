"""One directory on its settings page; without scripts it can be read, with them it is edited."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.page.running_jobs import announcement, jobs_of
from comptoir.directories.page.screen import address, crumbs, entries, screen_of, search
from comptoir.directories.page.texts import page_texts
from comptoir.directories.values.colours import PALETTE
from comptoir.directories.values.reading import reader_language
from comptoir.items.core.item_types import item_types
from comptoir.kit.languages import LANGUAGES
from comptoir.ui.render import render


@require_GET
def first_directory(request: HttpRequest) -> HttpResponse:
    """Redirect to the first list, or to what the search box has found."""
    require_settings(user_of(request))
    query = request.GET.get("q", "")
    if not query:
        return redirect(address(catalogue.all()[0]))
    found = search(query, reader_language())
    context = {
        "query": query,
        "found": [(d, v, name, address(d)) for d, v, name in found],
        "entries": entries(),
        "crumbs": crumbs(),
    }
    return render(request, "directories/page/search.html", context)


@require_GET
def directory_page(request: HttpRequest, slug: str) -> HttpResponse:
    require_settings(user_of(request))
    return show(request, catalogue.by_slug(slug))


def show(request: HttpRequest, directory: Directory, status: int = 200) -> HttpResponse:
    """Render the page of a directory as it stands."""
    language = reader_language()
    screen = screen_of(directory, language)
    running = jobs_of(directory, language, timezone.now())
    context = {
        "screen": screen,
        "entries": entries(directory),
        "palette": PALETTE,
        "name_languages": sorted(settings.LANGUAGES, key=lambda entry: entry[0] != language),
        "other_language": next((code for code in LANGUAGES if code != language), ""),
        "deals_label": item_types.get("deal").plural,
        "crumbs": crumbs(),
        "texts": page_texts(directory),
        "running": running,
        "announcement": announcement(running),
    }
    return render(request, "directories/page/page.html", context, status)
