"""Changing one's own password."""

from django.contrib.auth import password_validation, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from comptoir.access.actions import change_own_password
from comptoir.access.errors import TooManyAttempts
from comptoir.access.signed_in import user_of
from comptoir.access.views.address import address_of
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Crumb
from comptoir.ui.refusals import on_its_page, told
from comptoir.ui.render import render
from comptoir.ui.responses import notify


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return on_its_page(lambda: _change(request), lambda refusal: _page(request, refusal), also=(TooManyAttempts,))
    return _page(request)


def _change(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    current, new, again = (request.POST.get(name, "") for name in ("current", "new", "again"))
    change_own_password(user, current, new, again, address=address_of(request), at=timezone.now())
    # The other sessions end with the old password; this one goes on.
    update_session_auth_hash(request, user)
    response = HttpResponseRedirect(reverse("access:me"))
    message = _("Your password is changed. You are signed out everywhere else.")
    return notify(request, response, message, kind="good")


def _page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "crumbs": [Crumb(_("My profile"), reverse("access:me")), Crumb(_("Password"))],
        "rules": password_validation.password_validators_help_texts(),
        **told(refusal),
    }
    return render(request, "access/views/own_password.html", context)
