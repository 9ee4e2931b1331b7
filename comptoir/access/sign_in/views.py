"""Signing in and out: plain forms that work without scripts."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.access.errors import SignInBusy, TooManyAttempts
from comptoir.access.sign_in.attempts import sign_in as find_out_who
from comptoir.access.sign_in.attempts import source_of
from comptoir.access.sign_in.finishing import first_step_passed, where_to
from comptoir.kit.errors import CrmError
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return on_its_page(
            lambda: _enter(request), lambda refusal: _page(request, refusal), also=(TooManyAttempts, SignInBusy)
        )
    if request.user.is_authenticated:
        return HttpResponseRedirect(where_to(request))
    return _page(request)


def _enter(request: HttpRequest) -> HttpResponse:
    name, password = request.POST.get("login", ""), request.POST.get("password", "")
    user = find_out_who(name, password, source=source_of(request, name), at=timezone.now())
    return first_step_passed(request, user, "password")


def _page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "login": request.POST.get("login", ""),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "error": refusal.message if refusal else "",
    }
    return render(request, "access/sign_in/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("access:sign_in"))
