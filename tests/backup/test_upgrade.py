"""The backup before an upgrade, and backups of other versions."""

import shutil
from pathlib import Path

from tests.backup.conftest import NewPortal
from tests.backup.portal import Portal

# The command itself refuses data of a newer version; here they play that version.
MAKE = """
from pathlib import Path
from django.utils import timezone
from comptoir.backup.make import make_backup
from comptoir.backup.sealing import Seal
make_backup(Path({file!r}), seal=Seal(), kind="manual", at=timezone.now())
"""


def before_migration(portal: Portal) -> list[Path]:
    return sorted((portal.home / "backups" / "before-migration").glob("*.tar"))


def test_an_upgrade_is_backed_up_first_and_can_be_taken_back(new_home: NewPortal, new_portal: NewPortal) -> None:
    portal = new_portal()
    assert before_migration(portal) == [], "there were no data yet"
    portal.do("migrate", "backup", "zero", "--verbosity", "0")

    # A table of that name is in the way: the step fails.
    portal.sql("CREATE TABLE backup_backupplan (id integer)")
    failed = portal.run("migrate", "--verbosity", "0")
    (backup,) = before_migration(portal)
    assert failed.returncode == 1
    assert "The upgrade stopped at backup.0001_initial" in failed.stderr
    assert f"comptoir restore --no-migrate {backup}" in failed.stderr
    assert portal.logins() == "ada", "the old state is usable"

    portal.sql("DROP TABLE backup_backupplan")
    portal.do("migrate", "--verbosity", "0")
    assert len(before_migration(portal)) == 1, "of each state of the schema the last one is kept"

    as_it_was, upgraded = new_home(), new_home()
    as_it_was.do("restore", "--no-migrate", before_migration(portal)[0])
    assert as_it_was.migrated("backup") == []
    upgraded.do("restore", before_migration(portal)[0])
    assert upgraded.migrated("backup") == ["0001_initial"]
    assert upgraded.logins() == "ada"


def test_an_upgrade_can_go_without_or_stops_when_there_is_no_room(new_home: NewPortal, new_portal: NewPortal) -> None:
    portal = new_portal()
    portal.do("migrate", "backup", "zero", "--verbosity", "0")
    folder = portal.home / "backups"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file where the folder should be")
    stopped = portal.run("migrate")
    assert (stopped.returncode, "The database was not touched" in stopped.stderr) == (2, True)
    assert portal.migrated("backup") == []
    portal.do("migrate", "--verbosity", "0", COMPTOIR_BACKUP_BEFORE_MIGRATE="no")
    assert portal.migrated("backup") == ["0001_initial"]


def test_a_backup_of_a_newer_version_is_refused(new_home: NewPortal, new_portal: NewPortal, tmp_path: Path) -> None:
    portal, other = new_portal(), new_home()
    values = "('sales', '9999_of_tomorrow', '2026-01-01 00:00:00Z')"
    portal.sql(f"INSERT INTO django_migrations (app, name, applied) VALUES {values}")
    portal.python(MAKE.format(file=str(tmp_path / "newer.tar")))
    refused = other.run("restore", tmp_path / "newer.tar")
    assert (refused.returncode, "newer version" in refused.stderr) == (1, True)
    assert "sales.9999_of_tomorrow" in refused.stderr
    assert not (other.home / "restore-unfinished.json").exists()
