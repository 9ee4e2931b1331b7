"""Undoing a change set of the lists, and the report of what was put back and what was left."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.models import UndoneChangeSet
from comptoir.directories.page.screen import address, crumbs
from comptoir.directories.writing.undo import undo_change_set
from comptoir.events.models import Event
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.kit.errors import NotFound
from comptoir.ui.render import render
from comptoir.ui.responses import notify, trigger

CHANGED = "directories:changed"
SHOWN = 200


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    undone = undo_change_set(batch, actor=user_of(request), at=timezone.now())
    message = _("The change is undone.")
    if undone.left:
        left = " ".join(dict.fromkeys(str(reason) for _change, reason in undone.left))
        message = _("The change is undone in part. %(left)s") % {"left": left}
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        response = trigger(HttpResponse(status=204), "slider:close")
        return notify(request, trigger(response, CHANGED), message, kind="good")
    return notify(request, HttpResponseRedirect(address(undone.directory)), message, kind="good")


@dataclass(frozen=True, slots=True)
class LeftItem:
    """A record with its title and its card."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """How many records the undo has restored, and those it left: those that the viewer may see, and how many more."""

    put_back: int
    left: tuple[LeftItem, ...]
    others: int


def undo_report(undo: uuid.UUID, viewer: User) -> UndoReport:
    """Errors: NotFound for a change set that is no undo."""
    undone = UndoneChangeSet.objects.filter(by=undo).first()
    if undone is None:
        raise NotFound
    put_back, left = _items_of(undo), _items_of(undone.batch) - _items_of(undo)
    shown = [item for item_type in item_types for item in _shown(item_type, left, viewer)]
    return UndoReport(len(put_back), tuple(shown[:SHOWN]), len(left) - len(shown[:SHOWN]))


def _items_of(batch: uuid.UUID) -> set[tuple[int, int]]:
    return set(Event.objects.filter(batch=batch, item_type__gt=0).values_list("item_type", "item_id"))


def _shown(item_type: ItemType, left: set[tuple[int, int]], viewer: User) -> list[LeftItem]:
    ids = sorted(number for type_id, number in left if type_id == item_type.type_id)[:SHOWN]
    rows = item_type.visible_to(viewer).filter(pk__in=ids).order_by("pk") if ids else []
    return [LeftItem(item_type.title_of(item) or f"#{item.pk}", card_url(item_type, item.pk)) for item in rows]


@require_GET
def report(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    require_settings(user_of(request))
    context = {"report": undo_report(batch, user_of(request)), "crumbs": crumbs()}
    return render(request, "directories/page/report.html", context)
