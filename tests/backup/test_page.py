"""Settings → Backups."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from comptoir.access.models import Grant, Role
from comptoir.backup.folder import backups_in, new_name
from comptoir.backup.make import make_backup
from comptoir.backup.models import BackupPlan
from comptoir.backup.permissions import BACKUPS
from comptoir.backup.plan import passphrase_of, seal_of, the_plan
from comptoir.backup.sealing import Seal
from comptoir.jobs.models import Job
from tests.backup.portal import RECIPIENT
from tests.clock import moment
from tests.query_counts import count_queries, expect_queries
from tests.world import World

PAGE = "/settings/backups/"
FORM = {"is_on": "on", "time": "03:30", "folder": "", "keep_daily": "5", "keep_weekly": "3", "keep_monthly": "2"}


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.COMPTOIR_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


@pytest.fixture
def made(home: Path, db: None) -> Callable[[str], Path]:
    def make(day: str) -> Path:
        at = moment(day)
        return make_backup(home / "backups" / new_name(at), seal=Seal(), kind="scheduled", at=at).path

    return make


def post(world: World, path: str = PAGE, who: str = "admin", **values: str) -> Any:
    return world.client_of(who).post(path, values)


def test_is_for_those_with_the_right(world: World, home: Path) -> None:
    statuses = {who: world.client_of(who).get(PAGE).status_code for who in ("admin", "alice", "carol", "nobody")}
    assert statuses == {"admin": 200, "alice": 403, "carol": 403, "nobody": 302}
    Grant.objects.create(role=Role.objects.get(default_key="manager"), subject=BACKUPS, operation="read", level=50)
    page = world.client_of("alice").get(PAGE)
    assert (page.status_code, b'name="keep_daily"' in page.content) == (200, False)
    assert post(world, who="alice", **FORM).status_code == 403


def test_lists_backups_with_their_proof(world: World, made: Callable[[str], Path]) -> None:
    made("2025-06-01 02:00")
    client = world.client_of("admin")
    text = client.get(PAGE).content.decode()
    assert "Restored and compared" in text
    made("2025-06-02 02:00")
    client.get(PAGE)
    expect_queries("backups", count_queries(lambda: client.get(PAGE)))


def test_downloads_for_administrators_alone(world: World, made: Callable[[str], Path]) -> None:
    file = made("2025-06-01 02:00")
    Grant.objects.create(role=Role.objects.get(default_key="manager"), subject=BACKUPS, operation="read", level=50)
    url = reverse("backup:download", args=[file.name])
    assert world.client_of("alice").get(url).status_code == 403
    answer = world.client_of("admin").get(url)
    assert b"".join(answer.streaming_content) == file.read_bytes()
    for name in ("..%2F..%2Fsecret.key", "secret.key", "comptoir-nothing.tar"):
        assert world.client_of("admin").get(f"{PAGE}{name}/download/").status_code == 404


def test_deletes_all_but_the_last_proved(world: World, made: Callable[[str], Path]) -> None:
    old, new = made("2025-06-01 02:00"), made("2025-06-02 02:00")
    assert post(world, reverse("backup:delete", args=[new.name])).status_code == 409
    assert post(world, reverse("backup:delete", args=[old.name])).status_code == 302
    assert [kept.path for kept in backups_in(new.parent)] == [new]


def test_changes_the_plan(world: World, home: Path) -> None:
    answer = post(world, **FORM, sealed="passphrase", passphrase="a phrase that is long enough")
    assert answer.status_code == 302
    plan = the_plan()
    assert (plan.time, plan.keep_daily, plan.keep_weekly, plan.keep_monthly) == ("03:30", 5, 3, 2)
    assert "phrase that" not in plan.passphrase
    assert passphrase_of(plan) == "a phrase that is long enough"
    assert b"a phrase that" not in world.client_of("admin").get(PAGE).content
    post(world, **FORM, sealed="passphrase", passphrase="")
    assert passphrase_of(the_plan()) == "a phrase that is long enough"
    post(world, **FORM, sealed="recipients", recipients=f"{RECIPIENT}\n")
    assert seal_of(the_plan()) == Seal(recipients=(RECIPIENT,))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"time": "25:00"}, "time", "Give a time of day"),
        ({"keep_daily": "-1"}, "keep_daily", "Give a whole number"),
        ({"keep_daily": "9" * 30}, "keep_daily", "Give a whole number"),
        ({"keep_daily": "0", "keep_weekly": "0", "keep_monthly": "0"}, "keep_daily", "Keep at least one"),
        ({"folder": "backups"}, "folder", "Give the whole path"),
        ({"folder": "/proc/backups"}, "folder", "cannot be made"),
        ({"sealed": "passphrase", "passphrase": "short"}, "passphrase", "at least 12"),
        ({"sealed": "passphrase"}, "passphrase", "required"),
        ({"sealed": "recipients", "recipients": "ssh-rsa AAAA"}, "recipients", "is no public key"),
        ({"sealed": "recipients"}, "recipients", "required"),
    ],
)
def test_says_what_is_wrong_with_a_plan(
    world: World, home: Path, changed: dict[str, str], field: str, words: str
) -> None:
    answer = post(world, **{**FORM, "sealed": "", **changed})
    text = answer.content.decode()
    assert (answer.status_code, words.casefold() in text.casefold()) == (422, True), text[-3000:]
    assert f'value="{changed["time"]}"' in text if "time" in changed else True
    assert the_plan().time == "02:00"


def test_the_folder_of_uploads_is_no_place(world: World, home: Path) -> None:
    assert b"among the portal" in post(world, **{**FORM, "sealed": "", "folder": str(home / "files" / "x")}).content


def test_starts_one_in_the_background(world: World, home: Path) -> None:
    assert post(world, f"{PAGE}now/").status_code == 302
    assert post(world, f"{PAGE}now/").status_code == 409
    job = Job.objects.get(name="backup.make")
    assert (job.created_by_id, job.arguments) == (world.admin.pk, {"kind": "manual"})
    text = world.client_of("admin").get(f"{PAGE}progress/").content.decode()
    assert "Making a backup" in text
    Job.objects.update(state=Job.State.DONE)
    assert "data-job-done" in world.client_of("admin").get(f"{PAGE}progress/").content.decode()


def test_a_failure_stands_on_home_and_settings(world: World, home: Path) -> None:
    the_plan()
    client = world.client_of("admin")
    assert "The last backup failed" not in client.get("/").content.decode()
    BackupPlan.objects.update(error="There is not enough room.", error_at=timezone.now())
    for path in ("/", "/settings/"):
        assert "The last backup failed" in client.get(path).content.decode()
        assert "The last backup failed" not in world.client_of("alice").get(path).content.decode()
    assert "There is not enough room." in client.get(PAGE).content.decode()


def test_in_french(world: World, made: Callable[[str], Path]) -> None:
    made("2025-06-01 02:00")
    text = world.client_of("admin", "fr").get(PAGE).content.decode()
    assert "Restaurée et comparée" in text
    assert "Sauvegarder maintenant" in text
