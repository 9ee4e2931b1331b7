"""One outgoing webhook: its events, its token, what was sent last; trying, resuming and deleting it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.signed_in import user_of
from comptoir.rest.actions import delete_outgoing, resume_outgoing, try_outgoing
from comptoir.rest.outgoing import webhook_events
from comptoir.rest.queries import last_deliveries, outgoing_or_404
from comptoir.rest.views.new_webhook import crumbs
from comptoir.ui.component_values import Column
from comptoir.ui.render import render
from comptoir.ui.responses import notify

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
    return render(request, "rest/views/outgoing.html", context)


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
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = outgoing_or_404(user_of(request), pk)
    title = webhook.title
    delete_outgoing(webhook, actor=user_of(request))
    answer = HttpResponseRedirect(reverse("rest:webhooks"))
    return notify(request, answer, _("The webhook “%(title)s” is deleted.") % {"title": title}, kind="good")


def _back(request: HttpRequest, pk: int, message: str) -> HttpResponse:
    return notify(request, HttpResponseRedirect(reverse("rest:outgoing", args=[pk])), message)
