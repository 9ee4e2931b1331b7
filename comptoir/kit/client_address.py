"""The address of the client behind trusted proxies, and what of an address is counted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
UNIX = "unix"  # the peer of a unix socket has no address
FORWARDED_FOR = re.compile(r'(?:^|[;,])\s*for\s*=\s*("[^"]*"|[^;,\s]*)', re.IGNORECASE)


def client_address(meta: Mapping[str, str], trusted: Sequence[Network | str]) -> str:
    """Return the address of the client, "" when it cannot be told.

    The list of a proxy is read from right to left: each entry was written by the host before it, so the first one that
    is no trusted proxy is the client. What stands further left was sent by the client, who may write what they like.
    """
    address = str(meta.get("REMOTE_ADDR", ""))
    if not is_trusted(address, trusted):
        return _plain(address)
    for step in reversed(_steps(meta)):
        if _read(step) is None:
            break  # an unreadable entry is not the proxy's work: the last address that was told with trust counts
        address = step
        if not is_trusted(step, trusted):
            break
    return _plain(address)


def is_trusted(address: str, trusted: Iterable[Network | str]) -> bool:
    """Say whether the peer is a proxy that is believed; one without an address came through a unix socket."""
    read = _read(address)
    if read is None:
        return UNIX in trusted
    return any(not isinstance(network, str) and read in network for network in trusted)


def counted_as(address: str) -> str:
    """Return what limits count: the address, for IPv6 its network of 64 bits, which one customer has as a whole."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(ip_network((read, 64), strict=False))
    return str(read) if read else ""


def _steps(meta: Mapping[str, str]) -> list[str]:
    if listed := meta.get("HTTP_X_FORWARDED_FOR"):
        return [step.strip() for step in listed.split(",")]
    return [step.strip().strip('"') for step in FORWARDED_FOR.findall(meta.get("HTTP_FORWARDED", ""))]


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address with or without port and brackets; an IPv4 address written as IPv6 is the former."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].split("]")[0]
    elif bare.count(":") == 1:
        bare = bare.split(":")[0]
    try:
        read = ip_address(bare.split("%")[0])
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read


def _plain(address: str) -> str:
    return str(_read(address) or "")
