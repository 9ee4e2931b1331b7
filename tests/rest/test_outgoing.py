"""Outgoing webhooks: what is told, to whom, how often it is tried, and where nothing may be sent."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, restore_items, update_item
from comptoir.kit.errors import Forbidden, Invalid
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing.actions import add_outgoing, delete_outgoing, resume_outgoing, try_outgoing
from comptoir.rest.outgoing.delivery import BACK_OFF, STOPS_AFTER, deliver_to, due_webhooks
from comptoir.rest.outgoing.sending import post
from comptoir.rest.outgoing.targets import CannotSend
from comptoir.rest.outgoing.webhook_events import webhook_events
from tests.directories.test_saving import save
from tests.rest.receiver import Receiver, receiving
from tests.world import World

pytestmark = pytest.mark.django_db
LISTS = [f"crm.directory.value.{verb}" for verb in ("added", "changed", "deleted", "merged")]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.COMPTOIR_PRIVATE_WEBHOOKS = True
    with receiving() as found:
        yield found


def webhook(world: World, url: str, *events: str) -> OutgoingWebhook:
    return add_outgoing("Listener", url, events or LISTS, actor=world.admin, at=timezone.now()).webhook


def work() -> None:
    """Do what the lane of the worker does."""
    for due in due_webhooks(timezone.now()):
        deliver_to(due, timezone.now)


def test_a_changed_value_is_told_with_before_and_after(world: World, receiver: Receiver) -> None:
    made = webhook(world, receiver.url)
    save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
    assert receiver.told == []
    work()
    (told,) = receiver.told
    assert told["event"] == "crm.directory.value.changed"
    assert told["event_handler_id"] == str(made.pk)
    assert told["data[FIELDS][entityId]"] == "SOURCE"
    assert told["data[FIELDS][statusId]"] == "WEB"
    assert told["data[FIELDS][after][name]"] == "Site"
    assert told["data[FIELDS][userId]"] == str(world.admin.pk)
    assert told["auth[application_token]"] == made.token
    assert len(told["auth[member_id]"]) == 32
    assert {name for name in told if name.startswith("auth")} == {
        "auth[domain]",
        "auth[client_endpoint]",
        "auth[server_endpoint]",
        "auth[member_id]",
        "auth[application_token]",
    }
    assert receiver.headers["Content-Type"] == "application/x-www-form-urlencoded"
    made.refresh_from_db()
    assert (made.status, made.error, made.failures) == (200, "", 0)
    work()
    assert len(receiver.told) == 1


def test_added_and_deleted_values_and_pipelines_are_told(world: World, receiver: Receiver) -> None:
    webhook(world, receiver.url, *LISTS, "crm.pipeline.added")
    save(world, "source", {"op": "add", "key": "n", "name": "Fair"}, {"op": "delete", "code": "PARTNER"})
    world.client_of("admin").post("/settings/crm/pipelines/add/", {"name": "Export"})
    work()
    names = [told["event"] for told in receiver.told]
    assert names.count("crm.directory.value.added") == 1
    assert names.count("crm.directory.value.deleted") == 1
    assert names[-1] == "crm.pipeline.added"
    added = next(told for told in receiver.told if told["event"].endswith("value.added"))
    assert added["data[FIELDS][after][name]"] == "Fair"


def test_items_are_told_of_by_number_and_in_order(world: World, receiver: Receiver) -> None:
    webhook(world, receiver.url, "ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONCRMDYNAMICITEMADD_31")
    deals = item_types.get("deal")
    deal = world.add("deal", title="Boat")
    update_item(deals, deal.pk, {"title": "Ship"}, actor=world.admin, at=timezone.now())
    batch = delete_items(deals, [deal.pk], actor=world.admin, at=timezone.now())
    restore_items(batch, actor=world.admin, at=timezone.now())
    invoice = world.add("invoice", title="Bill")
    update_item(deals, deal.pk, {"title": "Yacht"}, actor=world.admin, at=timezone.now())
    work()
    assert [told["event"] for told in receiver.told] == [
        "ONCRMDEALADD",
        "ONCRMDEALUPDATE",
        "ONCRMDEALDELETE",
        "ONCRMDYNAMICITEMADD_31",
        "ONCRMDEALUPDATE",
    ]
    assert all(told["data[FIELDS][ID]"] == str(deal.pk) for told in receiver.told if "DEAL" in told["event"])
    assert receiver.told[3]["data[FIELDS][ID]"] == str(invoice.pk)
    assert receiver.told[3]["data[FIELDS][ENTITY_TYPE_ID]"] == "31"
    assert "Boat" not in str(receiver.told)


def test_a_change_of_stage_is_told_with_both_stages(world: World, receiver: Receiver) -> None:
    webhook(world, receiver.url, "crm.item.stage_changed")
    deal = world.add("deal", title="Boat")
    update_item(item_types.get("deal"), deal.pk, {"stage": "WON"}, actor=world.admin, at=timezone.now())
    work()
    (told,) = receiver.told
    assert told["data[FIELDS][before][stageId]"] == "NEW"
    assert told["data[FIELDS][before][semantics]"] == "P"
    assert told["data[FIELDS][after][stageId]"] == "WON"
    assert told["data[FIELDS][after][semantics]"] == "S"


def test_its_owner_is_not_told_of_what_he_may_not_see(world: World, receiver: Receiver) -> None:
    made = webhook(world, receiver.url, "ONCRMDEALADD", "ONCRMDEALDELETE")
    OutgoingWebhook.objects.filter(pk=made.pk).update(owner=world.dave)
    deal = world.add("deal", title="Boat")
    delete_items(item_types.get("deal"), [deal.pk], actor=world.admin, at=timezone.now())
    work()
    assert receiver.told == []
    assert not Delivery.objects.exists()


def test_whoever_may_not_sign_in_any_more_is_told_nothing(world: World, receiver: Receiver) -> None:
    made = webhook(world, receiver.url)
    type(made.owner).objects.filter(pk=made.owner_id).update(is_active=False)
    save_as_alice = {"op": "change", "code": "WEB", "name": "Site"}
    save(world, "source", save_as_alice)
    assert not Delivery.objects.exists()


def test_nothing_is_told_of_what_was_rolled_back(world: World, receiver: Receiver) -> None:
    webhook(world, receiver.url)
    assert save(world, "source", {"op": "change", "code": "WEB", "name": ""}).status_code == 422
    assert not Delivery.objects.exists()


def test_tried_again_later_and_later_in_order_and_then_given_up(world: World, receiver: Receiver, frozen: Any) -> None:
    made = webhook(world, receiver.url)
    receiver.status = 500
    save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
    save(world, "source", {"op": "change", "code": "WEB", "name": "Portal"}, version=1)
    work()
    work()
    assert len(receiver.told) == 1
    for wait in BACK_OFF:
        frozen.shift(wait - timedelta(seconds=1))
        work()
        before = len(receiver.told)
        frozen.shift(timedelta(seconds=2))
        work()
        assert len(receiver.told) > before
    first = Delivery.objects.earliest("pk")
    assert (first.state, first.attempts, first.status) == ("given_up", len(BACK_OFF) + 1, 500)
    made.refresh_from_db()
    assert made.failures == 1
    receiver.status = 200
    frozen.shift(timedelta(days=1))
    work()
    assert receiver.told[-1]["data[FIELDS][after][name]"] == "Portal"
    made.refresh_from_db()
    assert (made.status, made.failures) == (200, 0)


def test_a_webhook_that_nobody_answers_stops_and_can_go_on(world: World, receiver: Receiver) -> None:
    made = webhook(world, receiver.url)
    OutgoingWebhook.objects.filter(pk=made.pk).update(failures=STOPS_AFTER - 1)
    receiver.status = 410
    save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
    Delivery.objects.update(attempts=len(BACK_OFF))
    work()
    made.refresh_from_db()
    assert made.is_stopped
    save(world, "source", {"op": "change", "code": "WEB", "name": "Portal"}, version=1)
    assert Delivery.objects.filter(state="waiting").count() == 0
    resume_outgoing(made, actor=world.admin, at=timezone.now())
    receiver.status = 200
    save(world, "source", {"op": "change", "code": "WEB", "name": "Shop"}, version=2)
    work()
    assert receiver.told[-1]["data[FIELDS][after][name]"] == "Shop"


def test_a_redirect_is_no_acceptance_and_is_not_followed(world: World, receiver: Receiver) -> None:
    webhook(world, receiver.url)
    receiver.status = 302
    save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
    work()
    assert len(receiver.told) == 1
    assert Delivery.objects.get().status == 302


def test_a_trial_shows_its_result_at_once(world: World, receiver: Receiver) -> None:
    made = webhook(world, receiver.url)
    try_outgoing(made, actor=world.admin, at=timezone.now())
    work()
    assert receiver.told[0]["event"] == "COMPTOIRWEBHOOKTEST"
    client = world.client_of("admin")
    assert "Accepted (200)" in client.get(f"/settings/webhooks/outgoing/{made.pk}/").content.decode()
    assert "In force" in client.get("/settings/webhooks/").content.decode()


def test_no_log_holds_the_address_or_the_token(
    world: World, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    made = webhook(world, f"{receiver.url}&key=very-secret")
    receiver.status = 500
    with caplog.at_level(logging.DEBUG):
        save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
        work()
    assert "was not accepted" in caplog.text
    assert "very-secret" not in caplog.text
    assert made.token not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "//example.com/",
        "example.com",
        "",
        "http://",
        "http://user@example.com/",
        "http://u:p@example.com/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://exa mple.com/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "https://example.com/" + "x" * 2000,
        "http://example.com/\r\nHost: x",
    ],
)
def test_addresses_that_nothing_may_be_sent_to(world: World, url: str) -> None:
    with pytest.raises(Invalid) as refusal:
        webhook(world, url)
    assert set(refusal.value.fields) == {"url"}
    assert not OutgoingWebhook.objects.exists()


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433"])
def test_a_name_of_a_private_address_is_refused_when_it_is_looked_up(host: str) -> None:
    with pytest.raises(CannotSend):
        post(f"http://{host}:9/", b"")


def test_what_the_form_refuses(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        add_outgoing(" ", "https://example.com/", ["NOPE"], actor=world.admin, at=timezone.now())
    assert set(refusal.value.fields) == {"title", "events"}
    with pytest.raises(Forbidden):
        add_outgoing("Mine", "https://example.com/", LISTS, actor=world.alice, at=timezone.now())


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("alice", 404), ("dave", 404), ("nobody", 302)])
def test_its_page_is_for_who_may_change_settings(world: World, who: str, status: int) -> None:
    made = webhook(world, "https://example.com/")
    assert world.client_of(who).get(f"/settings/webhooks/outgoing/{made.pk}/").status_code == status
    page = world.client_of(who).get("/settings/webhooks/").content.decode()
    assert ("Outgoing webhooks" in page) is (who == "admin")
    for verb in ("try", "resume", "delete"):
        answer = world.client_of(who).post(f"/settings/webhooks/outgoing/{made.pk}/{verb}/")
        assert answer.status_code == (302 if who in ("admin", "nobody") else 404)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_made_and_deleted_on_its_pages(world: World, language: str) -> None:
    client = world.client_of("admin", language)
    form = client.get("/settings/webhooks/outgoing/new/").content.decode()
    assert all(entry.name in form for entry in webhook_events)
    data = {"title": "Listener", "url": "https://example.com/", "events": ["ONCRMDEALADD"]}
    assert client.post("/settings/webhooks/outgoing/new/", {**data, "url": "nope"}).status_code == 422
    assert client.post("/settings/webhooks/outgoing/new/", data).status_code == 200
    made = OutgoingWebhook.objects.get()
    assert made.token in client.get(f"/settings/webhooks/outgoing/{made.pk}/").content.decode()
    assert client.post(f"/settings/webhooks/outgoing/{made.pk}/delete/").status_code == 302
    assert not OutgoingWebhook.objects.exists()


def test_deleting_needs_the_right(world: World) -> None:
    made = webhook(world, "https://example.com/")
    with pytest.raises(Forbidden):
        delete_outgoing(made, actor=world.alice)


def test_event_methods_refuse_webhooks_in_the_words_of_the_reference(rest: Any) -> None:
    for name in ("event.bind", "event.unbind", "event.get", "events", "event.offline.get"):
        assert rest(name, {"event": "ONCRMDEALADD", "handler": "https://example.com/"}).error[:2] == (
            403,
            "WRONG_AUTH_TYPE",
        )
