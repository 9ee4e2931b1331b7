"""Adding a user, with a password that is made and shown once."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comptoir.access.actions import add_user as add
from comptoir.access.passwords import make_password_text
from comptoir.access.policies import require_administrator
from comptoir.access.signed_in import user_of
from comptoir.access.views.password import shown_once
from comptoir.access.views.user_form import form_page, typed_values
from comptoir.ui.refusals import on_its_page
from comptoir.ui.responses import trigger


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
