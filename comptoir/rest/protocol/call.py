"""One call of a method: caller, parameters, moment, and typed readers of the parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from comptoir.access.models import User
from comptoir.rest.protocol.errors import Family, missing_parameter, not_an_array
from comptoir.rest.protocol.params import Params
from comptoir.rest.protocol.phparray import Value, as_list, as_mapping

INTEGER = re.compile(r"\s*[+-]?[0-9]{1,19}\s*\Z")
LARGEST_INTEGER = 2**63 - 1
TRUE = frozenset({"1", "y", "yes", "true", "on"})


@dataclass(frozen=True, slots=True)
class Auth:
    """The rights of the credential; `webhook` is the id of the incoming webhook."""

    webhook: int
    scopes: frozenset[str]
    url: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call, passed to a method's handler.

    `at` is the moment of the request (aware); `family` decides in whose wording the readers refuse. A reader without
    `need_` returns an empty value for an absent parameter; a value of a wrong type is always refused.
    """

    user: User
    params: Params
    at: datetime
    auth: Auth
    family: Family = Family.CLASSIC

    def has(self, name: str) -> bool:
        """Say whether the parameter was sent with a value other than null."""
        return self.params.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.params.get(name)
        if value is None:
            return default
        if isinstance(value, list | dict):
            raise missing_parameter(name, self.family)
        return scalar_text(value)

    def integer(self, name: str) -> int | None:
        """Return a whole number, given as number or text; None when absent or empty."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        number = to_integer(value)
        if number is None:
            raise missing_parameter(name, self.family)
        return number

    def need_integer(self, name: str) -> int:
        number = self.integer(name)
        if number is None:
            raise missing_parameter(name, self.family)
        return number

    def need_id(self, name: str = "id") -> int:
        """Return the positive id that most methods of one record take."""
        number = self.integer(name)
        if number is None or number <= 0:
            raise missing_parameter(name, self.family)
        return number

    def need_text(self, name: str) -> str:
        text = self.text(name)
        if not text:
            raise missing_parameter(name, self.family)
        return text

    def flag(self, name: str) -> bool:
        return to_flag(self.params.get(name))

    def mapping(self, name: str) -> dict[str, Value]:
        """Return an object such as `fields` or `filter`; {} when absent or empty."""
        value = self.params.get(name)
        if value is None or value == "":
            return {}
        found = as_mapping(value)
        if found is None:
            raise not_an_array(name, self.family)
        return found

    def need_mapping(self, name: str) -> dict[str, Value]:
        if not self.has(name) or self.params.get(name) == "":
            raise not_an_array(name, self.family)
        return self.mapping(name)

    def sequence(self, name: str) -> list[Value]:
        """Return a list such as `select` or `rows`; [] when absent or empty."""
        value = self.params.get(name)
        if value is None or value == "":
            return []
        found = as_list(value)
        if found is None:
            raise not_an_array(name, self.family)
        return found

    def names(self, name: str = "select") -> list[str]:
        """Return a list of field names; what is not text in it is left out, a lone text is a list of one."""
        value = self.params.get(name)
        if isinstance(value, str):
            return [value] if value else []
        items: Iterable[Value] = (as_mapping(value) or {}).values()
        return [item for item in items if isinstance(item, str) and item]

    @property
    def start(self) -> int:
        """The row to begin with; -1 asks not to count. Anything unreadable is 0, as in PHP."""
        number = to_integer(self.params.get("start"))
        return -1 if number == -1 else max(number or 0, 0)


def to_integer(value: Value) -> int | None:
    """Return a whole number that fits 64 bits, given as number or text; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= 2**53 else None
    if isinstance(value, str):
        value = int(value) if INTEGER.match(value) else None
    if not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
        return None
    return value


def to_flag(value: Value) -> bool:
    """Return a yes or no in any of the spellings clients use: true, 1, "1", "Y", "true", "True"."""
    if isinstance(value, str):
        return value.strip().lower() in TRUE
    return value is True or value == 1


def scalar_text(value: str | int | float | bool) -> str:
    """Return a scalar as PHP would write it into text: true is 1, false is empty."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
