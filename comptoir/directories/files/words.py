"""What applying a file would do, in words: each value by its name, each change with before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from comptoir.directories.files.document import Document, Row
from comptoir.directories.files.plan import ListPlan
from comptoir.directories.history.words import name_now
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import snapshot

Kind = Literal["refused", "added", "renamed", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that happens to a value. `name` is what it is called now, or will be."""

    kind: Kind
    code: str
    name: str
    what: str = ""


def plan_lines(plan: ListPlan, document: Document, language: str) -> list[PlanLine]:
    """Return what happens to one list, what is refused first."""
    if plan.directory is None:
        return [PlanLine("refused", code, "", str(why)) for code, why in plan.refused.items()]
    directory = plan.directory.code
    rows = {row.code: row for row in document.lists.get(plan.slug, ())}

    def name(code: str) -> str:
        known = snapshot().find(directory, code)
        return name_now(directory, code, language) if known or code not in rows else rows[code].name

    lines = [PlanLine("refused", code, name(code), str(why)) for code, why in plan.refused.items()]
    lines += [PlanLine("added", code, name(code)) for code in plan.added]
    lines += [PlanLine("renamed", code, name(code), _renamed(before, after)) for code, before, after in plan.renamed]
    for code in plan.changed:
        value = snapshot().find(directory, code)
        what = ", ".join(_changed(value, rows[code])) if value else ""
        lines.append(PlanLine("changed", code, name(code), what))
    return [*lines, *(PlanLine("removed", code, name(code)) for code in plan.removed)]


def _renamed(before: str, after: str) -> str:
    if before == after:
        return _("other names per language")
    told = {"before": before or _("default name"), "after": after or _("default name")}
    return _("%(before)s → %(after)s") % told


def _changed(value: DirectoryValue, row: Row) -> Iterator[str]:
    if row.colour != value.colour:
        told = {"before": value.colour or _("no colour"), "after": row.colour or _("no colour")}
        yield _("%(before)s → %(after)s") % told
    if row.hidden != value.is_hidden:
        yield _("hidden") if row.hidden else _("shown again")
    if row.default != value.is_default:
        yield _("default value") if row.default else _("no longer the default value")
