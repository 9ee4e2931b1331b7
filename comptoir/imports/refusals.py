"""Showing a refusal on the page it belongs to."""

from collections.abc import Callable

from django.http import HttpResponse

from comptoir.imports.errors import FileRefused, MappingRefused
from comptoir.kit.errors import CrmError


def on_its_page(attempt: Callable[[], HttpResponse], page: Callable[[CrmError], HttpResponse]) -> HttpResponse:
    """Return what the attempt gives, or the page with the reason for which the file or its mapping is refused."""
    try:
        return attempt()
    except (FileRefused, MappingRefused) as error:
        return page(error)
