"""The layouts of the widgets: one's own, and the one that is published for others."""

from typing import Any

from django.utils import timezone
from msgspec import UNSET, Struct, UnsetType

from comptoir.access.models import User
from comptoir.api.operations import Given, Operation, Parameter
from comptoir.profile.errors import UnknownLayout
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.layouts.publishing import publish_layout, read_readers
from comptoir.profile.layouts.saving import give_up_layout, save_layout
from comptoir.profile.widgets.check import check_widgets
from comptoir.profile.widgets.reading import read_layout
from comptoir.profile.widgets.widget import Widget

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


def layout(given: Given, viewer: User) -> Layout:
    """Return the layout that the caller sees. Errors: UnknownLayout."""
    return _shown(given.text("panel"), layout_in_force(viewer, _client_type(given)))


def keep_layout(given: Given, viewer: User) -> Layout:
    """Keep the caller's own layout. Errors: UnknownLayout, InvalidLayout, InvalidWidget, LayoutChanged."""
    client_type = _client_type(given)
    asked = given.read_body(NewLayout)
    widgets = _widgets(asked.widgets)
    seen = layout_in_force(viewer, client_type)
    if asked.version is not UNSET:
        seen.expect(str(asked.version))
    save_layout(seen, widgets, at=timezone.now())
    return _shown(given.text("panel"), layout_in_force(viewer, client_type))


def drop_layout(given: Given, viewer: User) -> Layout:
    """Give up the caller's own layout and return the one they see now. Errors: UnknownLayout."""
    client_type = _client_type(given)
    give_up_layout(layout_in_force(viewer, client_type), at=timezone.now())
    return _shown(given.text("panel"), layout_in_force(viewer, client_type))


def publish(given: Given, viewer: User) -> Layout:
    """Publish a layout for everyone, a role or a department. Errors: as above; SettingsRefused."""
    client_type = _client_type(given)
    asked = given.read_body(NewDefault)
    readers = read_readers({"audience": asked.audience, "role": asked.role, "department": asked.department})
    seen = layout_in_force(viewer, client_type)
    widgets = seen.widgets if asked.widgets is UNSET else _widgets(asked.widgets)
    row = publish_layout(widgets, client_type, readers, actor=viewer, at=timezone.now())
    return Layout(given.text("panel"), row.audience, f"{row.pk}-{row.version}", [widget.stored() for widget in widgets])


def _client_type(given: Given) -> str:
    panel = given.text("panel")
    if panel not in PANELS:
        raise UnknownLayout
    return PANELS[panel]


def _widgets(raw: object) -> list[Widget]:
    widgets = read_layout(raw)
    check_widgets(widgets)
    return widgets


def _shown(panel: str, seen: InForce) -> Layout:
    source = seen.row.audience if seen.row else "shipped"
    return Layout(panel, source, seen.version, [widget.stored() for widget in seen.widgets])


PANEL = {"panel": Parameter("company_profile or contact_profile.")}
LAYOUT = Operation("The widgets that the caller sees on a kind of client.", layout, Layout, PANEL)
KEEP_LAYOUT = Operation(
    "Keeps the caller's own widgets.",
    keep_layout,
    Layout,
    PANEL,
    takes=NewLayout,
    changes=True,
    largest_body=LARGEST_BODY,
)
DROP_LAYOUT = Operation("Gives the caller's own widgets up.", drop_layout, Layout, PANEL, changes=True)
PUBLISH_LAYOUT = Operation(
    "Publishes widgets for everyone, a role or a department.",
    publish,
    Layout,
    PANEL,
    takes=NewDefault,
    changes=True,
    largest_body=LARGEST_BODY,
)
