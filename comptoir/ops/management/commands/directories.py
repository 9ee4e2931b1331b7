"""comptoir directories: the lists of values and stages as a file, and a file applied to them."""

import json as json_format
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comptoir.access.models import User
from comptoir.directories.catalogue import catalogue
from comptoir.directories.errors import UnreadableFile
from comptoir.directories.files.document import LARGEST, read, to_csv, to_document, to_yaml
from comptoir.directories.files.plan import ListPlan, apply_document, plan_document
from comptoir.directories.values.reading import values_of

WRITERS = {"yaml": to_yaml, "csv": to_csv}


class Command(BaseCommand):
    help = (
        "Write the states and drop-down lists as a file, or apply such a file. Applying is all or nothing: a value in "
        "use is not removed, and a second time nothing changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="write the lists to the standard output")
        export.add_argument("--only", default="", help="one list by its address, such as deal-stage or source")
        export.add_argument("--format", choices=sorted(WRITERS), default="yaml")
        apply = verbs.add_parser("import", help="make the lists what the file says")
        apply.add_argument("file", type=Path)
        apply.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        apply.add_argument("--json", action="store_true", help="print what changes as JSON")
        apply.add_argument("--as", dest="login", default="", help="sign-in name of who changes it (administrator)")

    def handle(self, *, verb: str, **options: Any) -> None:
        if verb == "export":
            self._export(options["only"], options["format"])
        else:
            self._import(options["file"], options["login"], dry_run=options["dry_run"], as_json=options["json"])

    def _export(self, slug: str, name: str) -> None:
        wanted = [catalogue.by_slug(slug)] if slug else [each for each in catalogue.all() if each.shown]
        self.stdout.write(WRITERS[name](to_document((each, values_of(each)) for each in wanted)), ending="")

    def _import(self, file: Path, login: str, *, dry_run: bool, as_json: bool) -> None:
        document = read(_content(file))
        plans = plan_document(document)
        refused = any(plan.refused for plan in plans)
        if not dry_run and not refused:
            plans = list(apply_document(document, actor=_user(login), at=timezone.now()))
        told = [_told(plan) for plan in plans]
        self.stdout.write(json_format.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(told))
        if refused:
            raise CommandError("Nothing was changed: some values cannot be changed so.")


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    if file.stat().st_size > LARGEST:
        raise UnreadableFile
    return file.read_bytes()


def _user(login: str) -> User:
    people = User.objects.active()
    user: User | None = people.filter(login__iexact=login).first() if login else people.filter(is_admin=True).first()
    if user is None:
        raise CommandError(f"There is no active user {login!r}." if login else "There is no administrator yet.")
    return user


def _told(plan: ListPlan) -> dict[str, Any]:
    return {
        "list": plan.slug,
        "added": plan.added,
        "renamed": [{"code": code, "before": before, "after": after} for code, before, after in plan.renamed],
        "changed": plan.changed,
        "removed": plan.removed,
        "reordered": plan.reordered,
        "refused": {code: str(why) for code, why in plan.refused.items()},
    }


def _text(told: list[dict[str, Any]]) -> str:
    lines = []
    for plan in told:
        lines += [f"{plan['list']}: refused: {code} {why}".strip() for code, why in plan["refused"].items()]
        lines += [f"{plan['list']}: added: {code}" for code in plan["added"]]
        lines += [
            f"{plan['list']}: renamed: {each['code']}: {each['before'] or '(default name)'} -> "
            f"{each['after'] or '(default name)'}"
            for each in plan["renamed"]
        ]
        lines += [f"{plan['list']}: {what}: {code}" for what in ("changed", "removed") for code in plan[what]]
        lines += [f"{plan['list']}: reordered"] if plan["reordered"] else []
    return "\n".join(lines) or "Nothing to change."
