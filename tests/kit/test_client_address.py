"""The address of the client behind proxies."""

from ipaddress import ip_network

import pytest

from comptoir.kit.client_address import client_address, counted_as

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("::1"))


@pytest.mark.parametrize(
    ("peer", "header", "client"),
    [
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.5, 10.2.0.1", "203.0.113.5"),
        ("10.0.0.1", "203.0.113.5:4711", "203.0.113.5"),
        ("::1", "[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "203.0.113.5, unknown", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("192.0.2.1", "203.0.113.5", "192.0.2.1"),
        ("", "203.0.113.5", ""),
    ],
)
def test_is_told_by_trusted_proxies_from_right_to_left(peer: str, header: str, client: str) -> None:
    assert client_address({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": header}, TRUSTED) == client


def test_reads_the_standard_header_too() -> None:
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_FORWARDED": 'for=1.1.1.1, for="[2001:db8::7]:80";proto=https;by=10.0.0.1'}
    assert client_address(meta, TRUSTED) == "2001:db8::7"


def test_a_unix_socket_is_trusted_when_it_is_said() -> None:
    meta = {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "203.0.113.5"}
    assert client_address(meta, ("unix",)) == "203.0.113.5"


def test_ipv6_counts_by_its_network() -> None:
    assert counted_as("2001:db8:1:2:3::4") == "2001:db8:1:2::/64"
    assert counted_as("192.0.2.1") == "192.0.2.1"
