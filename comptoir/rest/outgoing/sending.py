"""Posting to an address that a user typed, without letting it reach machines of our own network (SSRF).

The name is resolved here, checked, and the connection goes to the checked address: a second lookup could give another
one (DNS rebinding). Redirects are not followed, proxies are not used, and only the status of the answer is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError

TIMEOUT = 10.0
PORTS = {"http": 80, "https": 443}
NOT_AN_ADDRESS = _("Type an address that begins with https:// or http://, without a user name in it.")
PRIVATE = _("This address is inside the server's own network, where webhooks may not go.")
UNKNOWN_HOST = _("There is no such host.")


class CannotSend(CrmError):
    """The address may not be posted to; the message says why."""

    code = "cannot_send"


def check_address(url: str) -> None:
    """Refuse what is not a web address, and private hosts given as numbers. Errors: CannotSend.

    Names are resolved when something is sent: the host may not exist yet when its name is typed.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if not settings.COMPTOIR_PRIVATE_WEBHOOKS and (_is_private(host) or host == "localhost"):
        raise CannotSend(PRIVATE)


def post(url: str, body: bytes) -> int:
    """Post the form and return the status of the answer. Errors: CannotSend, OSError, http.client.HTTPException."""
    parts = _parts(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    connection = _connection(parts.scheme, host, port)
    connection.sock = _connect(parts.scheme, host, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "Comptoir",
        "Connection": "close",
    }
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CannotSend(NOT_AN_ADDRESS) from error
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or port == 0 or not plain:
        raise CannotSend(NOT_AN_ADDRESS)
    return parts


def _connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT)
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)


def _connect(scheme: str, host: str, port: int) -> socket.socket:
    """Connect to the first address of the host; a single private address refuses the host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise CannotSend(UNKNOWN_HOST) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not settings.COMPTOIR_PRIVATE_WEBHOOKS and any(_is_private(address) for address in addresses):
        raise CannotSend(PRIVATE)
    plain = socket.create_connection((addresses[0], port), timeout=TIMEOUT)
    if scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _is_private(host: str) -> bool:
    """Say whether a host is written as an address outside the public network; False for a name."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    # ::ffff:10.0.0.1 and 2002:a00:1:: are IPv6 spellings of 10.0.0.1.
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not address.is_global or address.is_multicast or (mapped is not None and not mapped.is_global)
