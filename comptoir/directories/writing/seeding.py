"""Filling new lists: with the shipped values, a copy of another list, or given stages."""

from collections.abc import Sequence

from django.db import transaction

from comptoir.directories.catalogue import Directory, Shipped, catalogue
from comptoir.directories.change_set import attributes_of
from comptoir.directories.models import DirectoryState, DirectoryValue, SeededDirectory
from comptoir.directories.values.codes import fits, full_code, new_code
from comptoir.directories.values.colours import BLUE, GREEN, MINT, ORANGE, RED, SKY, TEAL
from comptoir.directories.values.groups import renumber
from comptoir.directories.values.names import wrong_name
from comptoir.directories.values.reading import bump, claim
from comptoir.kit.errors import Invalid
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import clean_line

LONGEST_SEEDED_CODE = 21
COLOURS = (BLUE, SKY, TEAL, MINT, ORANGE)
FINAL_COLOURS = {Semantics.SUCCESS: GREEN, Semantics.FAILURE: RED}
# The codes that integrations expect of the initial, the success and the first failure stage.
SYSTEM_CODES = {Semantics.IN_PROGRESS: "NEW", Semantics.SUCCESS: "WON", Semantics.FAILURE: "LOSE"}


# On PostgreSQL a list can only be claimed within a transaction, and `migrate` calls this outside of one.
@transaction.atomic
def seed_directories(language: str) -> None:
    """Fill the declared lists that this portal has not had yet; safe to call again.

    What was seeded is remembered: a list that somebody emptied stays empty.
    """
    if not DirectoryState.objects.exists():
        DirectoryState.objects.create()
    seeded = set(SeededDirectory.objects.values_list("directory", flat=True))
    missing = [directory for directory in catalogue.declared if directory.code not in seeded]
    if not missing:
        return
    claim()
    for directory in missing:
        fill(directory, language)
        SeededDirectory.objects.create(directory=directory.code)
    bump()


def fill(directory: Directory, language: str = "") -> None:
    """Write the values that a list comes with; salutations in the portal's language only."""
    values = [value for value in directory.shipped if value.only_in in ("", "fr" if language == "fr" else "en")]
    DirectoryValue.objects.bulk_create(_row(directory, value) for value in values)


def _row(directory: Directory, value: Shipped) -> DirectoryValue:
    """Return a shipped value; prefix and code together are cut to 21 characters, as the reference seeds them."""
    prefix = f"{directory.prefix}:" if directory.prefix else ""
    return DirectoryValue(
        directory=directory.code,
        code=prefix + value.code[: LONGEST_SEEDED_CODE - len(prefix)],
        default_key=f"{directory.template or directory.code}.{value.code}",
        sort=value.sort,
        is_system=value.is_system,
        semantics=value.semantics,
        colour=value.colour,
        is_hidden=value.is_hidden,
        pipeline_id=directory.pipeline_id,
    )


def fill_with(directory: Directory, stages: Sequence[tuple[str, str]]) -> None:
    """Write the given stages, (name, P S or F): those in progress, then success, failure last.

    The first of each meaning is the one that integrations know and nobody deletes. Errors: Invalid for a name.
    """
    for name, _semantics in stages:
        if reason := wrong_name(name):
            raise Invalid(reason.text)
    rows: list[DirectoryValue] = []
    own = [(name, Semantics(letter)) for name, letter in stages]
    for name, semantics in sorted(own, key=lambda stage: list(Semantics).index(stage[1])):
        taken = {row.code.upper() for row in rows}
        is_first = semantics.stored not in {row.semantics for row in rows}
        row = DirectoryValue(
            directory=directory.code,
            code=full_code(directory, SYSTEM_CODES[semantics]) if is_first else new_code(directory, taken),
            name=clean_line(name),
            semantics=semantics.stored,
            colour=FINAL_COLOURS.get(semantics, COLOURS[len(rows) % len(COLOURS)]),
            pipeline_id=directory.pipeline_id,
            is_system=is_first,
        )
        rows.append(row)
    renumber(rows)
    DirectoryValue.objects.bulk_create(rows)


def fill_like(directory: Directory, source: Directory) -> None:
    """Write the values of another list; a code too long for the prefix of this one is replaced."""
    taken: set[str] = set()
    rows = list(DirectoryValue.objects.filter(directory=source.code, leaving_to="").order_by("sort", "id"))
    prefix = f"{source.prefix}:" if source.prefix else ""
    for row in rows:
        wanted = full_code(directory, row.code.removeprefix(prefix))
        row.code = wanted if fits(directory, wanted) else new_code(directory, taken)
        taken.add(row.code.upper())
        row.pk, row.directory, row.pipeline_id = None, directory.code, directory.pipeline_id
    DirectoryValue.objects.bulk_create(rows)


def kept_values(directory: str) -> list[dict[str, object]]:
    """Return the values of a list as history keeps them, so that `bring_back` can write them again."""
    rows = DirectoryValue.objects.filter(directory=directory).order_by("sort", "id")
    return [{"code": value.code, **attributes_of(value)} for value in rows]


def bring_back(directory: str, values: Sequence[dict[str, object]]) -> None:
    DirectoryValue.objects.bulk_create(DirectoryValue(directory=directory, **value) for value in values)


def remove_directory(directory: str) -> None:
    """Delete all values of a list: its owner makes sure that nothing uses them, and notes it in history."""
    DirectoryValue.objects.filter(directory=directory).delete()
