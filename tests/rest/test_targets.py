"""Where webhooks may not go, however it is written: refused when it is saved, and again when something is sent."""

import socket
from typing import Any

import pytest
from django.utils import timezone

from comptoir.kit.errors import Invalid
from comptoir.rest.outgoing.actions import add_outgoing
from comptoir.rest.outgoing.sending import post
from comptoir.rest.outgoing.targets import CannotSend, is_private
from tests.rest.receiver import receiving
from tests.world import World


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:a00:1::",
        "2002:7f00:1::1",
        "2001:0:a00:1::1",
        "2001:db8::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "feff::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "100::1",
        "2a01:e0a::5efe:a00:1",
    ],
)
def test_addresses_of_the_own_network(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2a00:1450::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    """NAT64 too: on a network without IPv4 every public host has such an address."""
    assert not is_private(address)


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to these addresses, the next list at each look-up; return the hosts that were connected to."""
    left = list(answers)
    connected: list[str] = []

    def look_up(_host: str, port: int, **_: Any) -> Any:
        return [(0, 0, 0, "", (address, port)) for address in (left.pop(0) if len(left) > 1 else left[0])]

    def connect(place: tuple[str, int], **_: Any) -> Any:
        connected.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


def save(world: World, url: str) -> None:
    add_outgoing("Listener", url, ["ONCRMDEALADD"], actor=world.admin, at=timezone.now())


def test_a_name_is_checked_when_it_is_saved(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(Invalid) as refusal:
        save(world, "https://intranet.example.com/")
    assert "inside the server" in str(refusal.value.fields["url"])
    resolver(monkeypatch, ["93.184.215.14"])
    save(world, "https://hooks.example.com/")


def test_a_name_that_leads_elsewhere_later_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolver(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    with pytest.raises(ConnectionRefusedError):
        post("http://rebinding.example.com/", b"")
    with pytest.raises(CannotSend):
        post("http://rebinding.example.com/", b"")
    assert connected == ["93.184.215.14"]


def test_a_redirect_into_the_own_network_is_not_followed(settings: Any) -> None:
    settings.COMPTOIR_PRIVATE_WEBHOOKS = True
    with receiving() as receiver:
        receiver.status = 302
        assert post(receiver.url, b"a=b") == 302
        assert len(receiver.told) == 1
