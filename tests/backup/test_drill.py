"""The restore drill: thousands of writes while backups are made, then a restore that must hold one moment of them.

Each write is one transaction with two rows of the ledger. A moment is whole when both rows of each write are there, and
when no write is missing before the last one.
"""

import subprocess
import sys
from pathlib import Path

from tests.backup.conftest import NewPortal

WRITES = 10_000
SECONDS = 30
WRITER = f"""
import sys, time
from django.db import connection, transaction
from comptoir.access.models import Department
end = time.monotonic() + {SECONDS}
for number in range(1, {WRITES} + 1):
    with transaction.atomic():
        Department.objects.bulk_create(Department(name=f"ledger {{number:06}} {{side}}") for side in "ab")
    print(number, flush=True)
    if time.monotonic() > end:
        break
"""
LEDGER = "SELECT name FROM access_department WHERE name LIKE 'ledger %'"


def expected(last: int) -> list[str]:
    return [f"ledger {number:06} {side}" for number in range(1, last + 1) for side in "ab"]


def test_holds_one_moment_while_people_write(new_home: NewPortal, new_portal: NewPortal, tmp_path: Path) -> None:
    portal = new_portal()
    progress = tmp_path / "committed"
    setup = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'comptoir.config.settings'; django.setup()\n"
    with (
        progress.open("w") as out,
        subprocess.Popen([sys.executable, "-c", setup + WRITER], env=portal.environment, stdout=out) as writer,
    ):
        made: list[tuple[Path, int, int]] = []
        while writer.poll() is None:
            before = committed(progress)
            if before:
                file = tmp_path / f"during-{len(made)}.tar"
                portal.do("backup", "--plain", file)
                made.append((file, before, committed(progress)))
        assert writer.returncode == 0, "nobody who writes is kept waiting until they fail"
    total = committed(progress)
    assert total >= 300, "a slow machine writes less than 10,000 in the time, but it writes"
    assert made, "at least one backup was made meanwhile"
    file, before, after = made[len(made) // 2]
    assert after > before, "people have written while it was made"
    other = new_home()
    other.do("restore", file)
    names = sorted(name for (name,) in other.sql(LEDGER))
    last = len(names) // 2
    assert names == expected(last), "no half write, none missing"
    assert before <= last <= after, "all that was committed before, nothing from afterwards"


def committed(progress: Path) -> int:
    lines = progress.read_text().split("\n")
    return int(lines[-2]) if len(lines) > 1 else 0
