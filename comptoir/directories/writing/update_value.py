"""Renaming, moving and recolouring a value; giving it back the name it came with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account.queries import account
from comptoir.directories import events
from comptoir.directories.history.changes import attributes_of, record
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.groups import check_place
from comptoir.directories.values.reading import claim, is_stage_directory
from comptoir.directories.values.seeding import shipped_name
from comptoir.directories.writing.add_value import checked_colour, checked_name
from comptoir.kit.errors import NotFound


def update_value(value_id: int, changes: Mapping[str, Any], *, actor: User, at: datetime) -> DirectoryValue:
    """Change `name` (in the portal's language), `sort` and `colour`; nothing is written when nothing differs.

    A name equal to the shipped one gives the value its shipped names back, in every language (ruling R12).
    Errors: Forbidden without the right to change settings; NotFound; NameRequired, NameTooLong, InvalidColour,
            MisplacedStage.
    """
    require_settings(actor)
    with transaction.atomic():
        claim()
        value = DirectoryValue.objects.select_for_update().filter(pk=value_id).first()
        if value is None:
            raise NotFound
        before = attributes_of(value)
        if "name" in changes:
            _rename(value, checked_name(changes["name"]))
        if "colour" in changes:
            value.colour = checked_colour(changes["colour"])
        if "sort" in changes:
            _move(value, changes["sort"])
        after = attributes_of(value)
        if after != before:
            value.save()
            record(events.CHANGED, value, before, after, actor=actor, at=at)
    return value


def _rename(value: DirectoryValue, name: str) -> None:
    language = account().language
    if name == shipped_name(value.default_key, language):
        value.name, value.names = "", {}
    elif language in value.names:
        value.names = {**value.names, language: name}
    else:
        value.name = name


def _move(value: DirectoryValue, sort: int) -> None:
    if is_stage_directory(value.directory) and sort != value.sort:
        check_place(
            DirectoryValue.objects.filter(directory=value.directory).exclude(pk=value.pk), value.semantics, sort
        )
    value.sort = sort
