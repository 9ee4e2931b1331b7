"""One user: names, department, roles."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.actions import update_user
from comptoir.access.models import User
from comptoir.access.people import user_or_404
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.access.views.user_form import form_page, typed_values, values_of
from comptoir.ui.refusals import on_its_page
from comptoir.ui.responses import saved


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
