"""Changes of the lists in words: one sentence each, for the history and for a user who saved too late."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.directories.history.kinds import kind_of
from comptoir.directories.history.reading import ValueChange
from comptoir.directories.values.names import shipped_name, shown_name
from comptoir.directories.values.reading import snapshot
from comptoir.kit.semantics import Semantics


def describe(change: ValueChange, language: str) -> list[str]:
    """Return what happened to the value, by its name as it was then: a sentence for each thing."""
    if kind := kind_of(change):
        return kind.describe(change, language)
    name = name_then(change, language)
    if change.kind == "added":
        return [_("“%(name)s” was added") % {"name": name}]
    if change.kind == "merged":
        into = change.changes["into"][1]
        return [
            _("“%(name)s” was replaced by “%(other)s” on %(count)s records and deleted")
            % {
                "name": name,
                "other": name_now(change.directory, into, language),
                "count": change.changes["items"][1],
            }
        ]
    if change.kind == "deleted":
        return [_("“%(name)s” was deleted") % {"name": name}]
    return [text for text in _changed(change, name, language) if text]


def describe_set(changes: Sequence[ValueChange], language: str) -> list[str]:
    """Return what a change set did, without what merely follows from something else that it did."""
    return [line for _code, line in lines_by_value(changes, language)]


def lines_by_value(changes: Sequence[ValueChange], language: str) -> list[tuple[str, str]]:
    """Return what `describe_set` says, each line with the code of its value; "" for what is about none."""
    told = [(change.code, line) for change in changes if not is_noise(change) for line in describe(change, language)]
    return told or [("", _("The order was changed"))]


def is_noise(change: ValueChange) -> bool:
    """Say whether a change is only what follows from others: a number in the order."""
    return change.kind == "changed" and set(change.changes) <= {"sort"}


def _changed(change: ValueChange, name: str, language: str) -> Iterator[str]:
    what = change.changes
    if "name" in what:
        before, after = (_shown(change, place, language) for place in (0, 1))
        yield _("“%(before)s” was renamed “%(after)s”") % {"before": before, "after": after}
    if "names" in what:
        yield from _names_per_language(what["names"], name)
    if "colour" in what:
        before, after = (colour or _("no colour") for colour in what["colour"])
        yield _("“%(name)s” changed colour, from %(before)s to %(after)s") % {
            "name": name,
            "before": before,
            "after": after,
        }
    if "semantics" in what:
        failure = what["semantics"][1] == Semantics.FAILURE
        yield (_("“%(name)s” became a failure stage") if failure else _("“%(name)s” became a stage in progress")) % {
            "name": name
        }
    if "is_hidden" in what:
        yield (_("“%(name)s” was hidden") if what["is_hidden"][1] else _("“%(name)s” is shown again")) % {"name": name}
    if "is_default" in what:
        chosen = what["is_default"][1]
        yield (
            _("“%(name)s” became the default value") if chosen else _("“%(name)s” is no longer the default value")
        ) % {"name": name}
    if "leaving_to" in what:
        yield from _leaving(change, name, language)
    if set(what) <= {"sort"}:
        yield _("“%(name)s” was moved") % {"name": name}


def _names_per_language(pair: list[dict[str, str]], name: str) -> Iterator[str]:
    before, after = (names or {} for names in pair)
    for code, language_name in settings.LANGUAGES:
        if before.get(code) == after.get(code):
            continue
        told = {"name": name, "language": language_name, "before": before.get(code), "after": after.get(code)}
        if not before.get(code):
            yield _("“%(name)s” is now called “%(after)s” in %(language)s") % told
        elif not after.get(code):
            yield _("“%(name)s” lost its own name “%(before)s” in %(language)s") % told
        else:
            yield _("“%(before)s” was renamed “%(after)s” in %(language)s") % told


def _leaving(change: ValueChange, name: str, language: str) -> Iterator[str]:
    before, into = change.changes["leaving_to"]
    if into:
        other = name_now(change.directory, into, language)
        yield _("“%(name)s” is being replaced by “%(other)s”") % {"name": name, "other": other}
    elif before:
        yield _("“%(name)s” is not replaced any more") % {"name": name}


def name_then(change: ValueChange, language: str) -> str:
    """Return the name that the value had before the change, or got by it; its code when nothing is known."""
    for pair in (change.changes.get("names"), None):
        named = next((names.get(language) for names in pair or () if names), None)
        if named:
            return str(named)
    if "name" in change.changes or change.kind != "changed":
        return _shown(change, 0 if change.kind != "added" else 1, language)
    return name_now(change.directory, change.code, language)


def name_now(directory: str, code: str, language: str) -> str:
    value = snapshot().find(directory, code)
    return shown_name(value, language) if value else code


def _shown(change: ValueChange, place: int, language: str) -> str:
    pair: list[Any] = change.changes.get("name", ["", ""])
    key = change.changes.get("default_key", [None, None])[place] or _default_key(change)
    return pair[place] or shipped_name(key, language) or change.code


def _default_key(change: ValueChange) -> str:
    value = snapshot().find(change.directory, change.code)
    return value.default_key if value else ""
