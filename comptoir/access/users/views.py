"""The pages of users: the list, the form, deactivating and activating."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.departments.tree import department_options
from comptoir.access.models import User
from comptoir.access.navigation import crumbs
from comptoir.access.passwords import make_password_text
from comptoir.access.people import PeopleFilter, role_options, user_or_404
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.access.users.actions import activate_user, deactivate_user, update_user
from comptoir.access.users.actions import add_user as add
from comptoir.access.users.password import shown_once
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb, Page, Tab
from comptoir.ui.navigation import address_of
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import saved, trigger

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
        "page": _page_of_list(wanted, first, total),
    }
    return render(request, "access/users/users.html", context)


def _first(text: str, total: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if number < total else 0


def _page_of_list(wanted: PeopleFilter, first: int, total: int) -> Page:
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


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    person = user_or_404(pk)
    if request.method == "POST":
        typed = typed_values(request.POST)
        return on_its_page(
            lambda: _save(request, person, typed),
            lambda refusal: form_page(request, user_or_404(pk), typed, refusal),
        )
    return form_page(request, person, values_of(person))


def _save(request: HttpRequest, person: User, typed: dict[str, object]) -> HttpResponse:
    update_user(person, typed, actor=user_of(request), at=timezone.now())
    message = _("%(name)s is saved.") % {"name": person.full_name}
    return saved(request, reverse("access:users"), message, event="users:changed")


@never_cache
@require_http_methods(["GET", "POST"])
def add_user(request: HttpRequest) -> HttpResponse:
    require_administrator(user_of(request))
    typed = typed_values(request.POST)
    if request.method == "POST":
        return on_its_page(lambda: _add(request), lambda refusal: form_page(request, None, typed, refusal))
    return form_page(request, None, typed)


def _add(request: HttpRequest) -> HttpResponse:
    password = make_password_text()
    user = add(typed_values(request.POST), actor=user_of(request), at=timezone.now(), password=password)
    return trigger(shown_once(request, user, password), "users:changed")


TEXTS = ("login", "name", "second_name", "last_name", "email", "position", "phone", "department")


def typed_values(data: QueryDict) -> dict[str, object]:
    """Return the values of the submitted form, as typed."""
    texts: dict[str, object] = {name: data.get(name, "") for name in TEXTS}
    return {**texts, "roles": data.getlist("roles"), "is_admin": "is_admin" in data}


def values_of(user: User) -> dict[str, object]:
    texts = {name: getattr(user, name) for name in TEXTS}
    roles = [str(pk) for pk in user.roles.values_list("pk", flat=True)]
    return {**texts, "department": user.department_id, "roles": roles, "is_admin": user.is_admin}


def form_page(
    request: HttpRequest, user: User | None, values: dict[str, Any], refusal: CrmError | None = None
) -> HttpResponse:
    """Render the form with these values; `user` is None for a new one."""
    title = user.full_name if user else _("New user")
    context = {
        "crumbs": crumbs(Crumb(_("Users"), address_of("access:users") or ""), title),
        "heading": title,
        "person": user,
        "values": values,
        "departments": department_options(),
        "roles": role_options(),
        **refusal_context(refusal),
    }
    return render(request, "access/users/user.html", context)


@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    person = user_or_404(pk)
    deactivate_user(person, actor=user_of(request), at=timezone.now())
    message = _("%(name)s can no longer sign in.") % {"name": person.full_name}
    undo = reverse("access:activate", args=[pk])
    return saved(request, reverse("access:users"), message, undo_url=undo, event="users:changed")


@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    person = user_or_404(pk)
    activate_user(person, actor=user_of(request), at=timezone.now())
    message = _("%(name)s can sign in again.") % {"name": person.full_name}
    undo = reverse("access:deactivate", args=[pk])
    return saved(request, reverse("access:users"), message, undo_url=undo, event="users:changed")
