"""Writes to imports: preparing one from a file, trying it, starting and running it, saving its mapping."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.imports.errors import FileRefused, MappingRefused, RunNotReady, RunTaken
from comptoir.imports.mapping.options import ImportOptions, options_of, options_to_json
from comptoir.imports.mapping.plan import Columns, Plan, plan_of, plan_to_json
from comptoir.imports.models import ImportMapping, ImportRun
from comptoir.imports.queries import importer_for
from comptoir.imports.readers import Row, open_table, survey
from comptoir.imports.readers.table import FILE_BYTES, MEBIBYTE
from comptoir.imports.running.engine import Progress, batches, carry_out, make_session, note_columns, write_batch
from comptoir.imports.running.rows import Problem
from comptoir.imports.running.source import open_source
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue
from comptoir.kit.errors import CrmError, NotFound
from comptoir.kit.memo import remembering
from comptoir.kit.text import clean_line

ABANDONED_AFTER = timedelta(days=7)
SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx"}


def prepare_import(
    type_code: str,
    name: str,
    chunks: Iterable[bytes],
    *,
    actor: User,
    at: datetime,
    options: ImportOptions | None = None,
    plan: Plan | None = None,
) -> ImportRun:
    """Keep the file and return a run in preparation.

    Errors: NoSuchImporter, ImportRefused without the right; FileRefused, and then nothing of the file is kept.
    """
    importer = importer_for(type_code, actor)
    _forget_abandoned(at)
    options = options or ImportOptions()
    options.language = options.language or get_language() or ""
    path, digest = _keep(name, chunks)
    try:
        total = survey(open_table(path, options.file_options, name=name)).rows
    except FileRefused:
        path.unlink()
        raise
    return ImportRun.objects.create(
        item_type=importer.code,
        name=name[:255],
        file=path.name,
        digest=digest,
        options=options_to_json(options),
        plan=plan_to_json(plan or Plan()),
        total=total,
        created_by=actor,
        created_at=at,
    )


def _forget_abandoned(at: datetime) -> None:
    """Delete imports that were prepared and abandoned: their files hold personal data."""
    for run in ImportRun.objects.filter(state=ImportRun.State.DRAFT, created_at__lt=at - ABANDONED_AFTER):
        run.path.unlink(missing_ok=True)
        run.delete()


def _keep(name: str, chunks: Iterable[bytes]) -> tuple[Path, str]:
    """Write the file under a random name: the uploaded name is shown, never used as a path."""
    folder = settings.COMPTOIR_HOME / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    suffix = Path(name).suffix.lower()
    path: Path = folder / f"{secrets.token_hex(16)}{suffix if suffix in SUFFIXES else ''}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                _check_size(size)
                digest.update(chunk)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, digest.hexdigest()


def _check_size(size: int) -> None:
    if size > FILE_BYTES:
        raise FileRefused(
            _("The file is larger than {limit} MiB. Split it.").format(limit=FILE_BYTES // MEBIBYTE), code="file_size"
        )


def change_import(run: ImportRun, plan: Plan, options: ImportOptions, *, actor: User) -> ImportRun:
    """Keep the mapping and the options. Errors: RunNotReady, FileRefused, MappingRefused."""
    if run.state != ImportRun.State.DRAFT:
        raise RunNotReady
    source = open_source(run.path, run.name, importer_for(run.item_type, actor), options, plan)
    run.plan, run.options, run.total = plan_to_json(plan), options_to_json(options), source.found.rows
    run.save(update_fields=["plan", "options", "total"])
    return run


def save_mapping(name: str, type_code: str, plan: Plan, *, actor: User, at: datetime) -> ImportMapping:
    """Keep the mapping for the next file of the kind; the same name again replaces it. Errors: MappingRefused."""
    cleaned = clean_line(name)[:100]
    if not cleaned:
        raise MappingRefused(_("Give the mapping a name."))
    mapping, _created = ImportMapping.objects.update_or_create(
        owner=actor,
        item_type=type_code,
        name=cleaned,
        defaults={"plan": plan_to_json(plan), "updated_at": at},
    )
    return mapping


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
    session = make_session(actor, at, source, options)
    note_columns(session, source)
    problems: list[Problem] = []
    tried = added = updated = skipped = refused = 0
    # A preview writes everything and rolls back. It has a memory of its own: values and pipelines that are created here
    # must not stay remembered.
    with remembering(), transaction.atomic():
        for rows in batches(source, 0):
            outcome = write_batch(importer, rows, session)
            problems.extend(outcome.problems)
            tried += len(rows)
            added, updated = added + outcome.added, updated + outcome.updated
            skipped, refused = skipped + outcome.skipped, refused + outcome.refused
            if not whole:
                break
        transaction.set_rollback(True)
    return Preview(
        source.columns, source.found.samples, problems, session.report, tried, added, updated, skipped, refused
    )


def start_import(run: ImportRun, *, actor: User) -> ImportRun:
    """Queue the run. Errors: RunNotReady when it is at work or over; ImportRefused without the right."""
    importer_for(run.item_type, actor)
    with transaction.atomic():
        # Two clicks on Start queue one job: the second request waits here and finds the run started.
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        lost = Job.objects.filter(pk=locked.job_id or 0, state=Job.State.FAILED).exists()
        if locked.is_over or (locked.state != ImportRun.State.DRAFT and not lost):
            raise RunNotReady
        locked.state = ImportRun.State.WAITING
        locked.job_id = enqueue("imports.run", actor=actor, total=locked.total, run_id=locked.pk).pk
        locked.save(update_fields=["state", "job_id"])
    return locked


def run_import(run: ImportRun, progress: Progress = lambda run: None) -> ImportRun:
    """Import the rest of the run's file: safe to call again after a kill, no row is written twice.

    Errors: FileRefused, MappingRefused (the run is then failed, with the reason); RunTaken.
    """
    if run.is_over:
        return run
    run.state = ImportRun.State.RUNNING
    run.started_at = run.started_at or timezone.now()
    run.save(update_fields=["state", "started_at"])
    try:
        with translation.override(options_of(run.options).language or account().language):
            carry_out(run, clock=timezone.now, progress=progress)
    except RunTaken:
        raise
    except CrmError as error:
        _end(run, ImportRun.State.FAILED, str(error.message))
        raise
    _end(run, ImportRun.State.DONE, "")
    run.path.unlink(missing_ok=True)
    return run


def _end(run: ImportRun, state: str, error: str) -> None:
    run.state, run.error, run.finished_at = state, error, timezone.now()
    run.save(update_fields=["state", "error", "finished_at"])


def discard_import(run: ImportRun, *, actor: User) -> None:
    """Delete the run with its file and its report. Errors: NotFound for somebody else's."""
    if not (actor.is_admin or run.created_by_id == actor.pk):
        raise NotFound
    if run.file:
        run.path.unlink(missing_ok=True)
    run.delete()
