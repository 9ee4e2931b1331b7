"""How a client's standing is worked out, and the account's choices about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import CrmError
from comptoir.profile.client import find_client
from comptoir.profile.models import StandingFit
from comptoir.profile.request import CLIENT_TYPES, read_asked
from comptoir.profile.sections.standing.choices import standing_choices, typed_choices
from comptoir.profile.sections.standing.choose_standing import choose_standing
from comptoir.profile.sections.standing.explained import tables_of
from comptoir.profile.sections.standing.fit_standings import fit_later
from comptoir.profile.sections.standing.health import PARTS
from comptoir.profile.sections.standing.rfm import FIFTHS
from comptoir.profile.sections.standing.section import REFUSALS, standing_of
from comptoir.profile.time_travel import in_its_time
from comptoir.ui.component_values import Crumb
from comptoir.ui.navigation import address_of
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify
from comptoir.ui.settings_tiles import SETTINGS


@require_safe
def standing_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the segment, the models, the payments and the health score with the client's own figures put in."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    with in_its_time(asked):
        shown = standing_of(asked)
        context = {
            "asked": asked,
            "shown": shown,
            "standing": shown.standing,
            "rated": shown.rated,
            "tables": tables_of(asked, shown.standing),
            "currency": account().currency,
            "crumbs": [
                Crumb(item_type.title_of(asked.item) or f"#{item_id}", card_url(item_type, item_id)),
                Crumb(pgettext("of a client", "Profile"), asked.page()),
                Crumb(_("Standing"), asked.standing),
            ],
        }
        return render(request, "profile/sections/standing/explained.html", context)


@require_http_methods(["GET", "POST"])
def choices_page(request: HttpRequest) -> HttpResponse:
    """Show and change the months counted, the cut-offs and the weights. Errors: SettingsRefused, Invalid."""
    require_settings(user_of(request))
    if request.method == "POST":
        return on_its_page(lambda: _save(request), lambda refusal: _choices(request, refusal))
    return _choices(request)


@require_POST
def fit_now(request: HttpRequest) -> HttpResponse:
    """Queue the fit of the models to all clients. Errors: SettingsRefused."""
    require_settings(user_of(request))
    for client_type in CLIENT_TYPES:
        fit_later(client_type)
    back = HttpResponseRedirect(reverse("profile:standing_choices"))
    return notify(request, back, _("The models are being fitted to your clients."), kind="good")


def _save(request: HttpRequest) -> HttpResponse:
    choose_standing(request.POST.dict(), actor=user_of(request), at=timezone.now())
    back = HttpResponseRedirect(reverse("profile:standing_choices"))
    return notify(request, back, _("The choices are saved; scores follow them from now on."), kind="good")


def _choices(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    values: dict[str, Any] = typed_choices(standing_choices())
    if request.method == "POST":
        values |= {name: request.POST.get(name, "") for name in values}
    context = {
        "crumbs": [Crumb(SETTINGS, address_of("settings") or ""), Crumb(_("Scoring of clients"))],
        "values": values,
        "parts": list(PARTS.values()),
        "places": range(1, FIFTHS),
        "fits": list(StandingFit.objects.order_by("client_type")),
        "refusals": REFUSALS,
        "currency": account().currency,
        **refusal_context(refusal),
    }
    return render(request, "profile/sections/standing/choices.html", context)
