"""/health/: whether the product can work, for whoever watches over it."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from comptoir.account.models import AccountSettings

PATH = "/health/"

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
    """Return 200 when the database answers and is set up, else 503; never a word that helps an attacker."""
    works = _database_works()
    state = "ok" if works else "unavailable"
    response = JsonResponse({"status": state, "database": state}, status=200 if works else 503)
    response["Cache-Control"] = "no-store"
    return response


def _database_works() -> bool:
    try:
        return AccountSettings.objects.exists()
    except DatabaseError:
        return False
