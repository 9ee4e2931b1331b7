"""Idempotency keys of REST and /api/v1/: a repetition gets the first answer, and nothing is written twice."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from comptoir.once.claims import ABANDONED_AFTER, KEPT_FOR
from comptoir.once.models import Claim
from comptoir.profile.models import ProfileLayout
from comptoir.rest.incoming.actions import add_webhook
from comptoir.rest.models import IncomingWebhook
from comptoir.sales.models import Deal
from tests.world import World


def address(world: World, user: str = "admin") -> str:
    of_user = getattr(world, user)
    url = add_webhook(of_user, "script", ["crm"], actor=of_user, at=timezone.now()).url
    return "/" + url.split("/", 3)[3]


def add(path: str, key: str = "k-1", title: str = "Deal", method: str = "crm.deal.add") -> Any:
    body = {"fields": {"TITLE": title}}
    return Client().post(path + method, body, content_type="application/json", headers={"Idempotency-Key": key})


def test_the_second_call_gets_the_answer_of_the_first(world: World) -> None:
    path = address(world)
    first, second = add(path), add(path)
    assert Deal.objects.count() == 1
    assert first.content == second.content
    assert (first.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert second["Content-Type"] == first["Content-Type"]


def test_the_key_may_be_a_parameter_and_encodings_do_not_matter(world: World) -> None:
    path = address(world)
    add(path)
    again = Client().post(path + "crm.deal.add.json?IDEMPOTENCY_KEY=k-1", {"fields[TITLE]": "Deal"})
    assert again["Idempotent-Replayed"] == "true"
    assert Deal.objects.count() == 1


def test_another_body_with_the_same_key_is_refused(world: World) -> None:
    path = address(world)
    add(path)
    refused = add(path, title="Other")
    assert (refused.status_code, refused.json()["error"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert add(path, method="crm.lead.add").status_code == 422
    assert Deal.objects.count() == 1


def test_a_call_under_way_is_409(world: World) -> None:
    path = address(world)
    add(path)
    Claim.objects.update(state=Claim.State.RUNNING)
    refused = add(path)
    assert (refused.status_code, refused.json()["error"]) == (409, "UNDER_WAY")
    Claim.objects.update(claimed_at=timezone.now() - ABANDONED_AFTER - timedelta(seconds=1))
    assert add(path).status_code == 200


def test_a_refused_call_may_be_sent_again(world: World) -> None:
    path = address(world)
    body = {"id": "0", "fields": {}}
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
    assert Client().post(path + "crm.deal.update", body, **sent).status_code == 400
    assert not Claim.objects.exists()
    assert add(path, key="k").status_code == 200


def test_keys_belong_to_a_webhook_and_last_a_day(world: World) -> None:
    add(address(world))
    path = address(world)
    add(path)
    assert Deal.objects.count() == 2
    Claim.objects.update(claimed_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert "Idempotent-Replayed" not in add(path, title="Next day").headers
    assert Deal.objects.count() == 3


def test_a_batch_has_one_key(world: World) -> None:
    path = address(world)
    body = {"cmd": {"a": "crm.deal.add?fields[TITLE]=A", "b": "crm.deal.add?fields[TITLE]=B"}}
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "batch"}}
    first, second = (Client().post(path + "batch", body, **sent).json() for _ in range(2))
    assert first == second
    assert Deal.objects.count() == 2


@pytest.mark.parametrize("key", ["", " ", "é", "k" * 256])
def test_a_key_that_is_none_is_refused_with_words(world: World, key: str) -> None:
    answer = Client().post(
        address(world) + "crm.deal.add", {"fields": {}, "idempotency_key": key}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "BAD_IDEMPOTENCY_KEY")


def test_reading_needs_no_claim(world: World) -> None:
    path = address(world)
    assert add(path, method="crm.deal.list").status_code == 200
    assert not Claim.objects.exists()


def test_the_answer_is_kept_in_the_transaction_of_the_write(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed between the two has written nothing."""
    path = address(world)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("comptoir.once.claims.answer", killed)
        with pytest.raises(KeyboardInterrupt):
            add(path)
    assert not Deal.objects.exists()
    assert add(path).status_code == 200


def test_our_own_interface_takes_keys_too(world: World) -> None:
    client = world.client_of("alice")
    widget = {"id": "own", "type": "number", "series": [{"figure": "won", "part": {}}], "width": 3, "height": 1}

    def put(key: str, width: int = 3) -> Any:
        body = json.dumps({"widgets": [{**widget, "width": width}]})
        path = "/api/v1/layouts/company_profile"
        return client.put(path, body, content_type="application/json", headers={"Idempotency-Key": key})

    first, second = put("a"), put("a")
    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert ProfileLayout.objects.count() == 1
    reused = put("a", width=4)
    assert (reused.status_code, reused.json()["error"]["code"]) == (422, "idempotency_key_reused")


@pytest.mark.django_db(transaction=True)
def test_calls_at_the_same_moment_write_once() -> None:
    world = World()
    path = address(world)
    assert IncomingWebhook.objects.count() == 1

    def call(key: str) -> int:
        try:
            return int(add(path, key=key, title=key).status_code)
        finally:
            connection.close()

    keys = [f"key-{number}" for number in range(5)]
    with ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(call, [key for key in keys for _ in range(4)]))
    assert sorted(Deal.objects.values_list("title", flat=True)) == keys
    assert statuses <= {200, 409}
