"""Asking figures in tests: by code, for a client, a period and a reader."""

from collections.abc import Callable
from typing import Any

import pytest

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.metric import Number, metrics
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.kit.period import parse_period
from tests.world import World

Ask = Callable[..., Number | None]


def scope_of(item: Any, viewer: User, period: str = "ALL", *, with_contacts: bool = True, **options: Any) -> Scope:
    client = ClientSubject(item.type_code, item.pk, with_contacts)
    return Scope(viewer, client, parse_period(period, today()), **options)


@pytest.fixture
def ask(world: World) -> Ask:
    """Return ask(code, client, period="ALL", viewer=admin, part={}, **scope): the figure's value."""

    def value(
        code: str, client: Any, period: str = "ALL", viewer: User | None = None, part: Any = None, **options: Any
    ) -> Number | None:
        return metrics.get(code).value(scope_of(client, viewer or world.admin, period, **options), part)

    return value
