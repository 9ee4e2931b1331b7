"""References between the commands of a batch: `$result[key][path]` in a value becomes what was found there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from comptoir.rest.call import scalar_text
from comptoir.rest.phparray import Value

REFERENCE = re.compile(r"\$result((?:\[[^\[\]]*\])+)")
STEP = re.compile(r"\[([^\[\]]*)\]")


def resolve(value: Value, results: Mapping[str, object]) -> Value:
    """Return the value with every reference replaced; what leads nowhere becomes an empty text.

    Steps are keys of maps and numbers of lists of earlier results, nothing else: `__class__` is a key like any other.
    """
    if isinstance(value, str):
        return _resolve_text(value, results) if "$result[" in value else value
    if isinstance(value, list):
        return [resolve(item, results) for item in value]
    if isinstance(value, dict):
        return {key: resolve(item, results) for key, item in value.items()}
    return value


def _resolve_text(text: str, results: Mapping[str, object]) -> Value:
    if whole := REFERENCE.fullmatch(text):
        return _as_value(_find(whole[1], results))
    return REFERENCE.sub(lambda match: _as_text(_find(match[1], results)), text)


def _find(path: str, results: Mapping[str, object]) -> object:
    found: object = results
    for step in STEP.findall(path):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and step.isascii() and step.isdigit() and len(step) < 10:
            found = found[int(step)] if int(step) < len(found) else None
        else:
            return None
    return found


def _as_value(found: object) -> Value:
    if isinstance(found, bool | int | float | str | list | dict):
        return found
    return "" if found is None else str(found)


def _as_text(found: object) -> str:
    if isinstance(found, bool | int | float | str):
        return scalar_text(found)
    return "" if found is None or isinstance(found, list | dict | tuple) else str(found)
