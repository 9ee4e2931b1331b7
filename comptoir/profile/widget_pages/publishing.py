"""Publishing one's layout for everyone, a department or a role, and withdrawing what is published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.access.models import Department, Role
from comptoir.access.policies import require_settings
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import Conflict, CrmError
from comptoir.profile.layouts.in_force import InForce
from comptoir.profile.layouts.publishing import publish_layout, read_readers, withdraw_layout
from comptoir.profile.models import Audience, ProfileLayout
from comptoir.profile.request import Asked
from comptoir.profile.widget_pages.arranging import opened
from comptoir.ui.component_values import Crumb, Option
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import saved

LONGEST_CRUMB = 60


@require_http_methods(["GET", "HEAD", "POST"])
def layout_publishing(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show for whom the layout may be published, or publish it. Errors: SettingsRefused."""
    asked, seen = opened(request, item_type, item_id)
    require_settings(asked.scope.viewer)
    if request.method == "POST":
        return on_its_page(
            lambda: _publish(request, asked, seen),
            lambda refusal: _page(request, asked, seen, refusal),
            also=(Conflict,),
        )
    return _page(request, asked, seen)


@require_POST
def layout_withdrawal(request: HttpRequest, item_type: ItemType, item_id: int, layout_id: int) -> HttpResponse:
    """Take a published layout away. Errors: SettingsRefused; UnknownLayout, also for somebody's own."""
    asked, _seen = opened(request, item_type, item_id)
    withdraw_layout(layout_id, item_type.code, actor=asked.scope.viewer, at=timezone.now())
    return saved(request, asked.page(), _("The layout is withdrawn."), event="layout:changed")


def _publish(request: HttpRequest, asked: Asked, seen: InForce) -> HttpResponse:
    seen.expect(request.POST.get("version", ""))
    readers = read_readers(request.POST)
    layout = publish_layout(seen.widgets, seen.client_type, readers, actor=asked.scope.viewer, at=timezone.now())
    message = _("The layout is published for: %(readers)s") % {"readers": layout.owner_name}
    return saved(request, asked.page(), message, event="layout:changed")


def _page(request: HttpRequest, asked: Asked, seen: InForce, refusal: CrmError | None = None) -> HttpResponse:
    published = ProfileLayout.objects.filter(client_type=seen.client_type).exclude(audience=Audience.USER)
    title = asked.item_type.title_of(asked.item) or f"#{asked.item.pk}"
    context: dict[str, Any] = {
        "asked": asked,
        "seen": seen,
        "audience": request.POST.get("audience", Audience.EVERYONE),
        "typed": request.POST,
        "audiences": [Option(code, label) for code, label in Audience.choices if code != Audience.USER],
        "roles": [Option(str(role.pk), str(role)) for role in Role.objects.all()],
        "departments": [Option(str(each.pk), each.name) for each in Department.objects.all()],
        "published": list(published.defer("history").select_related("role", "department", "updated_by")),
        "crumbs": [
            Crumb(title[:LONGEST_CRUMB], card_url(asked.item_type, asked.item.pk)),
            Crumb(pgettext("of a client", "Profile"), asked.page()),
            Crumb(_("Layout")),
        ],
        **refusal_context(refusal),
    }
    return render(request, "profile/widget_pages/publishing.html", context)
