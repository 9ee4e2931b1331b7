"""comptoir import: a CSV or XLSX file into contacts, companies, products, deals, invoices, activities or users."""
# ruff: noqa: N999 - the name of the module is the name of the command

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from comptoir.access.models import User
from comptoir.imports.actions import discard_import, prepare_import, preview_import, run_import
from comptoir.imports.mapping.options import CREATABLE, ImportOptions, options_of, options_to_json
from comptoir.imports.mapping.plan import Plan, plan_to_json, read_plan
from comptoir.imports.models import ImportRun
from comptoir.imports.queries import error_file, importer_for, saved_plan
from comptoir.imports.summary import summary_of_preview, summary_of_run, summary_text

CHUNK = 1024 * 1024


class Command(BaseCommand):
    help = (
        "Import a CSV or XLSX file. Columns are matched by label, REST name or alias; --map says otherwise. A second "
        "import of the same file adds nothing; an interrupted one is carried on where it stopped. See docs/import.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("type", help="what the rows are: companies, contacts, deals, users, ...")
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", default="", help="a JSON file with the mapping, or the name of a saved one")
        parser.add_argument("--encoding", default="", help="utf-8, cp1252, cp1251, koi8-r, ... (guessed)")
        parser.add_argument("--delimiter", default="", help="semicolon, comma, tab, bar, or the character (guessed)")
        parser.add_argument("--no-header", action="store_true", help="the first row holds no headings")
        parser.add_argument("--sheet", default="", help="the sheet of a workbook (the first one)")
        parser.add_argument("--originator", default="", help="name of the system the file comes from (import)")
        parser.add_argument("--id-column", default="", help="heading of the column with that system's id")
        parser.add_argument(
            "--create", default="", help=f"create what is not found, comma-separated: {', '.join(CREATABLE)}"
        )
        parser.add_argument("--pipeline", default="", help="the pipeline the rows enter (the default one)")
        parser.add_argument("--currency", default="", help="currency of the amounts (the account's)")
        parser.add_argument(
            "--dates", choices=["dmy", "mdy"], default="", help="order of dates like 3/4/2017 (guessed)"
        )
        parser.add_argument("--update", action="store_true", help="change known rows rather than leave them alone")
        parser.add_argument("--as", dest="login", default="", help="sign-in name of the importing user (administrator)")
        parser.add_argument("--errors", type=Path, help="write the error file there")
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file: Path, json: bool, **options: Any) -> None:
        user = _user(options["login"])
        type_code = importer_for(options["type"], user).code
        run = self._run(type_code, file, user, options)
        if options["dry_run"]:
            summary = summary_of_preview(run, preview_import(run, actor=user, at=timezone.now(), whole=True))
            discard_import(run, actor=user)
        else:
            run_import(run, self._progress)
            summary = summary_of_run(run)
            if options["errors"]:
                with options["errors"].open("w", encoding="utf-8", newline="") as target:
                    target.writelines(error_file(run))
        self.stdout.write(msgspec.json.format(msgspec.json.encode(summary)).decode() if json else summary_text(summary))
        if summary["refused"] and summary["refused"] == summary["rows"]:
            raise CommandError("No row of the file could be imported.")

    def _run(self, type_code: str, file: Path, user: User, options: dict[str, Any]) -> ImportRun:
        """Return a new run for the file, or the one that was interrupted with the same file and the same wishes."""
        wishes = options_of(options_to_json(_options(options)))
        plan = _plan(options["map"], type_code, user)
        run = prepare_import(
            type_code, file.name, _chunks(file), actor=user, at=timezone.now(), options=wishes, plan=plan
        )
        if options["dry_run"]:
            return run
        interrupted = ImportRun.objects.unfinished().filter(
            item_type=type_code,
            digest=run.digest,
            options=options_to_json(wishes),
            plan=plan_to_json(plan),
            created_by=user,
            job_id=None,
        )
        found = interrupted.select_related("created_by").first()
        if found is None or not found.path.exists():
            return run
        discard_import(run, actor=user)
        self.stderr.write(f"Carrying on after row {found.position} of {found.total}.")
        return found

    def _progress(self, run: ImportRun) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{run.position} / {run.total}", ending="" if run.position < run.total else "\n")
        elif run.position == run.total:
            self.stderr.write(f"{run.name}: {run.position} rows")


def _user(login: str) -> User:
    if User._meta.db_table not in connection.introspection.table_names():
        raise CommandError("Comptoir has not been started here yet: start it once with bin/run.")
    people = User.objects.active()
    user: User | None = people.filter(login__iexact=login).first() if login else people.filter(is_admin=True).first()
    if user is None:
        raise CommandError(f"There is no active user {login!r}." if login else "There is no administrator yet.")
    return user


def _options(options: dict[str, Any]) -> ImportOptions:
    return ImportOptions(
        encoding=options["encoding"],
        delimiter=options["delimiter"],
        header=False if options["no_header"] else None,
        sheet=options["sheet"],
        originator=options["originator"],
        id_column=options["id_column"],
        create=[name.strip() for name in options["create"].split(",") if name.strip()],
        pipeline=options["pipeline"],
        currency=options["currency"],
        update=options["update"],
        dates=options["dates"],
    )


def _plan(name: str, type_code: str, user: User) -> Plan:
    if not name:
        return Plan()
    path = Path(name)
    return read_plan(path.read_bytes()) if path.is_file() else saved_plan(name, type_code, user)


def _chunks(file: Path) -> Iterator[bytes]:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk
