"""The page of all webhooks; adding and revoking an incoming one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.policies import may_change_settings
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError, Invalid
from comptoir.rest.incoming.actions import USER_INACTIVE, add_webhook
from comptoir.rest.incoming.actions import revoke_webhook as revoke
from comptoir.rest.queries import outgoing_for, users_to_act_as, webhook_for, webhooks_for
from comptoir.rest.scopes import SCOPES
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render
from comptoir.ui.responses import notify, trigger

COLUMNS = [
    Column(_("Name")),
    Column(_("Acts as")),
    Column(_("Scopes")),
    Column(_("Made on")),
    Column(_("Last used")),
    Column(_("State")),
    Column(_("Actions"), hidden_label=True),
]


OUTGOING_COLUMNS = [
    Column(_("Name")),
    Column(_("Address")),
    Column(_("Events")),
    Column(_("Last sent")),
    Column(_("State")),
]


@require_GET
def webhooks(request: HttpRequest) -> HttpResponse:
    viewer = user_of(request)
    context = {
        "webhooks": webhooks_for(viewer),
        "columns": COLUMNS,
        "scopes": SCOPES,
        "outgoing": outgoing_for(viewer),
        "outgoing_columns": OUTGOING_COLUMNS,
        "may_add_outgoing": may_change_settings(viewer),
    }
    return render(request, "rest/incoming/webhooks.html", context)


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of the form: as submitted, or those that it begins with."""

    title: str = ""
    user: str = ""
    scopes: list[str] = field(default_factory=lambda: ["crm", "user"])


@never_cache
@require_http_methods(["GET", "POST"])
def new_webhook(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _form(request, Draft(user=str(user_of(request).pk)))
    data = request.POST
    draft = Draft(data.get("title", ""), data.get("user", ""), data.getlist("scopes"))
    return on_its_page(lambda: _make(request, draft), lambda refusal: _form(request, draft, refusal))


@sensitive_variables("made", "context")
def _make(request: HttpRequest, draft: Draft) -> HttpResponse:
    actor = user_of(request)
    user = next((user for user in users_to_act_as(actor) if str(user.pk) == draft.user), None)
    if user is None:
        raise Invalid(fields={"user": USER_INACTIVE})
    made = add_webhook(user, draft.title, draft.scopes, actor=actor, at=timezone.now())
    context = {"webhook": made.webhook, "address": made.url, "crumbs": crumbs()}
    return trigger(render(request, "rest/incoming/webhook_made.html", context), "webhooks:changed")


def _form(request: HttpRequest, draft: Draft, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "draft": draft,
        "errors": refusal.fields if refusal else {},
        "users": [Option(str(user.pk), user.full_name, hint=user.login) for user in users_to_act_as(user_of(request))],
        "scopes": SCOPES,
        "crumbs": crumbs(),
    }
    return render(request, "rest/incoming/new_webhook.html", context, status=422 if refusal else 200)


def crumbs() -> list[Crumb]:
    return [Crumb(_("Webhooks"), reverse("rest:webhooks"))]


@require_POST
def revoke_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = revoke(webhook_for(user_of(request), pk), actor=user_of(request), at=timezone.now())
    message = _("The webhook “%(title)s” is revoked.") % {"title": webhook.title}
    return notify(request, HttpResponseRedirect(reverse("rest:webhooks")), message, kind="good")
