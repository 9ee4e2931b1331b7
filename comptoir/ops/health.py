"""/health/: whether the product works, for monitoring."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from comptoir.account.models import AccountSettings
from comptoir.backup.plan import latest_backup
from comptoir.jobs.models import WorkerSign
from comptoir.ops.data_version import applied_migrations, shipped_migrations

PATH = "/health/"
# A worker writes its heartbeat every five seconds; after losing its database it waits half a minute at most.
SILENCE = timedelta(seconds=60)
OK, UNAVAILABLE = "ok", "unavailable"
# A missing backup stops nobody from working: it is told, and counts only where the environment says so.
NEEDED = ("database", "schema", "worker")

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthCheck:
    """Answer before everything else: a probe has no session, no https and often no host name of ours."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == PATH:
            return health(request)
        return self.get_response(request)


def health(request: HttpRequest) -> HttpResponse:
    """Return 200 when everything works, else 503 with what does not; never a word that helps an attacker.

    database: it answers and is set up. schema: "behind" until `comptoir migrate` has run, "ahead" when the data were
    written by a newer version. worker: "silent" when no worker has given a sign of life for a minute. backup: "waiting"
    for the first one, "late", "failed", "off".
    """
    state = {"database": UNAVAILABLE, "schema": UNAVAILABLE, "worker": UNAVAILABLE, "backup": UNAVAILABLE}
    backup_is_well = False
    try:
        state["schema"] = schema_state()
        if state["schema"] == OK:
            state["database"] = OK if AccountSettings.objects.exists() else UNAVAILABLE
            state["worker"] = worker_state()
            latest = latest_backup()
            state["backup"], backup_is_well = latest.state, latest.ok
    except DatabaseError:
        state["database"] = UNAVAILABLE
    works = all(state[part] == OK for part in NEEDED) and (backup_is_well or not settings.COMPTOIR_HEALTH_NEEDS_BACKUP)
    response = JsonResponse({"status": OK if works else UNAVAILABLE, **state}, status=200 if works else 503)
    response["Cache-Control"] = "no-store"
    return response


def schema_state() -> str:
    """Compare the migrations that the code brings with those that the database has seen. One query."""
    ours, applied = shipped_migrations(), applied_migrations()
    if applied - ours:
        return "ahead"
    return OK if ours <= applied else "behind"


def worker_state() -> str:
    sign = WorkerSign.objects.filter(pk=WorkerSign.ONLY, at__gte=timezone.now() - SILENCE)
    return OK if sign.exists() else "silent"
