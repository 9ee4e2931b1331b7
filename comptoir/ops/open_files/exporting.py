"""The whole export, written beside its place and moved there when it is whole."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from comptoir.account.queries import account
from comptoir.backup.manifest import version
from comptoir.directories.catalogue import catalogue
from comptoir.directories.files.document import to_document, to_yaml
from comptoir.directories.values.reading import values_of
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import CrmError
from comptoir.ops.open_files.description import Records, Table, datapackage, readme
from comptoir.ops.open_files.rules import exported
from comptoir.ops.open_files.snapshot import one_moment
from comptoir.ops.open_files.writing import write_records, write_table


class CannotExport(CrmError):
    code = "cannot_export"


def export_all(to: Path, at: datetime, say: Callable[[str], None] = lambda _text: None) -> dict[str, int]:
    """Write the portal into a new folder, as it is at one moment; return {file: rows}.

    Whatever happens, the folder is there whole or not at all. Errors: CannotExport.
    """
    to = to.expanduser().resolve()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CannotExport(f"{to} is not empty: name a new folder.")
    beside = to.parent / f".{to.name}.part"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(mode=0o700, parents=True)
        written = _write(beside, at, say)
        os.sync()
        beside.rename(to)
    except OSError as error:
        raise CannotExport(f"{to} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return written


def _write(folder: Path, at: datetime, say: Callable[[str], None]) -> dict[str, int]:
    for name in ("data", "records"):
        (folder / name).mkdir(mode=0o700)
    with one_moment(), override(account().language):
        tables = []
        for model, rule in exported():
            path = f"data/{model._meta.db_table}.jsonl"
            tables.append(Table(model, rule, path, write_table(model, rule, folder / path)))
            say(path)
        records = []
        for item_type in item_types:
            path = f"records/{item_type.path}.csv"
            records.append(Records(item_type, path, write_records(item_type, folder / path)))
            say(path)
        _text(folder / "directories.yaml", to_yaml(to_document((each, values_of(each)) for each in catalogue.all())))
        _text(folder / "README.md", readme(tables, records, at.isoformat(), version()))
        package = datapackage(tables, at.isoformat(), version())
        _text(folder / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    if settings.MEDIA_ROOT.is_dir():
        shutil.copytree(settings.MEDIA_ROOT, folder / "files")
    return {table.path: table.rows for table in tables} | {each.path: each.rows for each in records}


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
