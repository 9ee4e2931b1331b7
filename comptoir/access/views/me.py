"""One's own page: name, e-mail, and how one likes the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.actions import update_me
from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Option
from comptoir.ui.preferences import DENSITIES, DENSITY_COOKIE, LANGUAGES, THEME_COOKIE, THEMES, keep_cookie
from comptoir.ui.refusals import on_its_page, told
from comptoir.ui.render import render
from comptoir.ui.responses import notify

TYPED = ("name", "second_name", "last_name", "email", "phone", "language", "theme", "density")


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if request.method == "POST":
        return on_its_page(lambda: _save(request, user), lambda refusal: _page(request, user, refusal))
    return _page(request, user)


def _save(request: HttpRequest, user: User) -> HttpResponse:
    update_me(user, {name: request.POST[name] for name in TYPED if name in request.POST}, at=timezone.now())
    response: HttpResponse = HttpResponseRedirect(reverse("access:me"))
    with translation.override(user.language or translation.get_language()):
        notify(request, response, _("Your profile is saved."), kind="good")
    keep_cookie(request, response, THEME_COOKIE, user.theme)
    keep_cookie(request, response, DENSITY_COOKIE, user.density)
    keep_cookie(request, response, settings.LANGUAGE_COOKIE_NAME, user.language)
    return response


def _page(request: HttpRequest, user: User, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "values": {name: request.POST.get(name, getattr(user, name)) for name in TYPED},
        **told(refusal),
        "languages_offered": [Option(code, name) for code, name in LANGUAGES.items()],
        "themes_offered": [Option(code, name) for code, name in THEMES.items()],
        "densities_offered": [Option(code, name) for code, name in DENSITIES.items()],
    }
    return render(request, "access/views/me.html", context)
