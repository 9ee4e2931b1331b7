"""The pages of departments: the tree, and adding, changing and deleting one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.departments.actions import add_department as add
from comptoir.access.departments.actions import delete_department as delete
from comptoir.access.departments.actions import update_department
from comptoir.access.departments.tree import department_options, department_or_404, descendants, tree
from comptoir.access.models import Department
from comptoir.access.navigation import crumbs
from comptoir.access.people import people_options
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import saved

COLUMNS = [Column(_("Department")), Column(_("Head")), Column(_("People"), numeric=True)]
TYPED = ("name", "parent", "head")
CHANGED = "departments:changed"


@require_GET
def departments(request: HttpRequest) -> HttpResponse:
    require_administrator(user_of(request))
    context = {"crumbs": crumbs(_("Departments")), "columns": COLUMNS, "branches": tree()}
    return render(request, "access/departments/departments.html", context)


@require_http_methods(["GET", "POST"])
def add_department(request: HttpRequest) -> HttpResponse:
    require_administrator(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _add(request), lambda refusal: _page(request, None, refusal))
    return _page(request, None)


@require_http_methods(["GET", "POST"])
def department(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    found = department_or_404(pk)
    if request.method == "POST":
        return on_its_page(lambda: _save(request, found), lambda refusal: _page(request, found, refusal))
    return _page(request, found)


@require_POST
def delete_department(request: HttpRequest, pk: int) -> HttpResponse:
    require_administrator(user_of(request))
    found = department_or_404(pk)
    delete(found, actor=user_of(request), at=timezone.now())
    message = _("The department %(name)s is deleted.") % {"name": found.name}
    return saved(request, reverse("access:departments"), message, event=CHANGED)


def _typed(request: HttpRequest) -> dict[str, object]:
    return {name: request.POST.get(name, "") for name in TYPED}


def _add(request: HttpRequest) -> HttpResponse:
    made = add(_typed(request), actor=user_of(request), at=timezone.now())
    message = _("The department %(name)s is added.") % {"name": made.name}
    return saved(request, reverse("access:departments"), message, event=CHANGED)


def _save(request: HttpRequest, found: Department) -> HttpResponse:
    update_department(found, _typed(request), actor=user_of(request), at=timezone.now())
    message = _("The department %(name)s is saved.") % {"name": found.name}
    return saved(request, reverse("access:departments"), message, event=CHANGED)


def _page(request: HttpRequest, found: Department | None, refusal: CrmError | None = None) -> HttpResponse:
    kept = {"name": found.name, "parent": found.parent_id, "head": found.head_id} if found else {}
    asked = {"name": "", "parent": request.GET.get("parent", ""), "head": ""}
    title = found.name if found else _("New department")
    context = {
        "crumbs": crumbs(Crumb(_("Departments"), reverse("access:departments")), title),
        "heading": title,
        "department": found,
        "values": _typed(request) if request.method == "POST" else (kept or asked),
        "parents": department_options(without=frozenset(descendants(found.pk) if found else ())),
        "people": people_options(),
        "is_empty": found is not None and not (found.members.exists() or found.children.exists()),
        **refusal_context(refusal),
    }
    return render(request, "access/departments/department.html", context)
