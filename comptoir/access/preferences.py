"""Keeping theme, density and language with the user, so that they follow from one device to the next."""

from typing import Any

from comptoir.access.models import User
from comptoir.ui.preferences import preferences


def keep(user: Any, name: str, value: str) -> None:
    """Remember what the reader chose in the shell (name: theme, density or language)."""
    User.objects.filter(pk=user.pk).update(**{name: value})


preferences.append(keep)
