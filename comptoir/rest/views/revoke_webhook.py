"""Revoking a webhook."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.rest.actions import revoke_webhook as revoke
from comptoir.rest.queries import webhook_for
from comptoir.ui.responses import notify


@require_POST
def revoke_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = revoke(webhook_for(user_of(request), pk), actor=user_of(request), at=timezone.now())
    message = _("The webhook “%(title)s” is revoked.") % {"title": webhook.title}
    return notify(request, HttpResponseRedirect(reverse("rest:webhooks")), message, kind="good")
