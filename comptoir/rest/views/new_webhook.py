"""Making a webhook; its address is shown in the answer, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from comptoir.access.signed_in import user_of
from comptoir.kit.errors import Invalid
from comptoir.rest.actions import add_webhook
from comptoir.rest.choices import SCOPES
from comptoir.rest.messages import USER_INACTIVE
from comptoir.rest.queries import users_to_act_as
from comptoir.rest.refusals import on_the_form
from comptoir.ui.component_values import Crumb, Option
from comptoir.ui.render import render
from comptoir.ui.responses import trigger


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says: of the person who fills it in, or what it begins with."""

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
    return on_the_form(lambda: _make(request, draft), lambda refusal: _form(request, draft, refusal))


@sensitive_variables("made", "context")
def _make(request: HttpRequest, draft: Draft) -> HttpResponse:
    actor = user_of(request)
    user = next((user for user in users_to_act_as(actor) if str(user.pk) == draft.user), None)
    if user is None:
        raise Invalid(fields={"user": USER_INACTIVE})
    made = add_webhook(user, draft.title, draft.scopes, actor=actor, at=timezone.now())
    context = {"webhook": made.webhook, "address": made.url, "crumbs": crumbs()}
    return trigger(render(request, "rest/views/webhook_made.html", context), "webhooks:changed")


def _form(request: HttpRequest, draft: Draft, refusal: Invalid | None = None) -> HttpResponse:
    context = {
        "draft": draft,
        "errors": refusal.fields if refusal else {},
        "users": [Option(str(user.pk), user.full_name, hint=user.login) for user in users_to_act_as(user_of(request))],
        "scopes": SCOPES,
        "crumbs": crumbs(),
    }
    return render(request, "rest/views/new_webhook.html", context, status=422 if refusal else 200)


def crumbs() -> list[Crumb]:
    return [Crumb(_("Webhooks"), reverse("rest:webhooks"))]
