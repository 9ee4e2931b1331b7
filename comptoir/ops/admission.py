"""What must hold before a command touches the data: they fit the code, and nobody needs them alone.

A command says in attributes of its class what differs from that:

    works_without_data  it reads and writes no portal (docs, messages), or makes one (restore)
    brings_up_to_date   data of an older version, or none, are what it is there for
    works_alone         nobody else may work with the home meanwhile
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from comptoir.ops.data_version import require_data
from comptoir.ops.home_lock import alone, sharing


@contextmanager
def admitted(arguments: Sequence[str]) -> Iterator[None]:
    """Let the command run, or refuse it. Errors: CannotStart."""
    command = _command(arguments)
    if command is None or getattr(command, "works_without_data", False):
        yield
        return
    with (alone if getattr(command, "works_alone", False) else sharing)(settings.COMPTOIR_HOME):
        require_data(may_be_behind=getattr(command, "brings_up_to_date", False))
        yield


def _command(arguments: Sequence[str]) -> BaseCommand | None:
    """Return our command of that name; None for Django's own and for those that are only asked for their help."""
    if not arguments or {"-h", "--help", "--version"} & set(arguments):
        return None
    django.setup()
    name = arguments[0]
    return load_command_class("comptoir.ops", name) if get_commands().get(name) == "comptoir.ops" else None
