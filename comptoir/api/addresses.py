"""The addresses below /api/v1/: each is declared once, for the router and for the description."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.api.operations import Operation
from comptoir.kit.registry import Registry

PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class PathPart:
    """A part of a path that varies: its schema, and the parameter it gives where that has another name."""

    type: str = "string"
    enum: tuple[str, ...] = ()
    gives: str = ""

    @property
    def schema(self) -> dict[str, object]:
        return {"type": self.type, **({"enum": list(self.enum)} if self.enum else {})}


@dataclass(frozen=True)
class Address:
    """A path as the description writes it, "/metrics/{metric}/items", and an operation for each HTTP method.

    parts   what varies in the path, by name: texts unless something else is said
    fixed   parameters that the path itself says
    """

    path: str
    operations: Mapping[str, Operation]
    parts: Mapping[str, PathPart] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def varying(self) -> dict[str, PathPart]:
        return {name: self.parts.get(name, PathPart()) for name in PART.findall(self.path)}

    @property
    def route(self) -> str:
        """The path as Django's router writes it."""
        converters = {name: "int" if part.type == "integer" else "slug" for name, part in self.varying.items()}
        return PART.sub(lambda found: f"<{converters[found[1]]}:{found[1]}>", self.path).lstrip("/")

    def values(self, parts: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters that the path itself contains."""
        varying = self.varying
        return {**self.fixed, **{varying[name].gives or name: value for name, value in parts.items()}}

    def in_query(self, operation: Operation) -> list[str]:
        """Return the names of the parameters that the address takes in its query; none beside a body."""
        if operation.takes:
            return []
        said = {*self.fixed, *(part.gives or name for name, part in self.varying.items())}
        return [name for name, each in operation.parameters.items() if each.in_address and name not in said]


addresses: Registry[Address] = Registry("addresses of the JSON interface", lambda address: address.path)
