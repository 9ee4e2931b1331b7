"""Taking a file in: it is kept, looked at, and refused at once if it cannot be read."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.imports.errors import FileRefused
from comptoir.imports.mapping import Plan, plan_to_json
from comptoir.imports.models import ImportRun
from comptoir.imports.options import ImportOptions, options_to_json
from comptoir.imports.queries import importer_for
from comptoir.imports.readers import open_table, survey
from comptoir.imports.readers.limits import FILE_BYTES, MEBIBYTE

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
    """Delete what somebody began to prepare and left: files of people's data are not kept for nothing."""
    for run in ImportRun.objects.filter(state=ImportRun.State.DRAFT, created_at__lt=at - ABANDONED_AFTER):
        run.path.unlink(missing_ok=True)
        run.delete()


def _keep(name: str, chunks: Iterable[bytes]) -> tuple[Path, str]:
    """Write the file under a name of our own; the one it came with is only shown."""
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
