"""Changing one's own layout, giving it up, and taking such a change back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from comptoir.access.models import User
from comptoir.profile.errors import LayoutChanged, NothingToUndo, TooManyWidgets
from comptoir.profile.layouts.in_force import InForce
from comptoir.profile.models import Audience, ProfileLayout
from comptoir.profile.widgets.widget import MOST_WIDGETS, Widget

KEPT_CHANGES = 5


def save_layout(seen: InForce, widgets: Sequence[Widget], *, at: datetime) -> ProfileLayout:
    """Keep these widgets as the viewer's own layout, which replaces the published one for them.

    Errors: TooManyWidgets; LayoutChanged when another window was quicker.
    """
    if len(widgets) > MOST_WIDGETS:
        raise TooManyWidgets
    return _write(seen, [widget.stored() for widget in widgets], at)


def give_up_layout(seen: InForce, *, at: datetime) -> ProfileLayout | None:
    """Go back to the published layout, or to the shipped one. Does nothing without a layout of one's own.

    Errors: LayoutChanged when another window was quicker.
    """
    return _write(seen, None, at) if seen.is_own else seen.own


def undo_layout(user: User, client_type: str, version: int, *, at: datetime) -> ProfileLayout:
    """Undo the change that made this version of one's own layout: all of it, or after later changes what it removed.

    Errors: NothingToUndo.
    """
    with transaction.atomic():
        own = ProfileLayout.objects.select_for_update().filter(client_type=client_type, user=user).first()
        entry = next((each for each in own.history if each["version"] == version), None) if own else None
        if own is None or entry is None:
            raise NothingToUndo
        if own.version != version and own.widgets is None:
            raise NothingToUndo
        own.widgets = entry["before"] if own.version == version else _with_removed(own.widgets or [], entry)
        own.history = [each for each in own.history if each is not entry]
        own.version += 1
        own.updated_at = at
        own.save(update_fields=("widgets", "history", "version", "updated_at"))
        return own


def _with_removed(widgets: list[dict[str, Any]], entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the widgets with those that the change removed, each at the place it had."""
    there = {widget["id"] for widget in widgets}
    missing = [
        (place, widget)
        for place, widget in enumerate(entry["shown"])
        if widget["id"] in entry["removed"] and widget["id"] not in there
    ]
    if not missing or len(widgets) + len(missing) > MOST_WIDGETS:
        raise NothingToUndo
    found = list(widgets)
    for place, widget in missing:
        found.insert(min(place, len(found)), widget)
    return found


def _write(seen: InForce, widgets: list[dict[str, Any]] | None, at: datetime) -> ProfileLayout:
    values = {"widgets": widgets, "updated_by": seen.viewer, "updated_at": at}
    with transaction.atomic():
        own, is_new = ProfileLayout.objects.get_or_create(
            client_type=seen.client_type,
            user=seen.viewer,
            audience=Audience.USER,
            defaults={**values, "history": [_entry(1, seen, None, widgets)]},
        )
        if is_new:
            return own
        if seen.own is None:
            raise LayoutChanged
        entry = _entry(seen.own.version + 1, seen, seen.own.widgets, widgets)
        changed = ProfileLayout.objects.filter(pk=own.pk, version=seen.own.version).update(
            **values, history=[entry, *own.history][:KEPT_CHANGES], version=F("version") + 1
        )
        if not changed:
            raise LayoutChanged
        own.refresh_from_db()
        return own


def _entry(
    version: int, seen: InForce, before: list[dict[str, Any]] | None, after: list[dict[str, Any]] | None
) -> dict[str, Any]:
    """Return what is kept of a change for its undo; `before` is None if there was no layout of one's own."""
    kept = {widget["id"] for widget in after or []}
    shown = [widget.stored() for widget in seen.widgets]
    removed = [widget["id"] for widget in shown if widget["id"] not in kept]
    return {"version": version, "before": before, "shown": shown if removed else [], "removed": removed}
