"""The endpoints of layouts: one's own, and the one that is published for others."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from msgspec import UNSET, Struct, UnsetType

from comptoir.access.models import User
from comptoir.profile.api.door import TooLarge, own_page_only, read_body
from comptoir.profile.errors import UnknownLayout
from comptoir.profile.layouts.check import check_widgets
from comptoir.profile.layouts.definition import Widget, read_layout
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.layouts.publishing import publish_layout, read_readers
from comptoir.profile.layouts.saving import give_up_layout, save_layout

PANELS = {"company_profile": "company", "contact_profile": "contact"}
# Thirty widgets of six series with the longest titles are a sixth of this.
LARGEST_BODY = 512 * 1024


class Layout(Struct):
    """source: user, role, department, everyone, or shipped for the one that comes with the product."""

    panel: str
    source: str
    version: str
    widgets: list[dict[str, Any]]


class NewLayout(Struct, forbid_unknown_fields=True):
    """version, if given: that of the layout which this one replaces, so that a stale one is noticed."""

    widgets: Any
    version: str | UnsetType = UNSET


class NewDefault(Struct, forbid_unknown_fields=True):
    """For whom, and which widgets; without them the caller's own layout is published."""

    audience: str
    role: int | None = None
    department: int | None = None
    widgets: Any | UnsetType = UNSET


def layout(_request: HttpRequest, viewer: User, panel: str) -> Layout:
    """Return the layout that the caller sees. Errors: UnknownLayout."""
    return _shown(panel, layout_in_force(viewer, _client_type(panel)))


@own_page_only
def keep_layout(request: HttpRequest, viewer: User, panel: str) -> Layout:
    """Keep the caller's own layout. Errors: UnknownLayout, InvalidLayout, InvalidWidget, LayoutChanged, TooLarge."""
    client_type = _client_type(panel)
    asked: NewLayout = _body(request, NewLayout)
    widgets = _widgets(asked.widgets)
    seen = layout_in_force(viewer, client_type)
    if asked.version is not UNSET:
        seen.expect(str(asked.version))
    save_layout(seen, widgets, at=timezone.now())
    return _shown(panel, layout_in_force(viewer, client_type))


@own_page_only
def drop_layout(_request: HttpRequest, viewer: User, panel: str) -> Layout:
    """Give up the caller's own layout and return the one they see now. Errors: UnknownLayout."""
    client_type = _client_type(panel)
    give_up_layout(layout_in_force(viewer, client_type), at=timezone.now())
    return _shown(panel, layout_in_force(viewer, client_type))


@own_page_only
def publish(request: HttpRequest, viewer: User, panel: str) -> Layout:
    """Publish a layout for everyone, a role or a department. Errors: as above; SettingsRefused."""
    client_type = _client_type(panel)
    asked: NewDefault = _body(request, NewDefault)
    readers = read_readers({"audience": asked.audience, "role": asked.role, "department": asked.department})
    seen = layout_in_force(viewer, client_type)
    widgets = seen.widgets if asked.widgets is UNSET else _widgets(asked.widgets)
    row = publish_layout(widgets, client_type, readers, actor=viewer, at=timezone.now())
    return Layout(panel, row.audience, f"{row.pk}-{row.version}", [widget.stored() for widget in widgets])


def _client_type(panel: str) -> str:
    if panel not in PANELS:
        raise UnknownLayout
    return PANELS[panel]


def _body(request: HttpRequest, shape: type[Any]) -> Any:
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY or len(request.body) > LARGEST_BODY:
        raise TooLarge
    return read_body(request, shape)


def _widgets(raw: object) -> list[Widget]:
    widgets = read_layout(raw)
    check_widgets(widgets)
    return widgets


def _shown(panel: str, seen: InForce) -> Layout:
    source = seen.row.audience if seen.row else "shipped"
    return Layout(panel, source, seen.version, [widget.stored() for widget in seen.widgets])
