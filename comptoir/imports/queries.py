"""Reading: which importer a user may use, their runs and saved mappings, the error file of a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.access.models import User
from comptoir.imports.errors import ImportRefused, MappingRefused, NoSuchImporter
from comptoir.imports.mapping.plan import Plan, plan_of
from comptoir.imports.models import ImportMapping, ImportRun
from comptoir.imports.running.importers import Importer, importers
from comptoir.jobs.models import Job
from comptoir.kit.errors import NotFound
from comptoir.kit.text import Text, neutralised


def importer_for(code: str, user: User) -> Importer:
    """Return the importer of that code or its plural. Errors: NoSuchImporter; ImportRefused without the right."""
    found = importers.find(code) or next((entry for entry in importers if entry.plural == code), None)
    if found is None:
        raise NoSuchImporter
    if not found.may_import(user):
        raise ImportRefused
    return found


def importers_for(user: User) -> list[Importer]:
    return sorted((entry for entry in importers if entry.may_import(user)), key=lambda entry: entry.order)


def run_for(run_id: int, user: User) -> ImportRun:
    """Return a run the user may see. Errors: NotFound."""
    run = ImportRun.objects.visible_to(user).select_related("created_by").filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run


def recent_runs(user: User, most: int = 50) -> list[ImportRun]:
    return list(ImportRun.objects.visible_to(user).select_related("created_by")[:most])


def mappings_for(user: User, type_code: str) -> list[ImportMapping]:
    return list(ImportMapping.objects.filter(owner=user, item_type=type_code))


def saved_plan(name: str, type_code: str, user: User) -> Plan:
    """Return one's own mapping of that name. Errors: MappingRefused."""
    mapping = ImportMapping.objects.filter(owner=user, item_type=type_code, name=name).first()
    if mapping is None:
        raise MappingRefused(_("There is no saved mapping named “{name}”.").format(name=name))
    return plan_of(mapping.plan)


def error_file(run: ImportRun) -> Iterator[str]:
    """Yield the run's problems as CSV: line, column, what happened, reason, value; formulas are made inert."""
    yield "\ufeff" + _csv_line([_("Line"), _("Column"), _("Result"), _("Reason"), _("Value")])
    for problem in run.problems.iterator():
        result = _("Row refused") if problem.refused else _("Warning")
        yield _csv_line([str(problem.line), problem.column, result, problem.reason, problem.value])


def _csv_line(values: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([neutralised(value) for value in values])
    return buffer.getvalue()


def is_lost(run: ImportRun) -> bool:
    """Say whether the run's job has failed on the way, so that it must be carried on by hand."""
    return not run.is_over and Job.objects.filter(pk=run.job_id or 0, state=Job.State.FAILED).exists()


def label_of(run: ImportRun) -> Text:
    importer = importers.find(run.item_type)
    return importer.label if importer else run.item_type
