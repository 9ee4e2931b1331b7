"""The Profile tab as a page for paper: everything on it, who it is about, over which days, who printed it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.profile.client import open_client
from comptoir.profile.page import tab_context
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import scope_words
from comptoir.ui.periods import period_span
from comptoir.ui.render import render


@require_safe
def print_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the sheet for the same scope as the tab's. Errors: as the tab."""
    frame = open_client(request, item_type, item_id)
    asked = read_asked(request.GET, item_type, frame["item"], user_of(request))
    with in_its_time(asked) as later:
        shown = {**frame, **tab_context(asked, unfolded=True), "later": later, "facts": _facts(asked)}
        # Nothing can be moved, set or chosen on paper.
        shown |= {"may_arrange": False, "may_choose": False, "targets": []}
        return render(request, "profile/print.html", shown)


def _facts(asked: Asked) -> list[tuple[str, str]]:
    """Return the scope in words, the period with its days."""
    span = period_span(asked.scope.period)
    words = scope_words(asked)
    return [*words[:1], *([(_("Days"), span)] if span else []), *words[1:]]
