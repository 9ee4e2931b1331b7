"""Taking access away and giving it back: each is the other's Undo."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.actions import activate_user, deactivate_user
from comptoir.access.people import user_or_404
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.ui.responses import saved


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
