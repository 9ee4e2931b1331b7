"""Reading the parameters of user.get, department.get and their like: conditions and sorting at the top level."""

from __future__ import annotations

from collections.abc import Mapping

from comptoir.kit.filters import Group
from comptoir.rest.call import Call
from comptoir.rest.filters import parse_classic, parse_order
from comptoir.rest.phparray import Value
from comptoir.rest.row_fields import RowField
from comptoir.rest.row_filter import row_ordering

OWN_PARAMETERS = frozenset({"filter", "sort", "order", "select", "start", "admin_mode", "image_resize", "auth"})


def conditions_of(call: Call) -> Group:
    """Return the conditions of FILTER, and those that stand among the parameters themselves."""
    return parse_classic({**top_level(call), **{key.upper(): value for key, value in call.mapping("filter").items()}})


def top_level(call: Call) -> dict[str, Value]:
    """Return the parameters that are names of fields."""
    return {name.upper(): call.params[name] for name in call.params if name.lower() not in OWN_PARAMETERS}


def ordering_of(call: Call, fields: Mapping[str, RowField]) -> list[str]:
    """Read `sort` and `order`, or the {field: direction} of other lists, which general clients send here too."""
    direction = call.params.get("order")
    steps = parse_order(direction if isinstance(direction, dict) else {call.text("sort", "ID"): direction})
    return row_ordering(steps, fields)
