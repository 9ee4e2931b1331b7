"""The report of an import: the same figures and choices for the command, its JSON and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from comptoir.imports.actions import Preview
from comptoir.imports.models import ImportRun
from comptoir.imports.running.importers import importers
from comptoir.items.core.item_types import item_types
from comptoir.kit.text import Text

SHOWN = 20
SUBJECTS: dict[str, Text] = {
    "encoding": gettext_lazy("Encoding"),
    "delimiter": gettext_lazy("Separator"),
    "sheet": gettext_lazy("Sheet"),
    "external ID": gettext_lazy("External id"),
    "content of the row": gettext_lazy("The row's own content"),
    "columns": gettext_lazy("Column"),
    "pipeline": gettext_lazy("Pipeline"),
    "stage": gettext_lazy("Stage"),
    "user": gettext_lazy("User"),
    "department": gettext_lazy("Department"),
    "role": gettext_lazy("Role"),
    "currency": gettext_lazy("Currency"),
}
TOTALS = gettext_noop(
    "%(file)s: %(rows)d rows; %(added)d added, %(updated)d changed, %(skipped)d known already, %(refused)d refused."
)
KINDS: dict[str, Text] = {
    "created": gettext_lazy("Created because you said so"),
    "read_as": gettext_lazy("Read as something else"),
    "banded": gettext_lazy("Numbers put into their band"),
    "left_blank": gettext_lazy("Not found and left blank"),
    "blank": gettext_lazy("Blank in the file and left blank"),
    "left_out": gettext_lazy("Columns left out"),
    "decided": gettext_lazy("Decided on the way"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice made on the way and how many rows it touched."""

    subject: str
    detail: str
    rows: int


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    title: Text
    choices: list[Choice]


def sections(report: dict[str, dict[str, dict[str, int]]], type_code: str) -> list[Section]:
    """Return the report's choices in the order of the page, most frequent first, in the viewer's words."""
    found = []
    labels = _labels(type_code)
    for kind, title in KINDS.items():
        choices = [
            Choice(str(labels.get(subject, subject)), str(labels.get(detail, detail)), rows)
            for subject, details in report.get(kind, {}).items()
            for detail, rows in sorted(details.items(), key=lambda entry: -entry[1])
        ]
        if choices:
            found.append(Section(kind, title, choices))
    return found


def _labels(type_code: str) -> dict[str, Text]:
    """Return how the codes in a report are called: targets, lists, types, and what else was noted."""
    labels: dict[str, Text] = dict(SUBJECTS)
    labels.update({entry.code: entry.label for entry in item_types})
    importer = importers.find(type_code)
    for target in importer.targets() if importer else ():
        labels[target.code] = target.label
        if target.field is not None and target.field.directory:
            labels[target.field.directory] = target.label
    return labels


def summary_of_run(run: ImportRun) -> dict[str, Any]:
    problems = run.problems.all()
    return {
        "run": run.pk,
        "type": run.item_type,
        "file": run.name,
        "state": run.state,
        "rows": run.total,
        "added": run.added,
        "updated": run.updated,
        "skipped": run.skipped,
        "refused": run.refused,
        "warnings": problems.filter(refused=False).count(),
        "choices": run.report,
        "problems": [
            {"line": row.line, "column": row.column, "reason": row.reason, "refused": row.refused}
            for row in problems[:100]
        ],
    }


def summary_of_preview(run: ImportRun, preview: Preview) -> dict[str, Any]:
    headings = preview.columns.headings
    return {
        "type": run.item_type,
        "file": run.name,
        "state": "tried",
        "rows": preview.tried,
        "added": preview.added,
        "updated": preview.updated,
        "skipped": preview.skipped,
        "refused": preview.refused,
        "warnings": sum(not problem.refused for problem in preview.problems),
        "choices": preview.report,
        "problems": [
            {
                "line": problem.line,
                "column": headings[problem.column] if 0 <= problem.column < len(headings) else "",
                "reason": str(problem.reason),
                "refused": problem.refused,
            }
            for problem in preview.problems[:100]
        ],
    }


def summary_text(summary: dict[str, Any]) -> str:
    """Return the report as the command prints it."""
    lines = [_(TOTALS) % summary]
    for section in sections(summary["choices"], summary["type"]):
        lines.append(f"{section.title}:")
        lines += [f"  {choice.subject}: {choice.detail} ({choice.rows})" for choice in section.choices[:SHOWN]]
        if len(section.choices) > SHOWN:
            lines.append("  " + _("and %(count)d more") % {"count": len(section.choices) - SHOWN})
    for problem in summary["problems"][:SHOWN]:
        place = f"{problem['line']}, {problem['column']}" if problem["column"] else str(problem["line"])
        lines.append("  " + _("Line %(place)s: %(reason)s") % {"place": place, "reason": problem["reason"]})
    return "\n".join(lines)
