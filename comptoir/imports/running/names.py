"""Finding by name: records, people, values of lists, pipelines and stages, in every spelling a file may use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from django.utils import translation

from comptoir.access.models import User
from comptoir.imports.mapping.targets import NameSource
from comptoir.items.core.choices import Choice, sources
from comptoir.items.core.item_types import ItemType
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.text import fold


class Unclear(Enum):
    """What a name leads to that several things share."""

    AMBIGUOUS = "ambiguous"


AMBIGUOUS: Final = Unclear.AMBIGUOUS


class Names:
    """Keys by folded name; a name that two of them share finds neither."""

    def __init__(self, pairs: Iterable[tuple[str, object]] = ()) -> None:
        self._keys: dict[str, object] = {}
        for name, key in pairs:
            self.add(name, key)

    def add(self, name: str, key: object) -> None:
        folded = fold(name)
        if folded and self._keys.setdefault(folded, key) != key:
            self._keys[folded] = AMBIGUOUS

    def put(self, name: str, key: object) -> None:
        """Let the name mean this key, whatever it meant."""
        self._keys[fold(name)] = key

    def find(self, name: str) -> Any:
        """Return the key, None for an unknown name, AMBIGUOUS for one that several share."""
        return self._keys.get(fold(name))


def record_names(item_type: ItemType, source: NameSource, user: User) -> Names:
    """Return the ids of the records that the user sees, by name; one query."""
    rows = item_type.visible_to(user).values_list("pk", *source.columns)
    return Names((" ".join(filter(None, row[1:])), row[0]) for row in rows.iterator())


def record_origins(item_type: ItemType, originator: str, user: User) -> dict[str, int]:
    """Return the ids of the records that the user sees, by external id; one query."""
    rows = item_type.visible_to(user).filter(originator_id=originator).exclude(origin_id="")
    return dict(rows.values_list("origin_id", "pk").iterator())


def user_names() -> Names:
    """Return the ids of active users by sign-in name, e-mail address and full name, in either order."""
    names = Names()
    for user in User.objects.active():
        for name in dict.fromkeys(
            fold(text) for text in (user.login, user.email, user.full_name, f"{user.last_name} {user.name}")
        ):
            names.add(name, user.pk)
    return names


def choice_names(directory: str) -> Names:
    """Return the codes of a directory by code and by name in each language."""
    names = Names()
    for choice in choices_of(directory):
        names.put(choice.code, choice.code)
        names.put(choice.code.rpartition(":")[2], choice.code)
    for language in LANGUAGES:
        with translation.override(language):
            for choice in choices_of(directory):
                if names.find(choice.name) is None:
                    names.put(choice.name, choice.code)
    return names


def choices_of(directory: str) -> Sequence[Choice]:
    """Return the choices of a directory, or of an enumeration that nobody configures."""
    enumeration = sources.enumeration(directory)
    return sources.choices.values(directory) if enumeration is None else enumeration


def pipeline_names(item_type: str) -> Names:
    names = Names()
    for language in LANGUAGES:
        with translation.override(language):
            for pipeline in sources.pipelines.all(item_type):
                names.add(pipeline.name, pipeline.id)
    return names
