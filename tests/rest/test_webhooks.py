"""The page of webhooks, the actions behind it, and the command."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from comptoir.kit.errors import CrmError, Forbidden, Invalid
from comptoir.rest.incoming.actions import add_webhook, revoke_webhook
from comptoir.rest.incoming.credentials import digest
from comptoir.rest.models import IncomingWebhook
from tests.clock import moment
from tests.world import World

AT = moment("2025-06-02 10:00")
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/rest/\d+/[\w-]{32,}/)")


def make(client: Client, **values: object):
    return client.post("/settings/webhooks/new/", {"title": "Shop", "scopes": ["crm", "user"], **values})


def test_an_address_is_shown_once_and_works(world: World) -> None:
    client = world.client_of("alice")
    answer = make(client, user=world.alice.pk)
    address = ADDRESS.search(answer.content.decode())
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert address
    webhook = IncomingWebhook.objects.get()
    assert (webhook.user, webhook.created_by, webhook.scopes) == (world.alice, world.alice, ["crm", "user"])
    token = address[1].split("/")[3]
    assert token not in json.dumps(list(IncomingWebhook.objects.values()), default=str)
    assert Client().get(address[1] + "user.current").json()["result"]["NAME"] == "Alice"
    page = client.get("/settings/webhooks/").content.decode()
    assert "Shop" in page
    assert token not in page


def test_a_revoked_address_stops_working(world: World) -> None:
    client = world.client_of("alice")
    made = add_webhook(world.alice, "Shop", ["crm"], actor=world.alice, at=AT)
    address = ADDRESS.match(made.url)
    assert address
    assert client.post(f"/settings/webhooks/{made.webhook.pk}/revoke/").status_code == 302
    assert Client().get(address[1] + "profile").status_code == 401
    assert "Revoked" in client.get("/settings/webhooks/").content.decode()


def test_everybody_makes_their_own_and_administrators_any(world: World) -> None:
    assert make(world.client_of("alice"), user=world.dave.pk).status_code == 422
    assert not IncomingWebhook.objects.exists()
    assert make(world.client_of("admin"), user=world.dave.pk).status_code == 200
    assert IncomingWebhook.objects.get().user == world.dave
    with pytest.raises(Forbidden):
        add_webhook(world.dave, "x", ["crm"], actor=world.alice, at=AT)


@pytest.mark.parametrize(
    ("name", "sees", "revokes"),
    [("admin", True, 302), ("alice", True, 302), ("bob", False, 404), ("carol", False, 404)],
)
def test_who_sees_and_revokes(world: World, name: str, sees: bool, revokes: int) -> None:
    webhook = add_webhook(world.alice, "Shop", ["crm"], actor=world.alice, at=AT).webhook
    client = world.client_of(name)
    assert ("Shop" in client.get("/settings/webhooks/").content.decode()) is sees
    assert client.post(f"/settings/webhooks/{webhook.pk}/revoke/").status_code == revokes
    webhook.refresh_from_db()
    assert webhook.is_revoked is (revokes == 302)


@pytest.mark.parametrize("address", ["/settings/webhooks/", "/settings/webhooks/new/"])
def test_nobody_is_sent_to_sign_in(world: World, address: str) -> None:
    assert world.client_of(None).get(address).status_code == 302


def test_refusals_name_the_field(world: World) -> None:
    client = world.client_of("alice")
    for values, reason in (
        ({"title": " "}, "Say what this webhook is for."),
        ({"scopes": []}, "Choose at least one scope."),
        ({"scopes": ["crm", "evil"]}, "Choose at least one scope."),
        ({"user": "x"}, "Choose an active user."),
    ):
        answer = make(client, **{"user": world.alice.pk, **values})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
    world.dave.is_active = False
    world.dave.save()
    with pytest.raises(Invalid):
        add_webhook(world.dave, "x", ["crm"], actor=world.admin, at=AT)
    assert not IncomingWebhook.objects.exists()


def test_names_are_escaped(world: World) -> None:
    make(world.client_of("alice"), user=world.alice.pk, title="<script>alert(1)</script>")
    assert "<script>alert" not in world.client_of("alice").get("/settings/webhooks/").content.decode()


def test_speaks_french(world: World) -> None:
    page = world.client_of("alice", language="fr").get("/settings/webhooks/new/").content.decode()
    assert "Nouveau webhook" in page


def test_revoking_twice_keeps_the_first_moment(world: World) -> None:
    webhook = add_webhook(world.alice, "Shop", ["crm"], actor=world.alice, at=AT).webhook
    revoke_webhook(webhook, actor=world.alice, at=AT)
    assert revoke_webhook(webhook, actor=world.admin, at=moment("2025-06-03 10:00")).revoked_at == AT
    with pytest.raises(Forbidden):
        revoke_webhook(webhook, actor=world.bob, at=AT)


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("webhook", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_an_address_that_works(world: World) -> None:
    _ = world.admin
    address = ADDRESS.fullmatch(command("add", "--user", "ADMIN"))
    assert address
    assert Client().get(address[1] + "profile").json()["result"]["ADMIN"] is True
    assert IncomingWebhook.objects.get().token_hash == digest(address[1].split("/")[3])


def test_the_command_speaks_json(world: World) -> None:
    _ = world.admin
    made = json.loads(command("add", "--user", "admin", "--scope", "crm, user", "--json"))
    assert made["scopes"] == ["crm", "user"]
    assert ADDRESS.fullmatch(made["url"])
    assert [row["id"] for row in json.loads(command("list", "--json"))] == [made["id"]]
    assert json.loads(command("revoke", str(made["id"]), "--json"))["revoked_at"]
    assert json.loads(command("list", "--json")) == []


@pytest.mark.parametrize(
    "arguments",
    [("add", "--user", "nobody"), ("add", "--scope", "crm,evil"), ("add", "--scope", ""), ("revoke", "999")],
)
def test_the_command_refuses(world: World, arguments: tuple[str, ...]) -> None:
    _ = world.admin
    with pytest.raises((CommandError, CrmError)):
        command(*arguments)
