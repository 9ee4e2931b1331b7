"""The form of a user, for adding and for changing one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.people import department_options, role_options
from comptoir.access.views.crumbs import crumbs
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Crumb
from comptoir.ui.navigation import address_of
from comptoir.ui.refusals import told
from comptoir.ui.render import render

TEXTS = ("login", "name", "second_name", "last_name", "email", "position", "phone", "department")


def typed_values(data: QueryDict) -> dict[str, object]:
    """Return what the form says about the user, as typed."""
    texts: dict[str, object] = {name: data.get(name, "") for name in TEXTS}
    return {**texts, "roles": data.getlist("roles"), "is_admin": "is_admin" in data}


def values_of(user: User) -> dict[str, object]:
    texts = {name: getattr(user, name) for name in TEXTS}
    roles = [str(pk) for pk in user.roles.values_list("pk", flat=True)]
    return {**texts, "department": user.department_id, "roles": roles, "is_admin": user.is_admin}


def form_page(
    request: HttpRequest, user: User | None, values: dict[str, Any], refusal: CrmError | None = None
) -> HttpResponse:
    """Render the form with these values; `user` is None for somebody new."""
    title = user.full_name if user else _("New user")
    context = {
        "crumbs": crumbs(Crumb(_("Users"), address_of("access:users") or ""), title),
        "heading": title,
        "person": user,
        "values": values,
        "departments": department_options(),
        "roles": role_options(),
        **told(refusal),
    }
    return render(request, "access/views/user.html", context)
