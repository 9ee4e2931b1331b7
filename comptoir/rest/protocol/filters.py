"""REST `filter` and `order`, parsed into the filter language of comptoir.kit.filters.

There are two grammars: the classic one (a prefix before each field, all conditions joined by AND) and the nested one of
crm.item.* (sub-filters, `logic`). Names of fields are not checked here: the code that builds the query ignores an
unknown one (classic) or refuses it (crm.item).
"""

from __future__ import annotations

from collections.abc import Mapping

from comptoir.kit.filters import NOTHING, Condition, Group, Op, Order
from comptoir.rest.protocol.errors import Family, invalid_argument, invalid_request
from comptoir.rest.protocol.phparray import Value, as_list, as_mapping

MAX_PARTS = 2_000
MAX_FILTER_DEPTH = 32

# Longest first: the first match wins. `<>` is not an operator of the protocol: it means `<` and the field `>NAME`.
PREFIXES: tuple[tuple[str, Op], ...] = (
    ("!=%", Op.NOT_LIKE),
    ("!%=", Op.NOT_LIKE),
    ("!%", Op.NOT_CONTAINS),
    ("!@", Op.NOT_IN),
    ("!=", Op.NE),
    ("=%", Op.LIKE),
    ("%=", Op.LIKE),
    ("><", Op.BETWEEN),
    (">=", Op.GTE),
    ("<=", Op.LTE),
    ("!", Op.NE),
    ("%", Op.CONTAINS),
    ("@", Op.IN),
    (">", Op.GT),
    ("<", Op.LT),
    ("=", Op.EQ),
)
COMPARISONS = frozenset({Op.GT, Op.GTE, Op.LT, Op.LTE})


def parse_classic(filter_: Mapping[str, Value]) -> Group:
    """Return the meaning of a classic `filter`: every entry is a condition, all joined by AND."""
    if len(filter_) > MAX_PARTS:
        raise _too_large()
    return Group("AND", tuple(_condition(key, value) for key, value in filter_.items() if _is_condition(key)))


def parse_nested(filter_: Value) -> Group:
    """Return the `filter` of crm.item.*, in which a numeric key or a bare object is a sub-filter.

    `logic` (AND or OR) joins the level it stands in; in a list it may stand in an object of its own.
    Errors: INVALID_REQUEST for more than 32 levels, INVALID_ARG_VALUE for an unknown `logic`.
    """
    return _nested_group(filter_, 1)


def parse_order(order: Mapping[str, Value], family: Family = Family.CLASSIC) -> tuple[Order, ...]:
    """Return the steps of `order` as written; an unknown direction is refused (crm.item) or ascending (classic)."""
    return tuple(_order(field, direction, family) for field, direction in order.items())


def split_prefix(key: str) -> tuple[Op, str]:
    """Split `>=DATE_CREATE` into its operator and field; no prefix is EQ."""
    for prefix, op in PREFIXES:
        if key.startswith(prefix) and len(key) > len(prefix):
            return op, key[len(prefix) :]
    return Op.EQ, key


def make_condition(field: str, op: Op, value: Value) -> Condition | Group:
    """Return the condition for an operator and a value, with arrays and empty values resolved.

    `=` and `!` mean IN and NOT_IN for an array, "is empty" and "is not empty" for an empty value. A comparison with an
    empty value matches nothing: clients chain `>ID` of `$result[...]` in batches beyond the last page.
    """
    if op is Op.BETWEEN:
        return _between(field, as_list(value))
    if op in (Op.IN, Op.NOT_IN) or isinstance(value, list | dict):
        return _membership(field, op, value)
    if op in COMPARISONS or op in (Op.CONTAINS, Op.LIKE):
        return NOTHING if _is_empty(value) else Condition(field, op, value)
    if op in (Op.NOT_CONTAINS, Op.NOT_LIKE):
        return Group("AND") if _is_empty(value) else Condition(field, op, value)
    if _is_empty(value):
        return Condition(field, Op.EMPTY if op is Op.EQ else Op.NOT_EMPTY)
    return Condition(field, op, value)


def _is_condition(key: str) -> bool:
    """Say whether a key of a classic filter names a field: numeric keys and LOGIC are ignored there."""
    return not key.isdigit() and key.upper() != "LOGIC"


def _condition(key: str, value: Value) -> Condition | Group:
    op, field = split_prefix(key)
    return make_condition(field, op, value)


def _is_empty(value: Value) -> bool:
    return value is None or value is False or value == ""


def _between(field: str, bounds: list[Value] | None) -> Condition | Group:
    if bounds is None or len(bounds) != 2 or any(_is_empty(bound) for bound in bounds):
        return NOTHING
    return Condition(field, Op.BETWEEN, tuple(bounds))


def _membership(field: str, op: Op, value: Value) -> Condition | Group:
    """Return the condition for an array; operators without arrays (`>`, `%`) match any member, `!%` matches none."""
    array = as_mapping(value)
    members = [value] if array is None else [item for item in array.values() if not isinstance(item, list | dict)]
    filled = tuple(item for item in members if not _is_empty(item))
    if op in (Op.EQ, Op.IN):
        parts: tuple[Condition | Group, ...] = (Condition(field, Op.IN, filled),) if filled else ()
        return _join("OR", parts + ((Condition(field, Op.EMPTY),) if len(filled) < len(members) else ()))
    if op in (Op.NE, Op.NOT_IN):
        parts = (Condition(field, Op.NOT_IN, filled),) if filled else ()
        return _join("AND", parts + ((Condition(field, Op.NOT_EMPTY),) if len(filled) < len(members) else ()))
    joined = tuple(Condition(field, op, item) for item in filled)
    return Group("AND" if op in (Op.NOT_CONTAINS, Op.NOT_LIKE) else "OR", joined)


def _join(joiner: str, parts: tuple[Condition | Group, ...]) -> Condition | Group:
    if len(parts) == 1:
        return parts[0]
    return Group("OR" if joiner == "OR" else "AND", parts)


def _nested_group(level: Value, depth: int) -> Group:
    if depth > MAX_FILTER_DEPTH:
        raise invalid_request(f"The filter is nested too deeply: {MAX_FILTER_DEPTH} levels are allowed.")
    entries = as_mapping(level)
    if entries is None:
        raise invalid_argument("Invalid filter: a sub-filter must be an array")
    if len(entries) > MAX_PARTS:
        raise _too_large()
    logic = "AND"
    parts: list[Condition | Group] = []
    for key, value in entries.items():
        if key.lower() == "logic":
            logic = _logic(value)
        elif (lone := _lone_logic(key, value)) is not None:
            logic = _logic(lone)
        elif _is_sub_filter(key, value):
            parts.append(_nested_group(value, depth + 1))
        else:
            parts.append(_condition(key, value))
    if logic == "OR" and parts:
        return Group("OR", tuple(parts))
    return Group("AND", tuple(parts))


def _is_sub_filter(key: str, value: Value) -> bool:
    """Say whether an entry is a sub-filter: a numeric key always, a name if its object is not a list of values."""
    if key.isdigit():
        return True
    return isinstance(value, dict) and as_list(value) is None


def _lone_logic(key: str, value: Value) -> Value:
    """Return the joiner of the list form `[{"logic": "OR"}, {...}, {...}]`, None for anything else."""
    if not key.isdigit() or not isinstance(value, dict) or len(value) != 1:
        return None
    name, joiner = next(iter(value.items()))
    return joiner if name.lower() == "logic" else None


def _logic(value: Value) -> str:
    joiner = value.upper() if isinstance(value, str) else ""
    if joiner not in ("AND", "OR"):
        raise invalid_argument("Invalid filter: logic must be AND or OR")
    return joiner


def _order(field: str, direction: Value, family: Family) -> Order:
    text = direction.strip().upper() if isinstance(direction, str) else ""
    if family is Family.CAMEL and text not in ("ASC", "DESC"):
        raise invalid_argument(
            f"Invalid order: allowed sort directions are ASC, DESC. But got '{direction}' for field '{field}'"
        )
    return Order(field, descending=text.startswith("DESC"))


def _too_large() -> Exception:
    return invalid_request(f"The filter is too large: {MAX_PARTS} conditions are allowed.")
