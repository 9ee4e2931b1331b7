"""The delivery of events: a write that is saved is never answered with an error, whatever its subscribers do."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from comptoir.events.models import Event, PendingEvent
from comptoir.events.outbox import MOST_ATTEMPTS, deliver
from comptoir.events.registry import Subscriber, subscribers
from comptoir.rest.incoming.actions import add_webhook
from comptoir.sales.models import Deal
from comptoir.search.models import SearchEntry
from tests.clock import moment
from tests.world import World

POISON = "Poison"


@pytest.fixture
def hears() -> Iterator[list[int]]:
    """A subscriber that chokes on additions of the item with id 0; the list holds what it received."""
    heard: list[int] = []

    def receive(events: Sequence[Event]) -> None:
        for event in events:
            if event.subject == POISON:
                raise RuntimeError("cannot be swallowed")
            heard.append(event.pk)

    entry = Subscriber("test", receive)
    subscribers.add(entry)
    yield heard
    subscribers._entries.pop("test")


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_get_no_error_and_every_record_is_found() -> None:
    world = World()
    url = add_webhook(world.admin, "writers", ["crm"], actor=world.admin, at=moment("2025-06-02 10:00")).url
    path = "/" + url.split("/", 3)[3].rstrip("/")

    def write(writer: int) -> list[int]:
        try:
            client = Client()
            return [
                client.post(f"{path}/crm.deal.add", {"fields[TITLE]": f"Deal {writer}-{number}"}).status_code
                for number in range(10)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        statuses = [status for answers in pool.map(write, range(6)) for status in answers]
    assert statuses == [200] * 60
    assert Deal.objects.count() == 60
    deliver()
    assert PendingEvent.objects.count() == 0
    assert SearchEntry.objects.filter(item_type=2).count() == 60


@pytest.mark.django_db
def test_what_chokes_a_subscriber_holds_up_nothing_else(hears: list[int], world: World, frozen: Any) -> None:
    bad, good = _published(POISON, "Fine")
    deliver()
    assert hears == [good]
    left = PendingEvent.objects.get()
    assert (left.event_id, left.attempts, left.error) == (bad, 1, "RuntimeError: cannot be swallowed")


@pytest.mark.django_db
def test_a_failed_event_is_tried_again_later_and_then_set_aside(hears: list[int], world: World, frozen: Any) -> None:
    (bad,) = _published(POISON)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        deliver()
        left = PendingEvent.objects.get(event_id=bad)
        assert left.attempts == attempt
        deliver()  # too early: nothing is tried
        assert PendingEvent.objects.get(event_id=bad).attempts == attempt
        assert left.retry_at is not None
        frozen.move_to(left.retry_at)
    assert left.set_aside_at is not None
    assert deliver() == 0


@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_fails_as_a_whole_is_no_error_of_the_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    _ = world.admin

    def fail() -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("comptoir.events.outbox._deliver_batch", fail)
    client = Client()
    client.force_login(world.admin)
    answer = client.post("/companies/new/", {"title": "Saved"})
    assert answer.status_code < 400
    assert PendingEvent.objects.exists()


def _published(*subjects: str) -> list[int]:
    """Write events and their pending rows for the test's subscriber alone."""
    saved = [Event.objects.create(code="test", subject=each, at=moment("2025-06-02 10:00")) for each in subjects]
    PendingEvent.objects.bulk_create([PendingEvent(event=event, reader="test") for event in saved])
    return [event.pk for event in saved]
