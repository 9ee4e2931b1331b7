"""Whoever has no credential, a revoked one or one without the scope reaches no method at all."""

from typing import Any

import pytest
from django.test import Client

from comptoir.rest.models import IncomingWebhook
from comptoir.rest.protocol.registry import METHODS
from tests.items.rest.conftest import Callers
from tests.rest.conftest import make_webhook
from tests.world import World

CRM = [entry for entry in METHODS if entry.name.startswith("crm.")]


def test_every_crm_method_needs_the_scope() -> None:
    assert len(CRM) > 70
    assert {entry.scope for entry in CRM} == {"crm"}


@pytest.mark.parametrize("name", [entry.name for entry in CRM])
def test_nobody_gets_in(world: World, as_: Callers, client: Client, name: str) -> None:
    rest = as_("admin")
    make_webhook(world.admin, "only-users" * 4, scopes=("user",))
    other = rest.url(name).replace(rest.token, "only-users" * 4)
    foreign = rest.url(name).replace(f"/{world.admin.pk}/", f"/{world.alice.pk}/")
    for url, error in (
        (f"/rest/{name}", "NO_AUTH_FOUND"),
        (f"/rest/1/wrong/{name}", "INVALID_CREDENTIALS"),
        (foreign, "INVALID_CREDENTIALS"),
        (other, "insufficient_scope"),
    ):
        answer: Any = client.post(url, {}, content_type="application/json")
        assert (answer.status_code, answer.json()["error"]) == (401, error)
    IncomingWebhook.objects.filter(user=world.admin).delete()
    assert rest(name).status == 401
