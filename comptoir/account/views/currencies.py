"""One currency with its rates, and adding one."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.account import choices
from comptoir.account.actions import add_currency, add_rate, delete_rate
from comptoir.account.models import Currency
from comptoir.account.queries import account, currency_or_404, rate_or_404, today
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.navigation import address_of
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify, saved, trigger
from comptoir.ui.settings_tiles import SETTINGS

CHANGED = "currencies:changed"
TYPED = ("since", "rate", "nominal")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _add(request), lambda refusal: _form(request, refusal))
    return _form(request)


@require_http_methods(["GET", "POST"])
def currency(request: HttpRequest, code: str) -> HttpResponse:
    require_settings(user_of(request))
    found = currency_or_404(code)
    if request.method == "POST":
        return on_its_page(lambda: _add_rate(request, found), lambda refusal: _page(request, found, refusal))
    page = _page(request, found)
    # The slider goes on to the page of the new currency, so the list behind it must be refreshed by an event.
    return trigger(page, CHANGED) if "new" in request.GET else page


@require_POST
def delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    rate = rate_or_404(code, pk)
    delete_rate(rate, actor=user_of(request), at=timezone.now())
    kept = urlencode({"since": str(rate.since), "rate": str(rate.rate), "nominal": str(rate.nominal)})
    message = _("The rate is deleted: the one before it counts again.")
    undo = f"{reverse('account:restore_rate', args=[code])}?{kept}"
    return saved(request, reverse("account:account"), message, undo_url=undo, event=CHANGED)


@require_POST
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Add a deleted rate again; the address holds its values."""
    require_settings(user_of(request))
    values = {name: request.GET.get(name, "") for name in TYPED}
    add_rate(currency_or_404(code), values, actor=user_of(request), at=timezone.now())
    return saved(request, reverse("account:account"), _("The rate is back."), event=CHANGED)


def _add(request: HttpRequest) -> HttpResponse:
    made = add_currency(request.POST.get("code", ""), actor=user_of(request), at=timezone.now())
    url = reverse("account:currency", args=[made.code])
    message = _("%(code)s is added. Now give its rate.") % {"code": made.code}
    return notify(request, HttpResponseRedirect(f"{url}?new=1"), message)


def _form(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    known = set(Currency.objects.values_list("code", flat=True))
    names = choices.currencies(get_language() or "en")
    offered = [Option(code, f"{code} · {name}") for code, name in names.items() if code not in known]
    context = {
        "crumbs": _crumbs(_("New currency")),
        "offered": offered,
        "code": request.POST.get("code", ""),
        **refusal_context(refusal),
    }
    return render(request, "account/views/currency_form.html", context)


def _add_rate(request: HttpRequest, found: Currency) -> HttpResponse:
    values = {name: request.POST.get(name, "") for name in TYPED}
    add_rate(found, values, actor=user_of(request), at=timezone.now())
    url = reverse("account:currency", args=[found.code])
    message = _("The rate of %(code)s is saved.") % {"code": found.code}
    return saved(request, url, message, event=CHANGED)


def _page(request: HttpRequest, found: Currency, refusal: CrmError | None = None) -> HttpResponse:
    fresh: dict[str, str | date] = {"since": today(), "rate": "", "nominal": "1"}
    names = choices.currencies(get_language() or "en")
    context = {
        "crumbs": _crumbs(found.code),
        "currency": found,
        "name": names.get(found.code, found.code),
        "base": account().currency,
        "rates": list(found.rates.order_by("-since")),
        "columns": [Column(_("Since")), Column(_("Rate"), numeric=True), Column(_("Delete"), hidden_label=True)],
        "values": {name: request.POST.get(name, fresh[name]) for name in TYPED},
        **refusal_context(refusal),
    }
    return render(request, "account/views/currency.html", context)


def _crumbs(last: object) -> list[Crumb]:
    account_crumb = Crumb(_("Account"), reverse("account:account"))
    return [Crumb(SETTINGS, address_of("settings") or ""), account_crumb, Crumb(str(last))]
