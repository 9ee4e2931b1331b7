"""Taking somebody's access away."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import lock_administrators, require_an_administrator
from comptoir.access.errors import OwnAccount
from comptoir.access.models import User
from comptoir.access.policies import require_administrator


def deactivate_user(user: User, *, actor: User | None, at: datetime) -> None:
    """Let the user sign in no more; what is theirs stays. Does nothing to an inactive user.

    Errors: NotAdministrator; OwnAccount; LastAdministrator.
    """
    require_administrator(actor)
    if actor is not None and user.pk == actor.pk:
        raise OwnAccount
    with transaction.atomic():
        lock_administrators()
        if User.objects.active().filter(pk=user.pk).update(is_active=False, updated_at=at):
            require_an_administrator()
            events.announce(events.USER_DEACTIVATED, user.pk, actor=actor, at=at)
    user.is_active = False
