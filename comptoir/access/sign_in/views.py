"""Signing in and out: plain forms that work without scripts."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.access.errors import TooManyAttempts
from comptoir.access.sign_in.attempts import address_of
from comptoir.access.sign_in.attempts import sign_in as find_out_who
from comptoir.kit.errors import CrmError
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return on_its_page(lambda: _enter(request), lambda refusal: _page(request, refusal), also=(TooManyAttempts,))
    if request.user.is_authenticated:
        return HttpResponseRedirect(_where_to(request))
    return _page(request)


def _enter(request: HttpRequest) -> HttpResponse:
    user = find_out_who(
        request.POST.get("login", ""),
        request.POST.get("password", ""),
        address=address_of(request),
        at=timezone.now(),
    )
    login(request, user)
    return HttpResponseRedirect(_where_to(request))


def _page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "login": request.POST.get("login", ""),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "error": refusal.message if refusal else "",
    }
    return render(request, "access/sign_in/sign_in.html", context)


def _where_to(request: HttpRequest) -> str:
    """Return the page that was asked for before the sign-in; never an address on another host (open redirect)."""
    url = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("access:sign_in"))
