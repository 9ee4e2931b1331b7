"""The gallery, and the settings of a widget with a live preview: a new one, or one of the tab."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.analytics.questions import ask
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import Conflict, CrmError
from comptoir.once.forms import changes_nothing
from comptoir.profile.errors import UnknownWidget
from comptoir.profile.layouts.in_force import InForce
from comptoir.profile.layouts.saving import save_layout
from comptoir.profile.request import Asked
from comptoir.profile.widget_pages import form
from comptoir.profile.widget_pages.arranging import opened, to_change
from comptoir.profile.widget_pages.fields import checked, fields
from comptoir.profile.widget_pages.presets import find_preset, shelves
from comptoir.profile.widgets.drawing import draw, plan, questions_of
from comptoir.profile.widgets.reading import NEW
from comptoir.profile.widgets.titles import title_of
from comptoir.profile.widgets.type import widget_types
from comptoir.profile.widgets.widget import MOST_WIDGETS, Widget, new_id
from comptoir.ui.component_values import Crumb
from comptoir.ui.refusals import on_its_page, refusal_context
from comptoir.ui.render import render
from comptoir.ui.responses import saved, trigger

LONGEST_CRUMB = 60


@require_safe
def widget_gallery(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show what may be added, each with this client's numbers: the engine is asked once for all of it."""
    asked, seen = opened(request, item_type, item_id)
    found = shelves(item_type.code)
    offered = [replace(each, id=f"offer-{each.id}") for shelf in found for each in shelf.widgets]
    plans = [plan(each, asked) for each in offered]
    answers = ask(asked.scope, questions_of(plans))
    tiles = {tile.id.removeprefix("offer-"): tile for tile in (draw(each, asked, answers) for each in plans)}
    context = {
        "asked": asked,
        "seen": seen,
        "shelves": found,
        "tiles": tiles,
        "kinds": list(widget_types),
        "is_full": len(seen.widgets) >= MOST_WIDGETS,
        "crumbs": _crumbs(asked),
    }
    return render(request, "profile/widget_pages/gallery.html", context)


@require_POST
def widget_addition(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Add a ready-made widget at the end. Errors: LayoutChanged, UnknownWidget, TooManyWidgets."""
    asked, seen = to_change(request, item_type, item_id)
    preset = find_preset(item_type.code, request.POST.get("preset", ""))
    if preset is None:
        raise UnknownWidget
    return _added(request, asked, seen, preset)


@require_http_methods(["GET", "HEAD", "POST"])
def widget_settings(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Show the settings of a widget, or keep them. Errors: UnknownWidget; refused ones are shown again."""
    asked, seen = opened(request, item_type, item_id)
    widget = _begun(request, item_type, asked, seen, widget_id)
    if request.method == "POST":
        raw = form.read_form(request.POST.dict(), widget.id)
        return on_its_page(
            lambda: _save(request, asked, seen, widget_id, raw),
            lambda refusal: _page(request, asked, seen, raw, refusal),
            also=(Conflict,),
        )
    return _page(request, asked, seen, widget.stored())


@changes_nothing
@require_POST
def widget_preview(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the form's fields again as what was typed wants them, and the widget with the client's numbers."""
    asked, _seen = opened(request, item_type, item_id)
    raw = form.read_form(request.POST.dict(), "draft")
    return render(request, "profile/widget_pages/_fields.html", fields(raw, asked))


def _begun(request: HttpRequest, item_type: ItemType, asked: Asked, seen: InForce, widget_id: str) -> Widget:
    """Return the widget to change, or one to begin a new one with: a preset, or the first of a type."""
    if widget_id != NEW:
        return seen.find(widget_id)
    preset = find_preset(item_type.code, request.GET.get("preset", ""))
    if preset:
        return preset
    return (widget_types.find(request.GET.get("type", "")) or widget_types.get("number")).begin()


def _save(request: HttpRequest, asked: Asked, seen: InForce, widget_id: str, raw: form.Raw) -> HttpResponse:
    widget = checked(raw)
    seen.expect(request.POST.get("version", ""))
    if widget_id == NEW:
        return _added(request, asked, seen, widget)
    widgets = [widget if each.id == widget_id else each for each in seen.widgets]
    save_layout(seen, widgets, at=timezone.now())
    message = _("“%(title)s” is saved.") % {"title": title_of(widget)}
    return saved(request, asked.page(), message, event="layout:changed")


def _added(request: HttpRequest, asked: Asked, seen: InForce, widget: Widget) -> HttpResponse:
    added = replace(widget, id=new_id())
    layout = save_layout(seen, [*seen.widgets, added], at=timezone.now())
    message = _("“%(title)s” was added at the end.") % {"title": title_of(added)}
    undo_url = asked.widgets("undo", str(layout.version))
    response = saved(request, asked.page(), message, undo_url=undo_url, event="layout:changed")
    if isinstance(response, HttpResponseRedirect):
        return response
    return trigger(response, "widget:added", {"id": added.id})


def _page(
    request: HttpRequest, asked: Asked, seen: InForce, raw: form.Raw, refusal: CrmError | None = None
) -> HttpResponse:
    shown = fields(raw, asked, refusal)
    widget_id = str(request.resolver_match.kwargs["widget_id"]) if request.resolver_match else NEW
    is_new = widget_id == NEW
    name = raw["title"] or shown["default_title"] or str(shown["kind"].label)
    context: dict[str, Any] = {
        **shown,
        "seen": seen,
        "widget_id": widget_id,
        "is_new": is_new,
        "page_title": _("New widget") if is_new else _("Settings of %(title)s") % {"title": name[:LONGEST_CRUMB]},
        "crumbs": _crumbs(asked),
        "query": request.GET.urlencode(),
        **refusal_context(refusal),
    }
    return render(request, "profile/widget_pages/settings.html", context)


def _crumbs(asked: Asked) -> list[Crumb]:
    title = asked.item_type.title_of(asked.item) or f"#{asked.item.pk}"
    return [
        Crumb(title[:LONGEST_CRUMB], card_url(asked.item_type, asked.item.pk)),
        Crumb(pgettext("of a client", "Profile"), asked.page()),
        Crumb(_("Widgets")),
    ]
