"""The pages of outgoing webhooks: adding one; its events, token and last deliveries; trying and deleting it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import CrmError
from comptoir.rest.incoming.views import crumbs
from comptoir.rest.outgoing.actions import (
    WithSecret,
    add_outgoing,
    delete_outgoing,
    renew_secret,
    resume_outgoing,
    try_outgoing,
)
from comptoir.rest.outgoing.webhook_events import WebhookEvent, webhook_events
from comptoir.rest.queries import last_deliveries, outgoing_or_404
from comptoir.ui.component_values import Column
from comptoir.ui.refusals import on_its_page
from comptoir.ui.render import render
from comptoir.ui.responses import notify, trigger

COLUMNS = [
    Column(gettext_lazy("Event")),
    Column(gettext_lazy("Happened")),
    Column(gettext_lazy("Attempts")),
    Column(gettext_lazy("Result")),
]


@require_GET
@never_cache
@sensitive_variables("webhook", "context")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    context = {
        "webhook": webhook,
        "deliveries": last_deliveries(webhook),
        "events": [entry for entry in webhook_events if entry.name in webhook.events],
        "columns": COLUMNS,
        "crumbs": crumbs(),
    }
    return render(request, "rest/outgoing/outgoing.html", context)


@require_POST
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    try_outgoing(webhook, actor=user_of(request), at=timezone.now())
    return _back(request, pk, _("A trial is sent within a few seconds. Its result then stands below."))


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    resume_outgoing(webhook, actor=user_of(request), at=timezone.now())
    return _back(request, pk, _("The webhook is told of what happens again."))


@require_POST
@never_cache
@sensitive_variables("made")
def new_secret(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    return _show_secret(request, renew_secret(webhook, actor=user_of(request), at=timezone.now()))


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    title = webhook.title
    delete_outgoing(webhook, actor=user_of(request))
    answer = HttpResponseRedirect(reverse("rest:webhooks"))
    return notify(request, answer, _("The webhook “%(title)s” is deleted.") % {"title": title}, kind="good")


def _back(request: HttpRequest, pk: int, message: str) -> HttpResponse:
    return notify(request, HttpResponseRedirect(reverse("rest:outgoing", args=[pk])), message)


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of the form."""

    title: str = ""
    url: str = ""
    events: list[str] = field(default_factory=list)


@never_cache
@require_http_methods(["GET", "POST"])
def new_outgoing(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "GET":
        return _form(request, Draft())
    data = request.POST
    draft = Draft(data.get("title", ""), data.get("url", ""), data.getlist("events"))
    return on_its_page(lambda: _make(request, draft), lambda refusal: _form(request, draft, refusal))


@sensitive_variables("made")
def _make(request: HttpRequest, draft: Draft) -> HttpResponse:
    made = add_outgoing(draft.title, draft.url, draft.events, actor=user_of(request), at=timezone.now())
    return trigger(_show_secret(request, made), "webhooks:changed")


@sensitive_variables("made", "context")
def _show_secret(request: HttpRequest, made: WithSecret) -> HttpResponse:
    """Show the secret this once."""
    context = {"webhook": made.webhook, "secret": made.secret, "crumbs": crumbs()}
    return render(request, "rest/outgoing/secret.html", context)


def _form(request: HttpRequest, draft: Draft, refusal: CrmError | None = None) -> HttpResponse:
    context = {
        "draft": draft,
        "errors": refusal.fields if refusal else {},
        "groups": groups(),
        "crumbs": crumbs(),
    }
    return render(request, "rest/outgoing/new_outgoing.html", context, status=422 if refusal else 200)


def groups() -> list[tuple[str, list[WebhookEvent]]]:
    """Return the events under their headings, in the order in which they are declared."""
    return [(str(group), list(found)) for group, found in groupby(webhook_events, key=lambda entry: entry.group)]
