"""Slow, dripping and endless receivers hold up neither jobs nor other receivers."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.utils import timezone

from comptoir.events.models import Event
from comptoir.jobs.registry import chores, lanes
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing.actions import try_outgoing
from comptoir.rest.outgoing.lane import DeliveryLane
from comptoir.rest.outgoing.sending import TooSlow, post
from tests.rest.receiver import receiving
from tests.world import World


@contextmanager
def listening(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """A server that talks to whoever connects as the function says, until the block ends; gives its address."""
    over = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            talk(connection, over)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        over.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def silent(_connection: socket.socket, over: threading.Event) -> None:
    over.wait(60)


def dripping(connection: socket.socket, over: threading.Event) -> None:
    """One byte of the headers at a time: no timeout of the socket ever comes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not over.wait(0.05):
        connection.sendall(b"x")


def continuing(connection: socket.socket, over: threading.Event) -> None:
    while not over.wait(0.05):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def endless(connection: socket.socket, over: threading.Event) -> None:
    """Accepted, with a body that never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"x" * 65536)


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.COMPTOIR_PRIVATE_WEBHOOKS = True
    settings.COMPTOIR_WEBHOOK_SECONDS = 1


@pytest.mark.parametrize("talk", [silent, dripping, continuing])
def test_an_attempt_ends_in_time_whatever_the_receiver_does(talk: Any) -> None:
    began = time.monotonic()
    with listening(talk) as url, pytest.raises(TooSlow):
        post(url, b"a=b")
    assert time.monotonic() - began < 5


def test_of_an_answer_without_end_only_the_status_counts() -> None:
    with listening(endless) as url:
        assert post(url, b"a=b") == 200


@pytest.mark.django_db(transaction=True)
def test_a_bad_receiver_holds_up_nobody_and_has_one_connection_at_a_time(settings: Any) -> None:
    settings.COMPTOIR_WEBHOOK_SECONDS = 20
    world = World()
    connections: list[float] = []

    def note(_connection: socket.socket, over: threading.Event) -> None:
        connections.append(time.monotonic())
        over.wait(60)

    lane = DeliveryLane()
    with listening(note) as bad, receiving() as good:
        for url in (bad, f"{bad}?second", good.url):
            webhook = OutgoingWebhook.objects.create(
                owner=world.admin, title=url, url=url, token="t", created_at=timezone.now()
            )
            try_outgoing(webhook, actor=world.admin, at=timezone.now())
        assert lane.turn() == 2
        until = time.monotonic() + 15
        while not (good.told and connections) and time.monotonic() < until:
            time.sleep(0.01)
        assert len(good.told) == 1
        assert len(connections) == 1
        assert lane.turn() == 0
        assert not Event.objects.filter(code="none").exists()  # the database answers meanwhile
    lane._pool.shutdown(wait=True)
    assert Delivery.objects.filter(state="done").count() == 1


def test_deliveries_have_a_lane_and_are_no_jobs(world: World) -> None:
    assert "outgoing webhooks" in lanes
    assert not any("webhook" in chore.code for chore in chores)
