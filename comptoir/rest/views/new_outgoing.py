"""Making an outgoing webhook."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.kit.errors import Invalid
from comptoir.rest.actions import add_outgoing
from comptoir.rest.outgoing import WebhookEvent, webhook_events
from comptoir.rest.refusals import on_the_form
from comptoir.rest.views.new_webhook import crumbs
from comptoir.ui.render import render
from comptoir.ui.responses import notify, trigger


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says."""

    title: str = ""
    url: str = ""
    events: list[str] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
def new_outgoing(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    if request.method == "GET":
        return _form(request, Draft())
    data = request.POST
    draft = Draft(data.get("title", ""), data.get("url", ""), data.getlist("events"))
    return on_the_form(lambda: _make(request, draft), lambda refusal: _form(request, draft, refusal))


def _make(request: HttpRequest, draft: Draft) -> HttpResponse:
    made = add_outgoing(draft.title, draft.url, draft.events, actor=user_of(request), at=timezone.now())
    answer = trigger(HttpResponseRedirect(reverse("rest:outgoing", args=[made.pk])), "webhooks:changed")
    return notify(request, answer, _("The webhook “%(title)s” is made.") % {"title": made.title}, kind="good")


def _form(request: HttpRequest, draft: Draft, refusal: Invalid | None = None) -> HttpResponse:
    context = {
        "draft": draft,
        "errors": refusal.fields if refusal else {},
        "groups": groups(),
        "crumbs": crumbs(),
    }
    return render(request, "rest/views/new_outgoing.html", context, status=422 if refusal else 200)


def groups() -> list[tuple[str, list[WebhookEvent]]]:
    """Return the events by what they are about, the lists before the records."""
    return [(str(group), list(found)) for group, found in groupby(webhook_events, key=lambda entry: entry.group)]
