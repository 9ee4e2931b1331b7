"""When a backup is due, whether the last one is recent enough, and which ones go."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from comptoir.backup.folder import Kept, backups_in, outlived
from comptoir.backup.jobs import queue_when_due
from comptoir.backup.manifest import About
from comptoir.backup.models import BackupPlan
from comptoir.backup.plan import last_due, latest_backup, the_plan
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from tests.clock import moment

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def jobs() -> list[dict[str, str]]:
    return list(Job.objects.filter(name="backup.make").values_list("arguments", flat=True))


def test_is_due_every_night_and_queued_once(frozen: Any) -> None:
    queue_when_due()
    assert jobs() == []
    frozen.move_to(moment("2025-06-03 01:59"))
    queue_when_due()
    assert jobs() == []
    frozen.move_to(moment("2025-06-03 02:00"))
    queue_when_due()
    queue_when_due()
    assert jobs() == [{"kind": "scheduled"}]
    frozen.move_to(moment("2025-06-06 10:00"))
    queue_when_due()
    assert len(jobs()) == 2, "nights in which the machine was off are made up for once"


def test_is_not_due_when_it_is_off(frozen: Any) -> None:
    the_plan()
    BackupPlan.objects.update(is_on=False)
    frozen.move_to(moment("2025-06-09 10:00"))
    queue_when_due()
    assert jobs() == []
    assert latest_backup().state == "off"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2025-06-02 02:00", "2025-06-02 02:00"),
        ("2025-06-02 01:59", "2025-06-01 02:00"),
        # The night in which clocks go forward has no 02:30, that in which they go back has two.
        ("2025-03-30 04:00", "2025-03-30 02:00"),
        ("2025-10-26 02:30", "2025-10-26 02:00"),
    ],
)
def test_is_due_in_local_time(now: str, due: str) -> None:
    assert last_due(the_plan(), moment(now)) == moment(due)


def test_tells_how_backups_stand(frozen: Any) -> None:
    assert latest_backup().state == "waiting"
    frozen.move_to(moment("2025-06-03 07:00"))
    assert latest_backup().state == "waiting"
    frozen.move_to(moment("2025-06-03 08:01"))
    assert latest_backup().state == "late"
    BackupPlan.objects.update(last_at=moment("2025-06-03 02:00"))
    assert (latest_backup().state, latest_backup().ok) == ("ok", True)
    BackupPlan.objects.update(error="no room")
    assert (latest_backup().state, latest_backup().error, latest_backup().ok) == ("failed", "no room", False)


def kept(day: str, kind: Any = "scheduled", proof: Any = "restored") -> Kept:
    at = moment(f"{day} 02:00")
    about = About(1, "0", at, "p", kind, "sqlite", "", proof, "s", 0, {})
    return Kept(Path(f"/backups/comptoir-{day}-{kind}.tar"), about, 1)


def test_keeps_days_weeks_and_months() -> None:
    days = [moment("2025-06-30 02:00") - timedelta(days=back) for back in range(120)]
    backups = [kept(f"{day:%Y-%m-%d}") for day in days]
    plan = BackupPlan(keep_daily=3, keep_weekly=2, keep_monthly=3)
    gone = {each.path for each in outlived(backups, plan, PARIS)}
    left = [f"{each.about.made_at:%m-%d}" for each in backups if each.path not in gone]
    assert left == ["06-30", "06-29", "06-28", "05-31", "04-30"]


def test_never_removes_the_last_proved_nor_one_made_by_hand() -> None:
    backups = [kept("2025-06-30", proof="read"), kept("2025-06-29", "manual", "read"), kept("2025-06-28")]
    plan = BackupPlan(keep_daily=1, keep_weekly=0, keep_monthly=0)
    assert outlived([*backups, kept("2025-06-27")], plan, PARIS) == [kept("2025-06-27")]


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.COMPTOIR_HOME, settings.MEDIA_ROOT = tmp_path / "home", tmp_path / "home" / "files"
    return tmp_path / "home"


def test_the_job_makes_proves_copies_and_notes(home: Path, settings: Any, tmp_path: Path, frozen: Any) -> None:
    settings.COMPTOIR_BACKUP_HOOK = f'cp "$1" {tmp_path}/copy.tar && env > {tmp_path}/env'
    the_plan()
    job = Job.objects.create(name="backup.make", arguments={"kind": "scheduled"}, created_at=moment("2025-06-02 10:00"))
    run(job.pk)
    (made,) = backups_in(home / "backups")
    assert made.about.kind == "scheduled"
    assert (tmp_path / "copy.tar").read_bytes() == made.path.read_bytes()
    assert "COMPTOIR_" not in (tmp_path / "env").read_text()
    latest = latest_backup()
    assert (latest.state, latest.name, latest.size, latest.proof) == ("ok", made.name, made.size, "restored")


@pytest.mark.parametrize(("hook", "words"), [("echo no route >&2; exit 3", "3: no route"), ("exec sleep 60", "1 s)")])
def test_a_copy_that_fails_is_told(home: Path, settings: Any, hook: str, words: str) -> None:
    settings.COMPTOIR_BACKUP_HOOK, settings.COMPTOIR_BACKUP_HOOK_SECONDS = hook, 1
    job = Job.objects.create(name="backup.make", arguments={"kind": "manual"}, created_at=moment("2025-06-02 10:00"))
    with pytest.raises(Exception, match="copies it elsewhere"):
        run(job.pk)
    latest = latest_backup()
    assert latest.state == "failed"
    assert words in latest.error
    assert latest.name, "the backup itself was made"
