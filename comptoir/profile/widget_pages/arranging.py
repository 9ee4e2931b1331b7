"""The widgets of the tab as a fragment, and what is done to them in place: order, size, copy, removal, undo."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.kit.text import Text
from comptoir.profile.client import find_client
from comptoir.profile.errors import InvalidLayout
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.layouts.saving import give_up_layout, save_layout, undo_layout
from comptoir.profile.models import ProfileLayout
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.sections.widgets.section import widgets_alone
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.widgets.reading import read_widget
from comptoir.profile.widgets.titles import title_of
from comptoir.profile.widgets.type import kind_of
from comptoir.profile.widgets.widget import LONGEST_TITLE, Widget, new_id, placed
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial, notify, saved, trigger


def opened(request: HttpRequest, item_type: ItemType, item_id: int) -> tuple[Asked, InForce]:
    """Return the scope of the address and the viewer's layout. Errors: NotFound, UnknownPeriod, UnknownPerson."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    return asked, layout_in_force(viewer, item_type.code)


def to_change(request: HttpRequest, item_type: ItemType, item_id: int) -> tuple[Asked, InForce]:
    """Return the same for a change. Errors: also LayoutChanged when the page that asks is stale."""
    asked, seen = opened(request, item_type, item_id)
    seen.expect(request.POST.get("version", ""))
    return asked, seen


@require_safe
def widget_list(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the widgets alone, for a page that learnt of a change; opened as a page it leads to the tab."""
    asked, seen = opened(request, item_type, item_id)
    if not is_partial(request):
        return HttpResponseRedirect(f"{asked.page()}#{item_type.path}-{item_id}-widgets")
    with in_its_time(asked):
        return render(
            request, "profile/sections/widgets/section.html", {"asked": asked, "shown": widgets_alone(asked, seen)}
        )


@require_POST
def widget_order(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Keep the order of the widgets: `ids`, divided by commas. Errors: LayoutChanged, InvalidLayout."""
    _asked, seen = to_change(request, item_type, item_id)
    by_id = {widget.id: widget for widget in seen.widgets}
    ids = request.POST.get("ids", "").split(",")
    if sorted(ids) != sorted(by_id):
        raise InvalidLayout(_("These are not the widgets of your tab. Reload the page."))
    return _kept(seen, [by_id[id] for id in ids])


@require_POST
def widget_size(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Keep how large a widget is. Errors: LayoutChanged, UnknownWidget, InvalidWidget."""
    _asked, seen = to_change(request, item_type, item_id)
    widget = seen.find(widget_id)
    size = {name: _number(request.POST.get(name, "")) for name in ("width", "height")}
    sized = read_widget({"type": kind_of(widget).code, "series": [{"figure": "size"}], **size})
    return _kept(seen, placed(seen.widgets, widget_id, width=sized.width, height=sized.height))


@require_POST
def widget_copy(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Put a copy of a widget behind it. Errors: LayoutChanged, UnknownWidget, TooManyWidgets."""
    asked, seen = to_change(request, item_type, item_id)
    widget, title = seen.find(widget_id), title_of(seen.find(widget_id))
    copied = replace(widget, id=new_id(), title=(_("%(title)s (copy)") % {"title": title})[:LONGEST_TITLE])
    widgets = list(seen.widgets)
    widgets.insert(widgets.index(widget) + 1, copied)
    save_layout(seen, widgets, at=timezone.now())
    return changed(request, asked, _("“%(title)s” was duplicated.") % {"title": title}, added=copied)


@require_POST
def widget_removal(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Take a widget off the tab, with Undo. Errors: LayoutChanged, UnknownWidget."""
    asked, seen = to_change(request, item_type, item_id)
    widget = seen.find(widget_id)
    layout = save_layout(seen, [each for each in seen.widgets if each is not widget], at=timezone.now())
    message = _("“%(title)s” was removed.") % {"title": title_of(widget)}
    if request.POST.get("close"):
        undo_url = asked.widgets("undo", str(layout.version))
        return saved(request, asked.page(), message, undo_url=undo_url, event="layout:changed")
    return changed(request, asked, message, undo=layout)


@require_POST
def layout_restoring(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Give up one's own layout, with Undo. Errors: LayoutChanged."""
    asked, seen = to_change(request, item_type, item_id)
    layout = give_up_layout(seen, at=timezone.now())
    message = _("You see the published layout again.") if seen.published else _("The default widgets are back.")
    return changed(request, asked, message, undo=layout)


@require_POST
def layout_undo(request: HttpRequest, item_type: ItemType, item_id: int, version: int) -> HttpResponse:
    """Take a change back. Errors: NothingToUndo."""
    asked, _seen = opened(request, item_type, item_id)
    undo_layout(asked.scope.viewer, item_type.code, version, at=timezone.now())
    response = HttpResponse(status=204)
    trigger(response, "layout:changed")
    return notify(request, response, _("Undone: the widgets are as before."), kind="good")


def changed(
    request: HttpRequest,
    asked: Asked,
    message: Text,
    *,
    undo: ProfileLayout | None = None,
    added: Widget | None = None,
) -> HttpResponse:
    """Answer a change with the widgets as they are now, or with the tab for a browser without scripts."""
    undo_url = asked.widgets("undo", str(undo.version)) if undo else ""
    if not is_partial(request):
        return notify(request, HttpResponseRedirect(asked.page()), message, undo_url=undo_url)
    layout = layout_in_force(asked.scope.viewer, asked.item_type.code)
    shown = widgets_alone(asked, layout)
    response = render(request, "profile/sections/widgets/section.html", {"asked": asked, "shown": shown})
    if added:
        trigger(response, "widget:added", {"id": added.id})
    return notify(request, response, message, undo_url=undo_url)


def _kept(seen: InForce, widgets: list[Widget]) -> HttpResponse:
    """Answer what the page has done already: only the version is new."""
    save_layout(seen, widgets, at=timezone.now())
    version = layout_in_force(seen.viewer, seen.client_type).version
    return trigger(HttpResponse(status=204), "layout:saved", {"version": version})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
