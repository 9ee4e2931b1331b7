"""What follows changes: the search index, events that were set aside, jobs that hang, files of imports."""

from collections.abc import Iterator
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.events.models import PendingEvent
from comptoir.imports.models import ImportRun
from comptoir.items.core.item_types import item_types
from comptoir.items.search import index_items, outdated
from comptoir.jobs.models import Job
from comptoir.jobs.queue import SILENCE, requeue_lost
from comptoir.ops.doctor.finding import Check, Finding, checks


def search() -> Iterator[Finding]:
    for item_type in item_types:
        ids = list(outdated(item_type))
        if ids:
            yield Finding(
                _("The search does not know these as they are: %(type)s.") % {"type": item_type.plural},
                ids,
                mend=partial(index_items, item_type, ids),
            )


def set_aside() -> Iterator[Finding]:
    rows = PendingEvent.objects.filter(set_aside_at__isnull=False)
    for reader in sorted(set(rows.order_by().values_list("reader", flat=True))):
        of_reader = rows.filter(reader=reader)
        yield Finding(
            _("Events were set aside, since %(reader)s could not receive them: %(error)s")
            % {"reader": reader, "error": of_reader.order_by("-pk").values_list("error", flat=True)[0][:200]},
            list(of_reader.values_list("event_id", flat=True)),
            mend=partial(of_reader.update, attempts=0, retry_at=None, set_aside_at=None),
        )


def jobs() -> Iterator[Finding]:
    now = timezone.now()
    hanging = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=now - SILENCE)
    if ids := list(hanging.values_list("pk", flat=True)):
        yield Finding(_("Jobs are marked as running, and nobody works on them."), ids, mend=partial(requeue_lost, now))
    # An hour that is still to come: the clock was set back since. Nobody would look at them before that hour.
    ahead = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__gt=now + SILENCE)
    if ids := list(ahead.values_list("pk", flat=True)):
        yield Finding(
            _("Jobs have given their last sign of life in the future: the clock was set back."),
            ids,
            mend=partial(ahead.update, heartbeat_at=now),
        )


def files() -> Iterator[Finding]:
    folder = settings.COMPTOIR_HOME / "imports"
    there = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
    over = (ImportRun.State.DONE, ImportRun.State.FAILED)
    named = dict(ImportRun.objects.exclude(file="").exclude(state__in=over).values_list("file", "pk"))
    if missing := [named[name] for name in sorted(set(named) - there)]:
        yield Finding(_("The files of imports that are not finished are gone."), missing)
    known = set(ImportRun.objects.exclude(file="").values_list("file", flat=True))
    if strangers := sorted(there - known):
        yield Finding(_("Files in %(folder)s belong to no import.") % {"folder": folder}, strangers)


checks.add(Check("search", gettext_lazy("the search knows every record"), search))
checks.add(Check("events", gettext_lazy("events have reached everybody"), set_aside))
checks.add(Check("jobs", gettext_lazy("jobs are worked on"), jobs))
checks.add(Check("files", gettext_lazy("files and their rows belong together"), files))
