"""Where webhooks may go: to web addresses outside the server's own network, however they are written (SSRF)."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError

PORTS = {"http": 80, "https": 443}
NOT_AN_ADDRESS = _("Type an address that begins with https:// or http://, without a user name in it.")
PRIVATE = _("This address is inside the server's own network, where webhooks may not go.")
UNKNOWN_HOST = _("There is no such host.")
# How long a name may take to be looked up when an address is saved.
LOOK_UP_SECONDS = 3.0

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# An IPv6 address of these networks stands for the IPv4 address in its last 32 bits: NAT64 (also of one's own network),
# the outdated "IPv4-compatible" and "IPv4-translated" addresses, and those of ISATAP tunnels.
ENDS_IN_IPV4 = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
)
# The module `ipaddress` calls some of these public.
NEVER = tuple(
    ipaddress.ip_network(network) for network in ("fec0::/10", "192.88.99.0/24", "100::/64", "5f00::/16", "2001::/23")
)


class CannotSend(CrmError):
    """The address may not be posted to; the message says why."""

    code = "cannot_send"


def check_address(url: str) -> None:
    """Refuse what is not a web address, and hosts that are in the server's own network now. Errors: CannotSend.

    A name that nobody knows yet is let through: it is looked up again, and checked, whenever something is sent.
    """
    parts = parsed(url)
    try:
        addresses_of(parts.hostname or "", port_of(parts), LOOK_UP_SECONDS)
    except CannotSend as refusal:
        if refusal.message is not UNKNOWN_HOST:
            raise


def parsed(url: str) -> SplitResult:
    """Return the parts of a web address. Errors: CannotSend."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CannotSend(NOT_AN_ADDRESS) from error
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or port == 0 or not plain:
        raise CannotSend(NOT_AN_ADDRESS)
    return parts


def port_of(parts: SplitResult) -> int:
    return parts.port or PORTS[parts.scheme]


def receiver_of(url: str) -> str:
    """Return host and port: what takes one connection at a time."""
    try:
        parts = parsed(url)
    except CannotSend:
        return ""
    return f"{parts.hostname}:{port_of(parts)}"


def addresses_of(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host; a single private one refuses it. Errors: CannotSend."""
    addresses = _looked_up(host, port, seconds)
    if not settings.COMPTOIR_PRIVATE_WEBHOOKS and any(is_private(address) for address in addresses):
        raise CannotSend(PRIVATE)
    return addresses


def is_private(address: str) -> bool:
    """Say whether an address is outside the public network, or stands for one that is."""
    return any(_is_own(each) for each in _meant(ipaddress.ip_address(address.partition("%")[0])))


def _is_own(address: IPAddress) -> bool:
    if not address.is_global or address.is_multicast:
        return True
    return any(address.version == network.version and address in network for network in NEVER)


def _meant(address: IPAddress) -> Iterator[IPAddress]:
    """Yield the address, and the IPv4 addresses that it may lead to; NAT64 itself is as public as what it leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in ENDS_IN_IPV4) or (int(address) >> 32) & 0xFFFFFFFF in (0x5EFE, 0x2005EFE):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    found = [each for each in inner if each is not None]
    yield from found
    if not found or address not in ENDS_IN_IPV4[0]:
        yield address


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Ask the resolver for so long at most: it has no time limit of its own."""
    found: list[str] = []

    def look_up() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(entry[4][0]) for entry in entries)

    thread = threading.Thread(target=look_up, name="look up", daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise CannotSend(UNKNOWN_HOST)
    return list(found)
