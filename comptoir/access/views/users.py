"""The list of users."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from comptoir.access.people import PeopleFilter
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.access.views.crumbs import crumbs
from comptoir.ui.component_values import Column, Page, Tab
from comptoir.ui.render import render

SHOWN = 50
STATES = {
    "active": pgettext_lazy("users", "Active"),
    "inactive": pgettext_lazy("users", "Deactivated"),
    "all": pgettext_lazy("users", "All"),
}
COLUMNS = [
    Column(_("Name")),
    Column(_("Sign-in name")),
    Column(_("Department")),
    Column(_("Roles")),
    Column(_("State")),
    Column(_("Last sign-in")),
]


@require_GET
def users(request: HttpRequest) -> HttpResponse:
    require_administrator(user_of(request))
    state = request.GET.get("state", "active")
    wanted = PeopleFilter(request.GET.get("q", "")[:100], state if state in STATES else "active")
    rows = wanted.rows()
    total = rows.count()
    first = _first(request.GET.get("after", ""), total)
    context = {
        "crumbs": crumbs(_("Users")),
        "columns": COLUMNS,
        "people": list(rows[first : first + SHOWN]),
        "wanted": wanted,
        "states": [Tab(label, _url(wanted.text, code), code == wanted.state) for code, label in STATES.items()],
        "page": _page(wanted, first, total),
    }
    return render(request, "access/views/users.html", context)


def _first(text: str, total: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if number < total else 0


def _page(wanted: PeopleFilter, first: int, total: int) -> Page:
    before, behind = first - SHOWN, first + SHOWN
    return Page(
        min(first + 1, total),
        min(behind, total),
        total,
        previous_url=_url(wanted.text, wanted.state, max(before, 0)) if first else "",
        next_url=_url(wanted.text, wanted.state, behind) if behind < total else "",
    )


def _url(text: str, state: str, after: int = 0) -> str:
    query = {"q": text, "state": "" if state == "active" else state, "after": after or ""}
    kept = urlencode({name: value for name, value in query.items() if value})
    return reverse("access:users") + (f"?{kept}" if kept else "")
