"""What must hold before a start, each refusal one plain sentence.

Standard library only: bin/run asks before anything is installed.
"""

import errno
import os
import socket
import tempfile
from pathlib import Path


class CannotStart(Exception):
    """The machine does not allow a start; the message is for the person at the terminal, the exit code is 2."""

    exit_code = 2


def require_writable(folder: Path, purpose: str) -> None:
    """Refuse a folder that cannot be made or written into.

    Errors: CannotStart, naming the folder and the reason.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise CannotStart(f"{purpose} {folder} cannot be written: {reason}.") from error


def require_free_port(host: str, port: int) -> None:
    """Refuse an address on which the web server could not listen.

    Errors: CannotStart when another program listens there, or the address or port is not ours to take.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise CannotStart(f"{host} is not an address of this machine.") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise CannotStart(_refusal(host, port, error)) from error


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program; choose another one with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the administrator of this machine; choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine."
    return f"Port {port} on {host} cannot be opened: {os.strerror(error.errno or 0)}."
