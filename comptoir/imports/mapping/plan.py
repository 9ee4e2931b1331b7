"""Which column goes where: guessed by label, REST name or alias, set by the user, saved for the next file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.imports.errors import MappingRefused
from comptoir.imports.mapping.targets import NOTE, ORIGIN, Target
from comptoir.imports.readers import Table
from comptoir.imports.readers.table import SAMPLE_ROWS
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.text import clean_line, fold

NOT_WORD = re.compile(r"[\W_]+")
IGNORED = ""


class Plan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A mapping as it is saved and as `--map` reads it.

    columns    heading -> target code; "" leaves the column out, "note" puts it into the comment
    templates  target code -> text with {heading} in it, for what no column holds by itself
    constants  target code -> the text every row gets
    values     target code -> {text in the file: text it is read as}
    factors    target code -> a number by which amounts are multiplied (revenue in millions: 1000000)
    stages     name -> P, S or F: what the stages that are created mean
    origin     the heading of the column with the external id, where it is another column's as well
    """

    columns: dict[str, str | list[str]] = {}
    templates: dict[str, str] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    factors: dict[str, str] = {}
    stages: dict[str, str] = {}
    origin: str = ""


@dataclass
class Columns:
    """The plan laid over the headings of one file: a target code for each column, "" for those left out."""

    headings: list[str]
    targets: list[str]
    guessed: list[bool] = field(default_factory=list)

    def unmapped(self) -> list[str]:
        return [heading for heading, target in zip(self.headings, self.targets, strict=True) if not target]

    @cached_property
    def mapped(self) -> list[str]:
        """Return the target codes that have a column, each once."""
        return [target for target in dict.fromkeys(self.targets) if target]

    def heading_of(self, target: str) -> str:
        return self.headings[self.targets.index(target)]

    def of(self, target: str) -> list[int]:
        return [index for index, code in enumerate(self.targets) if code == target]


def read_plan(content: bytes) -> Plan:
    """Return the plan in a JSON file. Errors: MappingRefused."""
    try:
        return msgspec.json.decode(content, type=Plan)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise MappingRefused(_("The mapping cannot be read: {reason}").format(reason=error)) from error


def plan_of(data: dict[str, object]) -> Plan:
    return msgspec.convert(data, Plan)


def plan_to_json(plan: Plan) -> dict[str, object]:
    built: dict[str, object] = msgspec.to_builtins(plan)
    return built


def match_columns(available: Sequence[Target], headings: Sequence[str], plan: Plan) -> Columns:
    """Return where each column goes: as the plan says, else to the target that its heading names.

    Errors: MappingRefused for a target the type does not have, or when no column goes anywhere.
    """
    known = {target.code: target for target in available}
    names = names_of(available)
    told = {fold(heading): target for heading, target in plan.columns.items()}
    seen: dict[str, int] = {}
    targets, guessed = [], []
    for heading in headings:
        key = fold(heading)
        place = seen[key] = seen.get(key, -1) + 1
        code = _told(told[key], place) if key in told else names.get(_squeeze(heading), IGNORED)
        if code and code not in known and code != NOTE:
            raise MappingRefused(
                _("The column “{heading}” is mapped to “{target}”, which is not known.").format(
                    heading=heading, target=code
                )
            )
        targets.append(code)
        guessed.append(key not in told)
    columns = Columns(list(headings), targets, guessed)
    _check(columns, plan, known)
    return columns


def names_of(targets: Sequence[Target]) -> dict[str, str]:
    """Return target codes by everything they may be called, in every language we speak; the first claim wins."""
    names: dict[str, str] = {}
    for target in targets:
        for name in (target.code, *target.aliases):
            names.setdefault(_squeeze(name), target.code)
        if target.field is not None and not target.value_type:
            names.setdefault(_squeeze(target.field.classic or target.code), target.code)
            names.setdefault(_squeeze(target.field.camel or target.code), target.code)
    for language in LANGUAGES:
        with translation.override(language):
            for target in targets:
                names.setdefault(_squeeze(str(target.label)), target.code)
    names.pop("", None)
    return names


def column_of(columns: Columns, heading: str) -> int:
    """Return the place of a column that is named by its heading. Errors: MappingRefused."""
    wanted = fold(heading)
    for index, candidate in enumerate(columns.headings):
        if fold(candidate) == wanted:
            return index
    raise MappingRefused(_("The file has no column “{heading}”.").format(heading=heading))


def _told(entry: str | list[str], place: int) -> str:
    if isinstance(entry, str):
        return entry
    return entry[place] if place < len(entry) else IGNORED


def _squeeze(name: str) -> str:
    """Return a heading without case, accents, blanks and punctuation: "E-mail*" and "EMAIL" are the same."""
    return NOT_WORD.sub("", fold(name))


def _check(columns: Columns, plan: Plan, known: dict[str, Target]) -> None:
    used = {target for target in columns.targets if target not in (IGNORED, NOTE, ORIGIN)}
    for code in (*plan.templates, *plan.constants, *plan.values, *plan.factors):
        if code not in known:
            raise MappingRefused(_("The mapping speaks of “{target}”, which is not known.").format(target=code))
    if not used and not plan.templates:
        raise MappingRefused(
            _("None of the columns is known here: {headings}. Map them to fields.").format(
                headings=", ".join(columns.headings[:12])
            )
        )
    if plan.origin:
        column_of(columns, plan.origin)


def columns_or_guess(available: Sequence[Target], headings: Sequence[str], plan: Plan) -> tuple[Columns, str]:
    """Return the columns for the mapping page, and why they cannot be imported as they are, or ""."""
    try:
        return match_columns(available, headings, plan), ""
    except MappingRefused as error:
        return Columns(list(headings), [IGNORED] * len(headings), [True] * len(headings)), str(error.message)


def column_samples(table: Table, most: int = 3) -> list[list[str]]:
    """Return for each column the first values it holds, cut to fit a table."""
    samples: list[list[str]] = [[] for _heading in table.headings]
    for row in islice(table.rows(), SAMPLE_ROWS):
        for found, value in zip(samples, row.values, strict=False):
            text = clean_line(value)
            if text and len(found) < most and text not in found:
                found.append(text[:60])
    return samples
