"""Running an import: batch by batch, each in one transaction with the run's position, counts and problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from comptoir.access.models import User
from comptoir.imports.errors import RunTaken
from comptoir.imports.mapping.options import ImportOptions, options_of
from comptoir.imports.mapping.plan import plan_of
from comptoir.imports.mapping.targets import NOTE
from comptoir.imports.models import ImportProblem, ImportRun
from comptoir.imports.running.import_session import ImportSession, Settings
from comptoir.imports.running.importers import Importer, importers
from comptoir.imports.running.rows import Cell, Draft, Problem
from comptoir.imports.running.source import Source, open_source
from comptoir.items.errors import InvalidItem
from comptoir.kit.errors import CrmError
from comptoir.kit.memo import remembering
from comptoir.kit.text import clean_line, fold

BATCH = 100
MOST_PROBLEMS = 20_000
Clock = Callable[[], datetime]
Progress = Callable[[ImportRun], None]
PART = re.compile(r"\{([^{}]+)\}")
LOOSE_ENDS = " –—-·,;/"


@dataclass(slots=True)
class Outcome:
    """The result of one batch."""

    added: int = 0
    updated: int = 0
    skipped: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)


def carry_out(run: ImportRun, *, clock: Clock, progress: Progress) -> None:
    """Import what is left of the run's file.

    Errors: FileRefused, MappingRefused before anything is written; RunTaken when somebody else carries it on.
    """
    importer, options = importers.get(run.item_type), options_of(run.options)
    source = open_source(run.path, run.name, importer, options, plan_of(run.plan))
    session = make_session(run.created_by, clock(), source, options)
    session.report = run.report or {}
    run.total = source.found.rows
    ImportRun.objects.filter(pk=run.pk).update(total=run.total)
    note_columns(session, source)
    for rows in batches(source, run.position):
        session.at = clock()
        # Position, rows and report commit together: a killed run resumes after the last complete batch.
        with remembering(), transaction.atomic():
            _take(run, len(rows))
            _record(run, write_batch(importer, rows, session), session, source)
        progress(run)


def make_session(user: User, at: datetime, source: Source, options: ImportOptions) -> ImportSession:
    settings = Settings(
        originator=options.originator or "import",
        create=frozenset(options.create),
        pipeline=options.pipeline,
        currency=options.currency.upper(),
        update=options.update,
        dates=options.dates,
    )
    return ImportSession(user, at, settings, source.plan, source.columns, source.targets, source.found.habits)


def note_columns(session: ImportSession, source: Source) -> None:
    """Name in the report how the file was read, and the columns that go nowhere."""
    rows, table = source.found.rows, source.table
    decided = {
        "encoding": table.encoding,
        "delimiter": {"\t": "tab"}.get(table.delimiter, table.delimiter),
        "sheet": table.sheet,
        "external ID": table.headings[source.id_column] if source.id_column >= 0 else "content of the row",
    }
    session.report["decided"] = {what: {how: rows} for what, how in decided.items() if how}
    for heading in source.columns.unmapped():
        session.report.setdefault("left_out", {}).setdefault("columns", {})[heading] = rows


def batches(source: Source, done: int) -> Iterator[list[Draft | Problem]]:
    """Yield the rows not yet dealt with, a batch at a time."""
    rows = islice(source.rows(), done, None)
    while batch := list(islice(rows, BATCH)):
        yield batch


def write_batch(importer: Importer, rows: list[Draft | Problem], session: ImportSession) -> Outcome:
    """Write the rows that can be written; the others are reported as problems."""
    outcome = Outcome()
    drafts: list[Draft] = []
    for row in rows:
        if isinstance(row, Problem):
            outcome.problems.append(row)
            outcome.refused += 1
        else:
            drafts.append(row)
    known = importer.known(session.settings.originator, [draft.origin for draft in drafts])
    new = [draft for draft in drafts if draft.origin not in known]
    if not session.settings.update:
        outcome.skipped = len(drafts) - len(new)
        drafts = new
    for draft in drafts:
        _note_blanks(draft, session)
        fill_templates(draft, session)
        importer.finish(draft, session)
    ready = [draft for draft in drafts if not draft.is_refused]
    _add(importer, [draft for draft in ready if draft.origin not in known], session)
    for draft in ready:
        if draft.origin in known:
            _update(importer, draft, known[draft.origin], session, outcome)
    for draft in drafts:
        outcome.problems.extend(draft.problems)
        outcome.refused += draft.is_refused
        outcome.added += bool(draft.item_id) and draft.origin not in known
    return outcome


def _note_blanks(draft: Draft, session: ImportSession) -> None:
    """Count, for the report, in how many rows a mapped column is blank: it stays blank here."""
    for target in session.columns.mapped:
        if target not in draft.cells and target != NOTE:
            session.note("blank", session.columns.heading_of(target), target)


def _add(importer: Importer, drafts: list[Draft], session: ImportSession) -> None:
    """Write all rows together; if one is refused, one by one, so that the others are written and it is reported."""
    if not drafts:
        return
    try:
        with transaction.atomic():
            importer.add(drafts, session)
    except CrmError as error:
        if len(drafts) > 1:
            for draft in drafts:
                # The savepoint has rolled back: the id that bulk_create gave does not exist.
                draft.item_id = 0
                _add(importer, [draft], session)
        else:
            drafts[0].item_id = 0
            _refuse(drafts[0], error)


def _update(importer: Importer, draft: Draft, item_id: int, session: ImportSession, outcome: Outcome) -> None:
    try:
        with transaction.atomic():
            changed = importer.update(draft, item_id, session)
    except CrmError as error:
        _refuse(draft, error)
    else:
        outcome.updated += changed
        outcome.skipped += not changed


def _refuse(draft: Draft, error: CrmError) -> None:
    fields = error.fields if isinstance(error, InvalidItem) else {}
    for code, reason in fields.items():
        target = next((name for name in draft.cells if name.partition(":")[0] == code), code)
        draft.refuse(target, reason)
    if not fields:
        draft.refuse("", error.message)


def _take(run: ImportRun, rows: int) -> None:
    """Advance the position; a conditional update, so that of two workers one writes these rows. Errors: RunTaken."""
    taken = ImportRun.objects.filter(pk=run.pk, position=run.position).update(position=run.position + rows)
    if not taken:
        raise RunTaken
    run.position += rows


def _record(run: ImportRun, outcome: Outcome, session: ImportSession, source: Source) -> None:
    run.added += outcome.added
    run.updated += outcome.updated
    run.skipped += outcome.skipped
    run.refused += outcome.refused
    run.report = session.report
    run.save(update_fields=["added", "updated", "skipped", "refused", "report"])
    if ImportProblem.objects.filter(run=run).count() < MOST_PROBLEMS:
        ImportProblem.objects.bulk_create([_stored(run, problem, source) for problem in outcome.problems])


def _stored(run: ImportRun, problem: Problem, source: Source) -> ImportProblem:
    headings = source.columns.headings
    column = headings[problem.column] if 0 <= problem.column < len(headings) else ""
    return ImportProblem(
        run=run,
        line=problem.line,
        column=column[:255],
        reason=str(problem.reason)[:500],
        value=_storable(problem.value[:255]),
        refused=problem.refused,
    )


def _storable(text: str) -> str:
    """Return the text without what databases cannot store: NUL, and the surrogates of undecodable bytes."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def fill_templates(draft: Draft, session: ImportSession) -> None:
    """Fill targets that have a template and no column; separators next to empty parts are dropped."""
    for target, template in session.plan.templates.items():
        if target not in draft.cells:
            text = PART.sub(lambda match: _value_of_column(match[1], draft, session), template)
            if text := clean_line(text).strip(LOOSE_ENDS):
                draft.cells[target] = [Cell(-1, text)]


def _value_of_column(heading: str, draft: Draft, session: ImportSession) -> str:
    wanted = fold(heading)
    for target, cells in draft.cells.items():
        for cell in cells:
            if cell.column >= 0 and fold(session.columns.headings[cell.column]) == wanted:
                return session.meant(target, cell.text)
    return ""
