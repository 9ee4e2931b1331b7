"""Trying the first rows: they are really imported, and then everything is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.imports.engine import batches, make_work, note_columns, write_batch
from comptoir.imports.mapping import Columns, plan_of
from comptoir.imports.models import ImportRun
from comptoir.imports.options import options_of
from comptoir.imports.queries import importer_for
from comptoir.imports.readers import Row
from comptoir.imports.rows import Problem
from comptoir.imports.source import open_source
from comptoir.kit.memo import remembering


@dataclass(frozen=True, slots=True)
class Preview:
    """What the first rows hold and what would become of them; counts are of the rows tried."""

    columns: Columns
    samples: list[Row]
    problems: list[Problem]
    report: dict[str, dict[str, dict[str, int]]]
    tried: int
    added: int
    updated: int
    skipped: int
    refused: int


def preview_import(run: ImportRun, *, actor: User, at: datetime, whole: bool = False) -> Preview:
    """Return what would become of the first hundred rows, or of all of them. Errors: FileRefused, MappingRefused."""
    importer, options = importer_for(run.item_type, actor), options_of(run.options)
    source = open_source(run.path, run.name, importer, options, plan_of(run.plan))
    work = make_work(actor, at, source, options)
    note_columns(work, source)
    problems: list[Problem] = []
    tried = added = updated = skipped = refused = 0
    # A memory of its own: what is read here of lists and pipelines is taken back too.
    with remembering(), transaction.atomic():
        for rows in batches(source, 0):
            outcome = write_batch(importer, rows, work)
            problems.extend(outcome.problems)
            tried += len(rows)
            added, updated = added + outcome.added, updated + outcome.updated
            skipped, refused = skipped + outcome.skipped, refused + outcome.refused
            if not whole:
                break
        transaction.set_rollback(True)
    return Preview(source.columns, source.found.samples, problems, work.report, tried, added, updated, skipped, refused)
