"""The page of backups, its progress, and what can be done there."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comptoir.access.gate import allowed
from comptoir.access.permissions import Operation
from comptoir.access.policies import is_administrator, require_administrator
from comptoir.access.signed_in import user_of
from comptoir.backup.actions import KEPT, current_job, delete_backup, start_backup, update_plan
from comptoir.backup.folder import backup_called, backups_in, last_proved
from comptoir.backup.models import BackupPlan
from comptoir.backup.permissions import BACKUPS, require
from comptoir.backup.plan import folder_of, latest_backup, own_folder, the_plan
from comptoir.kit.errors import CrmError
from comptoir.ui.component_values import Column, Crumb, Option
from comptoir.ui.navigation import address_of
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify
from comptoir.ui.settings_tiles import SETTINGS

COLUMNS = [
    Column(gettext_lazy("Made")),
    Column(gettext_lazy("Size"), numeric=True),
    Column(gettext_lazy("Reason")),
    Column(gettext_lazy("Encryption")),
    Column(gettext_lazy("Proof")),
    Column(gettext_lazy("Actions"), hidden_label=True),
]
KINDS = {"scheduled": gettext_lazy("By the plan"), "manual": gettext_lazy("By hand")}
SEALED = [
    Option("", gettext_lazy("Not encrypted")),
    Option("passphrase", gettext_lazy("With a passphrase")),
    Option("recipients", gettext_lazy("For public keys")),
]
TYPED = ("time", "folder", *KEPT, "sealed", "recipients")


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("passphrase")
def backups(request: HttpRequest) -> HttpResponse:
    require(user_of(request), Operation.READ)
    if request.method == "POST":
        return on_its_page(lambda: _save(request), lambda refusal: _page(request, refusal))
    return _page(request)


def _save(request: HttpRequest) -> HttpResponse:
    values = {**_typed(request), "passphrase": request.POST.get("passphrase", "")}
    update_plan(values, actor=user_of(request), at=timezone.now())
    return _back(request, _("The plan of backups is saved."))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    start_backup(actor=user_of(request))
    return HttpResponseRedirect(reverse("backup:backups"))


@require_GET
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    require(user_of(request), Operation.READ)
    return render(request, "backup/page/_progress.html", {"job": current_job()})


@require_GET
@never_cache
def download(request: HttpRequest, name: str) -> FileResponse:
    """Send a backup. For administrators alone: it holds everything, and the key that signs sessions."""
    require_administrator(user_of(request))
    kept = backup_called(folder_of(the_plan()), name)
    return FileResponse(kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type="application/x-tar")


@require_POST
def delete(request: HttpRequest, name: str) -> HttpResponse:
    deleted = delete_backup(name, actor=user_of(request))
    return _back(request, _("The backup %(name)s is deleted.") % {"name": deleted.name})


def _back(request: HttpRequest, message: str) -> HttpResponse:
    return notify(request, HttpResponseRedirect(reverse("backup:backups")), message, kind="good")


def _typed(request: HttpRequest) -> dict[str, object]:
    return {"is_on": "is_on" in request.POST, **{name: request.POST.get(name, "") for name in TYPED}}


def _kept(plan: BackupPlan) -> dict[str, object]:
    names = ("is_on", "time", "folder", *KEPT, "recipients")
    sealed = "recipients" if plan.recipients else "passphrase" if plan.passphrase else ""
    return {**{name: getattr(plan, name) for name in names}, "sealed": sealed}


def _page(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    plan, user = the_plan(), user_of(request)
    found = backups_in(folder_of(plan))
    last = last_proved(found)
    context: dict[str, Any] = {
        "crumbs": [Crumb(SETTINGS, address_of("settings") or ""), Crumb(_("Backups"))],
        "backups": found,
        "last_name": last.name if last else "",
        "columns": COLUMNS,
        "kinds": KINDS,
        "latest": latest_backup(),
        "job": current_job(),
        "plan": plan,
        "own_folder": own_folder(),
        "values": _typed(request) if request.method == "POST" else _kept(plan),
        "sealed_options": SEALED,
        "has_hook": bool(settings.COMPTOIR_BACKUP_HOOK),
        "may_change": allowed(user, BACKUPS, Operation.UPDATE),
        "may_download": is_administrator(user),
        **refusal_context(refusal),
    }
    return render(request, "backup/page/backups.html", context)
