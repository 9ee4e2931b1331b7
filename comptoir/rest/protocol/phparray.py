"""PHP's arrays: parsing `a[b][]=1` into nested values, and converting between lists and maps.

PHP has one type for both, so clients send either. A value is text, number, bool, None, a list or a dict with text
keys. Names such as `__class__` are plain keys: nothing is looked up on objects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote_to_bytes

from comptoir.rest.protocol.errors import invalid_request

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

MAX_DEPTH = 64
MAX_VALUES = 10_000
INTEGER_KEY = re.compile(r"(?:0|[1-9][0-9]{0,17})\Z")


@dataclass(slots=True)
class Budget:
    """The number of values that a request may still hold; query, body and batch commands share it."""

    left: int = MAX_VALUES

    def spend(self, count: int = 1) -> None:
        self.left -= count
        if self.left < 0:
            raise invalid_request(f"Too many parameters: a request may hold {MAX_VALUES} values.")


class _Array(dict[str, "Value | _Array"]):
    """A dict that remembers the number of the next `[]`, which PHP takes from the largest integer key."""

    __slots__ = ("next_index",)

    def __init__(self) -> None:
        super().__init__()
        self.next_index = 0

    def put(self, key: str, value: Value | _Array) -> None:
        if INTEGER_KEY.match(key):
            self.next_index = max(self.next_index, int(key) + 1)
        self[key] = value

    def child(self, key: str) -> _Array:
        found = self.get(key)
        if not isinstance(found, _Array):
            found = _Array()
            self.put(key, found)
        return found


def parse_query(raw: bytes, budget: Budget) -> dict[str, Value]:
    """Return the nested values of a query string or form body, percent-encoded or not."""
    root = _Array()
    for pair in raw.split(b"&"):
        if not pair:
            continue
        name, value = split_pair(pair)
        put_pair(root, decode(name), decode(value), budget)
    return plain(root)


def split_pair(pair: bytes) -> tuple[bytes, bytes]:
    """Split at the first `=` outside brackets: clients send `filter[>=ID]=5` without escaping, too."""
    head, _, tail = pair.partition(b"=")
    for _level in range(MAX_DEPTH):
        opened = max(head.rfind(b"["), head.upper().rfind(b"%5B"))
        closed = max(head.rfind(b"]"), head.upper().rfind(b"%5D"))
        if opened <= closed or not (b"]" in tail or b"%5D" in tail.upper()):
            break
        inner, equals, rest = tail.partition(b"=")
        head, tail = head + b"=" + inner, rest
        if not equals:
            return pair.partition(b"=")[::2]
    return head, tail


def parse_pairs(pairs: list[tuple[str, str]], budget: Budget) -> dict[str, Value]:
    """Return the nested values of decoded names and values, as a multipart body gives them."""
    root = _Array()
    for name, value in pairs:
        put_pair(root, checked(name), checked(value), budget)
    return plain(root)


def decode(raw: bytes) -> str:
    try:
        return checked(unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise invalid_request("The request is not valid UTF-8.") from error


def checked(text: str) -> str:
    """Return the text. Errors: INVALID_REQUEST for NUL and lone surrogates, which PostgreSQL cannot store."""
    if "\x00" in text:
        raise invalid_request("A parameter contains a NUL character.")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise invalid_request("The request is not valid UTF-8.")
    return text


def put_pair(root: _Array, name: str, value: str, budget: Budget) -> None:
    keys = split_name(name)
    if not keys:
        return
    budget.spend(len(keys))
    node = root
    for key in keys[:-1]:
        node = node.child(key if key is not None else str(node.next_index))
    last = keys[-1]
    node.put(last if last is not None else str(node.next_index), value)


def split_name(name: str) -> list[str | None]:
    """Split `a[b][]` into its keys, None for `[]`. Brackets that do not close are part of the name."""
    start = name.find("[")
    if start <= 0 or "]" not in name:
        return [name] if name else []
    keys: list[str | None] = [name[:start]]
    while start < len(name) and name[start] == "[":
        end = name.find("]", start)
        if end < 0:
            break
        keys.append(name[start + 1 : end] or None)
        if len(keys) > MAX_DEPTH:
            raise too_deep()
        start = end + 1
    return keys


def plain(array: _Array) -> dict[str, Value]:
    """Return the parsed tree with plain dicts, and lists where the keys are 0..n-1 in order."""
    return {key: _plain_value(value) for key, value in array.items()}


def _plain_value(value: Value | _Array) -> Value:
    if not isinstance(value, _Array):
        return value
    inner = plain(value)
    return list(inner.values()) if counts_from_zero(inner) else inner


def counts_from_zero(mapping: Mapping[str, object]) -> bool:
    """Say whether PHP's json_encode writes this array as a list: its keys are 0..n-1 in order."""
    return all(key == str(index) for index, key in enumerate(mapping))


def check_tree(root: Value, budget: Budget) -> None:
    """Refuse a JSON tree that is too deep or too large, or holds text that no database stores. No recursion."""
    level: list[Value] = [root]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise too_deep()
        budget.spend(len(level))
        deeper: list[Value] = []
        for value in level:
            if isinstance(value, dict):
                for key in value:
                    checked(key)
                deeper.extend(value.values())
            elif isinstance(value, list):
                deeper.extend(value)
            elif isinstance(value, str):
                checked(value)
        level = deeper


def too_deep() -> Exception:
    return invalid_request(f"Parameters are nested too deeply: {MAX_DEPTH} levels are allowed.")


def as_list(value: Value) -> list[Value] | None:
    """Return a PHP array as a list, numeric keys in their order; None if the value is not a list.

    A list with one empty text is an empty list: form encoding has no other way to write it (`key[]=`).
    """
    if isinstance(value, list):
        return [] if value == [""] else value
    if isinstance(value, dict) and all(INTEGER_KEY.match(key) for key in value):
        return as_list([value[key] for key in sorted(value, key=int)])
    return None


def as_mapping(value: Value) -> dict[str, Value] | None:
    """Return a PHP array as a dict; None if the value is not an array."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    return None
