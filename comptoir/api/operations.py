"""What programs may ask for: an operation is described once, for the JSON interface, REST and the command line.

A capability declares its operations, and where they are asked for, in a module that its `apps.py` imports:

    CATALOGUE = Operation("The catalogue.", lambda _given, _viewer: catalogue(), Catalogue)

    addresses.add(Address("/metrics", {"get": CATALOGUE}))                        # comptoir.api.addresses
    declare_method("comptoir.metric.list", "Gives …", CATALOGUE, part="metrics")  # comptoir.api.rest_methods
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from comptoir.access.models import User
from comptoir.kit.errors import BadRequest

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Given:
    """What a caller gave, whichever way it came: values by name, and the body where the operation takes one."""

    values: Mapping[str, object] = field(default_factory=dict)
    body: bytes | None = None

    def text(self, name: str, default: str = "") -> str:
        """Return a value as text; the default for an absent one, and for null."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def names(self, name: str) -> list[str]:
        """Return a list of texts; [] when absent."""
        value = self.values.get(name)
        return [str(each) for each in value] if isinstance(value, list) else []

    def mapping(self, name: str) -> dict[str, str]:
        """Return texts by name; {} when absent."""
        value = self.values.get(name)
        return {str(key): str(each) for key, each in value.items()} if isinstance(value, Mapping) else {}

    def read_body(self, shape: type[Shape]) -> Shape:
        """Return the JSON body as that struct. Errors: BadRequest naming what is wrong."""
        try:
            return msgspec.json.decode(self.body or b"", type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise BadRequest(
                _("The body is not what is asked for: %(why)s.") % {"why": str(error).rstrip(".")}
            ) from error


@dataclass(frozen=True)
class Parameter:
    """Something that may be given: what it is, in words; a text unless it is a list of names or a mapping.

    `in_address` is false for what the query of an address says in another way.
    """

    text: str
    kind: type[str] | type[int] | type[list[str]] | type[dict[str, str]] = str
    in_address: bool = True


Answer = Callable[[Given, User], Struct | None]


@dataclass(frozen=True)
class Operation:
    """One thing that a program may ask for.

    answer        gets what was given and the user who calls; None is an answer without a body
    gives, takes  the shapes of the answer and of the body
    needed        the parameters that must be given
    changes       whether it writes: then a page of another site cannot ask for it with a session's cookie
    largest_body  in bytes; 0 leaves it to the server
    """

    summary: str
    answer: Answer
    gives: type[Struct]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    takes: type[Struct] | None = None
    changes: bool = False
    largest_body: int = 0
