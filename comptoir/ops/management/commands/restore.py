"""comptoir restore: a backup into an empty home and an empty database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from comptoir.backup.restore import Keys, check, restore
from comptoir.ops.management.commands.backup import read_passphrase

OTHER_KEY = (
    "COMPTOIR_SECRET_KEY is not the key of the backup: everybody has to sign in again, and what was stored encrypted "
    "cannot be read. Unset it to use the restored key, secret.key in the home."
)


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty COMPTOIR_HOME and an empty database. Everything is checked before anything is "
        "changed; data of an older version are brought up to date."
    )
    requires_system_checks: list[str] = []
    works_without_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--passphrase-file", type=Path, help="file with the passphrase of an encrypted backup")
        parser.add_argument("--identity-file", type=Path, help="file with the secret key of age (AGE-SECRET-KEY-1…)")
        parser.add_argument("--check", action="store_true", help="check the backup, change nothing")
        parser.add_argument(
            "--no-migrate", action="store_true", help="leave the data as the version that made the backup had them"
        )

    def handle(self, *, file: Path, check: bool, no_migrate: bool, **options: Any) -> None:
        keys = _keys(**options)
        if check:
            self._check(file.absolute(), keys)
            return
        restore(file.absolute(), keys, say=self.stdout.write, migrate=not no_migrate)
        self.stdout.write(f"The portal is restored into {settings.COMPTOIR_HOME}. Start it: comptoir serve")
        if (settings.COMPTOIR_HOME / "secret.key").read_text(encoding="utf-8") != settings.SECRET_KEY:
            self.stdout.write(OTHER_KEY)

    def _check(self, file: Path, keys: Keys) -> None:
        found = check(file, keys, here=False)
        rows = sum(table.rows for table in found.manifest.database.tables.values())
        self.stdout.write(
            f"The backup is whole: version {found.manifest.version}, made {found.manifest.made_at:%Y-%m-%d %H:%M} UTC, "
            f"{rows} rows in {len(found.manifest.database.tables)} tables, {len(found.manifest.members)} files."
        )


def _keys(*, passphrase_file: Path | None, identity_file: Path | None, **_: Any) -> Keys:
    return Keys(
        passphrase=read_passphrase(passphrase_file) if passphrase_file else "",
        identity=identity_file.read_text(encoding="utf-8") if identity_file else "",
    )
