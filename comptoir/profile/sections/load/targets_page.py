"""GET and POST /companies/5/profile/targets/: the load that the account aims at, automatic or set by hand."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import CrmError
from comptoir.profile.client import find_client
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.sections.load.set_targets import set_load_targets
from comptoir.profile.sections.load.targets import TargetRow, load_averages, target_rows
from comptoir.ui.component_values import Crumb
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import notify


@require_http_methods(["GET", "POST"])
def targets_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the targets, or keep those that were sent. Errors: NotFound, SettingsRefused, Invalid."""
    viewer = user_of(request)
    asked = read_asked({}, item_type, find_client(item_type, item_id, viewer), viewer)
    require_settings(viewer)
    if request.method == "POST":
        return on_its_page(lambda: _save(request, asked), lambda refusal: _page(request, asked, refusal))
    return _page(request, asked)


def _rows(asked: Asked) -> list[TargetRow]:
    return target_rows(asked.item_type.code, load_averages(asked.item_type.code))


def _save(request: HttpRequest, asked: Asked) -> HttpResponse:
    values: dict[int | None, object] = {}
    for row in _rows(asked):
        pipeline = None if row.name == "all" else int(row.name)
        match request.POST.get(f"mode-{row.name}"):
            case "manual":
                values[pipeline] = request.POST.get(row.name, "")
            case "automatic":
                values[pipeline] = None
    set_load_targets(asked.item_type.code, values, actor=user_of(request), at=timezone.now())
    return notify(request, HttpResponseRedirect(asked.page()), _("The load targets are saved."), kind="good")


def _page(request: HttpRequest, asked: Asked, refusal: CrmError | None = None) -> HttpResponse:
    title = asked.item_type.title_of(asked.item) or f"#{asked.item.pk}"
    context: dict[str, object] = {
        "asked": asked,
        "item_type": asked.item_type,
        "targets": _rows(asked),
        "typed": request.POST,
        "crumbs": [Crumb(title, asked.page()), Crumb(_("Load targets"))],
        **refusal_context(refusal),
    }
    return render(request, "profile/sections/load/targets_page.html", context)
