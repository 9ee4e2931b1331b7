"""Icons: one sprite, made at build time from the names declared in icons.json."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from markupsafe import Markup

_SILENT = Markup('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>')
_LABELLED = Markup('<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>')
_NAMES_FILE = Path(__file__).with_name("icons.json")


@cache
def icon_names() -> frozenset[str]:
    """Return the names a template may use."""
    return frozenset(json.loads(_NAMES_FILE.read_text(encoding="utf-8")))


def icon(name: str, size: str = "", label: str = "") -> Markup:
    """Draw an icon of the sprite; silent for screen readers unless it has a label.

    `size` is "", "s" (14 px), "xs" (12 px) or "l" (20 px).
    Errors: LookupError for a name that icons.json does not declare.
    """
    return _labelled(name, size, label) if label else _silent(name, size)


@cache
def _silent(name: str, size: str) -> Markup:
    return _SILENT.format(*_parts(name, size))


def _labelled(name: str, size: str, label: str) -> Markup:
    classes, href = _parts(name, size)
    return _LABELLED.format(classes, label, href)


def _parts(name: str, size: str) -> tuple[str, str]:
    if name not in icon_names():
        raise LookupError(f"The icon {name!r} is not declared in comptoir/ui/icons.json.")
    classes = f"icon icon--{size}" if size else "icon"
    return classes, f"{static('ui/icons.svg')}#{name}"
