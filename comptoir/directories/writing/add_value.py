"""Adding a value to a drop-down list, or a stage to a stage directory."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import events
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.errors import CodeTaken, InvalidColour, NameRequired, NameTooLong, UnknownDirectory
from comptoir.directories.history.changes import attributes_of, record
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.codes import full_code, new_code
from comptoir.directories.values.groups import check_place, next_place
from comptoir.directories.values.reading import claim
from comptoir.kit.errors import Invalid
from comptoir.kit.text import clean_line, shows_something

STEP = 10
LONGEST_NAME = 100
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def add_value(
    directory: str,
    name: str,
    *,
    actor: User,
    at: datetime,
    code: str = "",
    semantics: str = "",
    colour: str = "",
    sort: int | None = None,
    is_system: bool = False,
) -> DirectoryValue:
    """Add a value; without `sort` at the end of the list, or of its group of stages. So are failure stages whose `sort`
    lies before the success stage: integrations ask for any number.

    Without a code it gets UC_ and six characters. `semantics` is S, F, or P for in progress.
    Errors: Forbidden without the right to change settings; UnknownDirectory, NameRequired, NameTooLong, InvalidCode,
            CodeTaken, InvalidColour, SecondSuccess, MisplacedStage.
    """
    require_settings(actor)
    found = catalogue.find(directory)
    if found is None:
        raise UnknownDirectory
    group = _group(semantics) if found.is_stages else ""
    with transaction.atomic():
        claim()
        rows = list(DirectoryValue.objects.select_for_update().filter(directory=directory))
        value = DirectoryValue.objects.create(
            directory=directory,
            name=checked_name(name),
            code=_checked_code(found, code, rows),
            sort=_place(found, rows, group, sort),
            semantics=group,
            colour=checked_colour(colour),
            pipeline_id=found.pipeline_id,
            is_system=is_system,
        )
        record(events.ADDED, value, {}, attributes_of(value), actor=actor, at=at)
    return value


def checked_name(name: str) -> str:
    """Return the name without what does not belong there. Errors: NameRequired, NameTooLong."""
    cleaned = clean_line(name)
    if not shows_something(cleaned):
        raise NameRequired
    if len(cleaned) > LONGEST_NAME:
        raise NameTooLong
    return cleaned


def checked_colour(colour: str) -> str:
    """Return the colour; "#" and "" are none. Errors: InvalidColour."""
    if colour in ("", "#"):
        return ""
    if not COLOUR.match(colour):
        raise InvalidColour
    return colour


def _group(semantics: str) -> str:
    if semantics not in ("", "P", "S", "F"):
        raise Invalid
    return semantics.replace("P", "")


def _checked_code(found: Directory, code: str, rows: list[DirectoryValue]) -> str:
    taken = {row.code.upper() for row in rows}
    full = full_code(found, code) if code else new_code(found, taken)
    if full.upper() in taken:
        raise CodeTaken
    return full


def _place(found: Directory, rows: list[DirectoryValue], group: str, sort: int | None) -> int:
    if not found.is_stages:
        last: int = DirectoryValue.objects.filter(directory=found.code).aggregate(last=Max("sort"))["last"] or 0
        return last + STEP if sort is None else sort
    success = max((row.sort for row in rows if row.semantics == "S"), default=0)
    free = sort is None or (group == "F" and sort <= success)
    place = next_place(rows, group) if free or sort is None else sort
    check_place(rows, group, place)
    return place
