"""The account's settings on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.account import choices
from comptoir.account.actions import update_account
from comptoir.account.queries import account, currencies_with_rates
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.navigation import address_of
from comptoir.ui.preferences import LANGUAGE_NAMES
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify
from comptoir.ui.settings_tiles import SETTINGS

WORK_HOURS = ("work_start", "work_end")
TEXTS = ("time_zone", "language", "currency", "country")
COLUMNS = [
    Column(_("Currency")),
    Column(_("Rate"), numeric=True),
    Column(_("Since")),
    Column(_("Decimals"), numeric=True),
]


@require_http_methods(["GET", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _save(request), lambda refusal: _page(request, refusal))
    return _page(request)


def _save(request: HttpRequest) -> HttpResponse:
    before = account().currency
    now = update_account(_typed(request), actor=user_of(request), at=timezone.now())
    message = _("The settings are saved.")
    if now.currency != before:
        message = _(
            "The settings are saved. Amounts in the account’s currency will be worked out anew; check the rates."
        )
    return notify(request, HttpResponseRedirect(reverse("account:account")), message, kind="good")


def _typed(request: HttpRequest) -> dict[str, object]:
    texts: dict[str, object] = {name: request.POST.get(name, "") for name in TEXTS}
    hours = {name: request.POST[name] for name in WORK_HOURS if name in request.POST}
    days = {"work_days": request.POST.getlist("work_days")} if hours else {}
    return {**texts, **hours, **days, "contact_kinds": request.POST.getlist("contact_kinds")}


def _page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    current = account()
    kept = {name: getattr(current, name) for name in (*TEXTS, *WORK_HOURS, "contact_kinds", "work_days")}
    context = {
        "crumbs": [Crumb(SETTINGS, address_of("settings") or ""), Crumb(_("Account"))],
        "values": {**kept, **_typed(request)} if request.method == "POST" else kept,
        "kinds": [Option(code, label) for code, label in choices.CONTACT_KINDS.items()],
        "weekdays": [Option(str(day), name) for day, name in choices.weekdays(get_language() or "en").items()],
        "base": current.currency,
        "columns": COLUMNS,
        "currencies": currencies_with_rates(),
        "names": choices.currencies(get_language() or "en"),
        **_offers(),
        **refusal_context(refusal),
    }
    return render(request, "account/views/account.html", context)


def _offers() -> dict[str, Any]:
    language = get_language() or "en"
    names = choices.currencies(language)
    return {
        "zones": [Option(name, name.replace("_", " ")) for name in choices.time_zones()],
        "languages_offered": [Option(code, name) for code, name in LANGUAGE_NAMES.items()],
        "countries": [Option(code, name) for code, name in choices.countries(language).items()],
        "currencies_offered": [
            Option(each.currency.code, f"{each.currency.code} · {names.get(each.currency.code, '')}")
            for each in currencies_with_rates()
        ],
    }
