"""Trying a replacement again that stopped."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import catalogue
from comptoir.directories.screen import address
from comptoir.directories.work import PUT_BACK, REPLACE
from comptoir.jobs.models import Job
from comptoir.jobs.queue import retry
from comptoir.kit.errors import NotFound
from comptoir.ui.responses import notify


@require_POST
def retry_work(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    job = Job.objects.filter(pk=pk, name__in=(REPLACE, PUT_BACK)).first()
    directory = catalogue.find(job.arguments["directory"]) if job else None
    if job is None or directory is None:
        raise NotFound
    retry(job.pk)
    return notify(request, HttpResponseRedirect(address(directory)), _("The work goes on."), kind="good")
