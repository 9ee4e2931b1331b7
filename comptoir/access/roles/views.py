"""The pages of roles: the list, adding one, and the matrix of one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.models import Role
from comptoir.access.navigation import crumbs
from comptoir.access.people import role_or_404, roles_with_holders
from comptoir.access.permissions import Level, Operation
from comptoir.access.policies import require_settings
from comptoir.access.roles import matrix
from comptoir.access.roles.actions import add_role as add
from comptoir.access.roles.actions import delete_role as delete
from comptoir.access.roles.actions import update_role
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify, saved, trigger

COLUMNS = [Column(_("Role")), Column(_("People"), numeric=True)]
CHANGED = "roles:changed"


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    context = {"crumbs": crumbs(_("Roles")), "columns": COLUMNS, "roles": roles_with_holders()}
    return render(request, "access/roles/roles.html", context)


@require_http_methods(["GET", "POST"])
def add_role(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _add(request), lambda refusal: _form(request, refusal))
    return _form(request)


@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    found = role_or_404(pk)
    if request.method == "POST":
        return on_its_page(lambda: _save(request, found), lambda refusal: _page(request, found, refusal))
    page = _page(request, found)
    # The slider goes on to the page of the new role, so the list behind it must be refreshed by an event.
    return trigger(page, CHANGED) if "new" in request.GET else page


@require_POST
def delete_role(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    found = role_or_404(pk)
    message = _("The role %(name)s is deleted.") % {"name": found}
    delete(found, actor=user_of(request), at=timezone.now())
    return saved(request, reverse("access:roles"), message, event=CHANGED)


def _add(request: HttpRequest) -> HttpResponse:
    source = request.POST.get("copy_of", "")
    copy_of = role_or_404(int(source)) if source.isascii() and source.isdigit() and len(source) < 19 else None
    made = add(request.POST.get("name", ""), copy_of=copy_of, actor=user_of(request), at=timezone.now())
    url = reverse("access:role", args=[made.pk])
    message = _("The role %(name)s is added. Now say what it allows.") % {"name": made}
    return notify(request, HttpResponseRedirect(f"{url}?new=1"), message)


def _form(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "crumbs": crumbs(Crumb(_("Roles"), reverse("access:roles")), _("New role")),
        "name": request.POST.get("name", ""),
        "copy_of": request.POST.get("copy_of", request.GET.get("copy_of", "")),
        "roles": [Option(str(each.pk), str(each)) for each in Role.objects.all()],
        **refusal_context(refusal),
    }
    return render(request, "access/roles/role_form.html", context)


def _save(request: HttpRequest, found: Role) -> HttpResponse:
    name = "" if "restore_name" in request.POST else request.POST.get("name", "")
    update_role(found, name, matrix.read(request.POST), actor=user_of(request), at=timezone.now())
    message = _("The role %(name)s is saved.") % {"name": found}
    return saved(request, reverse("access:roles"), message, event=CHANGED)


def _page(request: HttpRequest, found: Role, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "crumbs": crumbs(Crumb(_("Roles"), reverse("access:roles")), str(found)),
        "role": found,
        "name": request.POST.get("name", str(found)),
        "columns": [Column(_("Records")), *(Column(operation.label) for operation in Operation)],
        "records": matrix.rows(found, by_row=True),
        "areas": matrix.rows(found, by_row=False),
        "levels": [(matrix.SHORT[level], level.label) for level in Level],
        "holders": found.users.active(),
        **refusal_context(refusal),
    }
    return render(request, "access/roles/role.html", context)
