"""The description of a field, as every method named `fields` gives it."""

from __future__ import annotations

from collections.abc import Container

from django.utils.functional import Promise

FLAGS = ("isRequired", "isReadOnly", "isImmutable", "isMultiple", "isDynamic")


def described(type_name: str, title: str | Promise, flags: Container[str] = ()) -> dict[str, object]:
    """Return the description of a field; `flags` are those of FLAGS that are true of it."""
    return {"type": type_name, **{flag: flag in flags for flag in FLAGS}, "title": str(title)}
