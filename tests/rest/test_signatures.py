"""What a delivery brings so that its receiver can trust it: its id, and a signature over time and body."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from comptoir.kit.errors import Forbidden
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing.actions import add_outgoing, renew_secret, try_outgoing
from comptoir.rest.outgoing.delivery import deliver_to
from tests.rest.receiver import Receiver, receiving
from tests.world import World

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rest.md"


def documented() -> Any:
    """The function that docs/rest.md gives receivers."""
    code = re.search(r"```python\n(.*?def is_genuine.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    names: dict[str, Any] = {}
    exec(code[1], names)
    return names["is_genuine"]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.COMPTOIR_PRIVATE_WEBHOOKS = True
    with receiving() as found:
        yield found


def sent(world: World, webhook: OutgoingWebhook, receiver: Receiver) -> tuple[dict[str, str], bytes]:
    try_outgoing(webhook, actor=world.admin, at=timezone.now())
    deliver_to(webhook, timezone.now)
    return receiver.headers, receiver.body


def made(world: World, receiver: Receiver) -> Any:
    return add_outgoing("Listener", receiver.url, ["ONCRMDEALADD"], actor=world.admin, at=timezone.now())


def test_the_documented_check_accepts_what_is_sent_and_nothing_else(world: World, receiver: Receiver) -> None:
    webhook = made(world, receiver)
    headers, body = sent(world, webhook.webhook, receiver)
    genuine, signature = documented(), headers["X-Comptoir-Signature"]
    now = timezone.now().timestamp()
    assert headers["X-Comptoir-Delivery"] == str(Delivery.objects.get().pk)
    assert genuine(webhook.secret, signature, body, now)
    assert not genuine("whsec_other", signature, body, now)
    assert not genuine(webhook.secret, signature, body + b"&x=1", now)
    assert not genuine(webhook.secret, signature, body, now + 3600)
    assert not genuine(webhook.secret, "", body, now)


def test_the_id_stays_the_same_when_it_is_tried_again(world: World, receiver: Receiver) -> None:
    webhook = made(world, receiver).webhook
    world.add("deal", title="Boat")
    receiver.status = 500
    deliver_to(webhook, timezone.now)
    first = receiver.headers["X-Comptoir-Delivery"]
    Delivery.objects.update(due_at=timezone.now())
    deliver_to(webhook, timezone.now)
    assert len(receiver.told) == 2
    assert receiver.headers["X-Comptoir-Delivery"] == first


def test_a_new_secret_signs_beside_the_old_one_for_a_day(world: World, receiver: Receiver) -> None:
    old = made(world, receiver)
    new = renew_secret(old.webhook, actor=world.admin, at=timezone.now())
    genuine = documented()
    headers, body = sent(world, new.webhook, receiver)
    for secret in (old.secret, new.secret):
        assert genuine(secret, headers["X-Comptoir-Signature"], body, timezone.now().timestamp())
    OutgoingWebhook.objects.update(old_secret_until=timezone.now() - timedelta(seconds=1))
    headers, body = sent(world, new.webhook, receiver)
    assert not genuine(old.secret, headers["X-Comptoir-Signature"], body, timezone.now().timestamp())
    with pytest.raises(Forbidden):
        renew_secret(new.webhook, actor=world.alice, at=timezone.now())


def test_a_secret_is_shown_once_and_stored_encrypted(world: World) -> None:
    client = world.client_of("admin")
    data = {"title": "Listener", "url": "https://example.com/", "events": ["ONCRMDEALADD"]}
    page = client.post("/settings/webhooks/outgoing/new/", data)
    secret = re.search(r"whsec_[\w-]{43}", page.content.decode())
    assert secret
    assert "no-store" in page["Cache-Control"]
    webhook = OutgoingWebhook.objects.get()
    assert secret[0] not in webhook.secret
    place = f"/settings/webhooks/outgoing/{webhook.pk}/"
    assert "whsec_" not in client.get(place).content.decode()
    renewed = client.post(f"{place}secret/").content.decode()
    assert secret[0] not in renewed
    assert re.search(r"whsec_[\w-]{43}", renewed)
    assert world.client_of("alice").post(f"{place}secret/").status_code == 404


def test_a_webhook_of_an_older_version_is_not_signed_until_it_has_a_secret(world: World, receiver: Receiver) -> None:
    webhook = made(world, receiver).webhook
    OutgoingWebhook.objects.update(secret="")
    webhook.refresh_from_db()
    headers, _body = sent(world, webhook, receiver)
    assert "X-Comptoir-Signature" not in headers
    page = world.client_of("admin").get(f"/settings/webhooks/outgoing/{webhook.pk}/").content.decode()
    assert "not signed yet" in page
