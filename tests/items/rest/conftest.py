"""The cast at the REST door: `as_(name)` gives the caller of that name, `admin` the one who may do everything."""

from collections.abc import Callable

import pytest

from comptoir.account.models import AccountSettings
from tests.rest.conftest import Rest, make_webhook
from tests.world import World

Callers = Callable[[str], Rest]


@pytest.fixture
def as_(world: World) -> Callers:
    """Give the caller of that name; the portal speaks English, its hour is that of Paris."""
    AccountSettings.objects.update(language="en", time_zone="Europe/Paris", currency="EUR")
    known: dict[str, Rest] = {}

    def connect(name: str) -> Rest:
        if name not in known:
            user = getattr(world, name)
            token = f"token-of-{name}-{'x' * 20}"
            make_webhook(user, token)
            known[name] = Rest(user, token)
        return known[name]

    return connect


@pytest.fixture
def rest(as_: Callers) -> Rest:
    return as_("admin")
