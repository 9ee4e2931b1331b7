"""Who may change directories: whoever may change settings."""

from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS
from comptoir.access.queries import allowed
from comptoir.kit.errors import Forbidden


def need_settings(actor: User) -> None:
    """Errors: Forbidden without the right to change settings."""
    if not allowed(actor, CHANGE_SETTINGS, "update"):
        raise Forbidden
