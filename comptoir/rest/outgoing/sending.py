"""Posting to an address that a user typed, within a time that the receiver cannot stretch.

The connection goes to the address that was checked: a second look-up could give another one (DNS rebinding). Redirects
are not followed, proxies are not used; of the answer only the status counts.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from django.conf import settings

from comptoir.rest.outgoing.targets import addresses_of, parsed, port_of

# So much of an answer is read, to let the receiver finish in peace; the rest is not.
LARGEST_ANSWER = 64 * 1024


class TooSlow(OSError):
    """The receiver did not answer in time, however busily it sent."""


def post(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> int:
    """Post the form and return the status of the answer, within COMPTOIR_WEBHOOK_SECONDS in all.

    Errors: CannotSend, OSError, http.client.HTTPException.
    """
    ends = time.monotonic() + settings.COMPTOIR_WEBHOOK_SECONDS
    parts = parsed(url)
    host, port = parts.hostname or "", port_of(parts)
    address = addresses_of(host, port, _left(ends))[0]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "Comptoir",
        "Connection": "close",
        **(headers or {}),
    }
    plain = socket.create_connection((address, port), timeout=_left(ends))
    with cut_off(plain, ends) as over:
        connection = _connection(parts.scheme, host, port)
        connection.sock = _secured(plain, parts.scheme, host)
        try:
            connection.request("POST", path, body, sent)
            answer = connection.getresponse()
            # A connection that was shut looks like the end of the headers.
            if over.is_set():
                raise OSError
            _read_on(answer)
            return answer.status
        finally:
            connection.close()


@contextmanager
def cut_off(connection: socket.socket, ends: float) -> Iterator[threading.Event]:
    """Shut the connection when the time is over, and set the event. Errors: TooSlow.

    A timeout of the socket would not do: it begins again with each byte, and a receiver may send one every few seconds.
    """
    over = threading.Event()
    # A descriptor of its own: TLS takes the other one away, and its number may be given to somebody else.
    handle = connection.dup()

    def shut() -> None:
        over.set()
        with suppress(OSError):  # the receiver has closed it
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(ends), shut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    except (OSError, http.client.HTTPException) as error:
        if over.is_set():
            raise TooSlow(f"no answer within {settings.COMPTOIR_WEBHOOK_SECONDS} seconds") from error
        raise
    finally:
        timer.cancel()
        handle.close()
        connection.close()


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TooSlow(f"no answer within {settings.COMPTOIR_WEBHOOK_SECONDS} seconds")
    return left


def _connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port)
    return http.client.HTTPConnection(host, port)


def _secured(plain: socket.socket, scheme: str, host: str) -> socket.socket:
    return plain if scheme == "http" else ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _read_on(answer: http.client.HTTPResponse) -> None:
    """Read the body as far as it is small and comes in time; the status says all that counts."""
    try:
        answer.read(LARGEST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError):
        return
