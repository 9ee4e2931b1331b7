"""The list of methods in docs/rest.md, written from the registry."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comptoir.rest.protocol.registry import METHODS, Method

BEGIN = "<!-- methods: written by `comptoir docs --write`, do not edit below -->"


def with_methods(text: str) -> str:
    """Return the document with an updated list of methods; the text above the mark is kept."""
    above = text.partition(BEGIN)[0].rstrip()
    return "\n".join([above, "", BEGIN, "", *_lines()])


def _lines() -> Iterator[str]:
    areas: dict[str, list[Method]] = {}
    for entry in METHODS:
        areas.setdefault(_area(entry), []).append(entry)
    for area in sorted(areas):
        yield f"### {area}"
        yield ""
        for entry in sorted(areas[area], key=lambda entry: entry.key):
            yield from _method_lines(entry)


def _area(entry: Method) -> str:
    """Return the heading under which a method stands: crm.deal, user, service methods."""
    parts = entry.name.split(".")
    if not entry.scope:
        return "Service methods"
    return ".".join(parts[:2]) if len(parts) > 2 else parts[0]


def _method_lines(entry: Method) -> Iterator[str]:
    scope = f"scope `{entry.scope}`" if entry.scope else "any scope"
    yield f"#### {entry.name}"
    yield ""
    yield f"{entry.summary} ({scope})"
    yield ""
    if entry.params:
        yield from (f"- `{name}`: {meaning}" for name, meaning in entry.params.items())
        yield ""
    body = f" -H 'Content-Type: application/json' \\\n     -d '{_json(entry)}'" if entry.example else ""
    yield "```sh"
    yield f'curl "$WEBHOOK/{entry.name}"{body}'
    yield "```"
    yield ""


def _json(entry: Method) -> str:
    return msgspec.json.encode(entry.example).decode().replace("'", "'\\''")
