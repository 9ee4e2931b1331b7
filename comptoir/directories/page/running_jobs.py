"""Work under way in a list: replacements and their undoing, how far each has come and how it ended."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.history.reading import UNDO_FOR
from comptoir.directories.history.words import name_now
from comptoir.directories.page.screen import address
from comptoir.directories.values.reading import snapshot
from comptoir.directories.writing.replacement import PUT_BACK, REPLACE
from comptoir.jobs.models import Job
from comptoir.jobs.queue import retry
from comptoir.kit.errors import NotFound
from comptoir.ui.formats import number
from comptoir.ui.responses import notify

# How long the page shows how a job ended.
TOLD_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A job in words. `batch` is the change set that started it, `report` the undo whose report tells more."""

    job: Job
    title: str
    counted: str
    batch: uuid.UUID | None = None
    report: uuid.UUID | None = None

    @property
    def is_running(self) -> bool:
        return not self.job.is_over

    @property
    def has_failed(self) -> bool:
        return self.job.state == Job.State.FAILED

    @property
    def announcement(self) -> str:
        """Return what is said aloud: the end, and on the way each tenth."""
        if not self.is_running:
            return f"{self.title} {self.counted}"
        share = self.job.percent // 10 * 10
        return _("%(what)s %(percent)d %% done.") % {"what": self.title, "percent": share}


def jobs_of(directory: Directory, language: str, now: datetime) -> list[RunningJob]:
    """Return what is under way in a list, has failed, or ended just now; one query."""
    ended = Q(state=Job.State.DONE, finished_at__gte=now - TOLD_FOR)
    jobs = Job.objects.filter(~Q(state=Job.State.DONE) | ended, name__in=(REPLACE, PUT_BACK))
    found = jobs.filter(arguments__directory=directory.code, created_at__gte=now - UNDO_FOR).order_by("pk")
    told = (_replacement(job, directory, language) if job.name == REPLACE else _putting_back(job) for job in found)
    return [job for job in told if job]


def announcement(jobs: Sequence[RunningJob]) -> str:
    return " ".join(job.announcement for job in jobs)


def _replacement(job: Job, directory: Directory, language: str) -> RunningJob | None:
    """Return None for a replacement that failed or waits while somebody has taken it back."""
    code, into = job.arguments["code"], job.arguments["into"]
    value = snapshot().find(directory.code, code)
    names = {"other": name_now(directory.code, into, language), "name": name_now(directory.code, code, language)}
    if job.state == Job.State.DONE:
        title = _("The replacement by “%(other)s” is done.") % names
        return None if value else RunningJob(job, title, _moved(job.done), uuid.UUID(job.arguments["batch"]))
    if value is None or value.leaving_to != into:
        return None
    if job.state == Job.State.FAILED:
        title = _("The replacement of “%(name)s” by “%(other)s” stopped.") % names
    else:
        title = _("“%(name)s” is being replaced by “%(other)s”.") % names
    return RunningJob(job, title, _progress(job), uuid.UUID(job.arguments["batch"]))


def _putting_back(job: Job) -> RunningJob:
    report = uuid.UUID(job.arguments["undo"])
    if job.state == Job.State.DONE:
        return RunningJob(job, _("The records have their value of before again."), "", report=report)
    if job.state == Job.State.FAILED:
        return RunningJob(job, _("Putting the records back stopped."), _progress(job))
    return RunningJob(job, _("The records get their value of before back."), _progress(job))


def _moved(count: int) -> str:
    return ngettext("%(num)s record was moved.", "%(num)s records were moved.", count) % {"num": number(count)}


def _progress(job: Job) -> str:
    told = {"done": number(job.done), "total": number(job.total)}
    return _("%(done)s of %(total)s moved") % told


@require_POST
def retry_work(request: HttpRequest, pk: int) -> HttpResponse:
    require_settings(user_of(request))
    job = Job.objects.filter(pk=pk, name__in=(REPLACE, PUT_BACK)).first()
    directory = catalogue.find(job.arguments["directory"]) if job else None
    if job is None or directory is None:
        raise NotFound
    retry(job.pk)
    return notify(request, HttpResponseRedirect(address(directory)), _("The work goes on."), kind="good")
