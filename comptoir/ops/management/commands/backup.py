"""comptoir backup: the whole portal in one file, while people work."""

import json as json_format
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comptoir.backup.make import Made, make_backup
from comptoir.backup.nightly import make_planned
from comptoir.backup.plan import seal_of, the_plan
from comptoir.backup.sealing import Seal, recipient_of
from comptoir.kit.errors import NotAValue

PROOFS = {
    "restored": "Proved by a restore into a scratch home.",
    "read": "Read through and compared, but not restored: the database user may not create databases.",
}


class Command(BaseCommand):
    help = (
        "Back up database, files and secret key into one file, while people work. Without FILE, as planned under "
        "Settings → Backups: into that folder, with its encryption, removing what is no longer kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the file to make, such as portal.tar")
        seal = parser.add_mutually_exclusive_group()
        seal.add_argument("--passphrase-file", type=Path, help="encrypt with the passphrase in this file")
        seal.add_argument(
            "--recipient", action="append", default=[], help="encrypt for this public key of age; may be repeated"
        )
        seal.add_argument("--plain", action="store_true", help="do not encrypt, whatever the plan says")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, file: Path | None, json: bool, **options: Any) -> None:
        if file is None:
            if options["plain"] or options["passphrase_file"] or options["recipient"]:
                raise CommandError("How to encrypt can be said for a FILE; without one, the plan says it.")
            made = make_planned(kind="scheduled", at=timezone.now())
        else:
            made = make_backup(file.absolute(), seal=_seal(**options), kind="manual", at=timezone.now())
        self.stdout.write(json_format.dumps(_told(made)) if json else _text(made))


def _seal(*, passphrase_file: Path | None, recipient: list[str], plain: bool, **_: Any) -> Seal:
    if passphrase_file:
        return Seal(passphrase=read_passphrase(passphrase_file))
    if recipient:
        for each in recipient:
            try:
                recipient_of(each)
            except NotAValue as error:
                raise CommandError(str(error.reason)) from error
        return Seal(recipients=tuple(recipient))
    return Seal() if plain else seal_of(the_plan())


def read_passphrase(path: Path) -> str:
    """Return the first line of the file, without its end."""
    try:
        found = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from error
    if not found or not found[0].strip():
        raise CommandError(f"{path} holds no passphrase.")
    return found[0].strip()


def _told(made: Made) -> dict[str, object]:
    return {
        "file": str(made.path),
        "size": made.size,
        "encrypted": made.about.sealed,
        "proof": made.about.proof,
        "made_at": made.about.made_at.isoformat(),
    }


def _text(made: Made) -> str:
    how = {"": "not encrypted", "passphrase": "encrypted with a passphrase", "recipients": "encrypted for a public key"}
    return f"{made.path}: {made.size} bytes, {how[made.about.sealed]}. {PROOFS[made.about.proof]}"
