"""How far a replacement is: shown on the page of its list while it runs, when it stopped, and when it has ended."""

import uuid
from typing import Any

import pytest

from comptoir.directories.history.reading import change_sets
from comptoir.directories.models import DirectoryValue
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report, run
from comptoir.sales.models import Deal
from tests.directories.test_replacing import delete_stage
from tests.world import World

pytestmark = pytest.mark.django_db
DEALS = "/settings/crm/directories/deal-stage/"


def page(world: World, address: str = DEALS, language: str = "en") -> str:
    return world.client_of("admin", language).get(address).content.decode()


def replacement(world: World, count: int = 3) -> Job:
    for _place in range(count):
        world.add("deal", title="Moved", stage="EXECUTING")
    return Job.objects.get(pk=delete_stage(world, "EXECUTING", "PREPARATION")["jobs"][0])


def fail(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error="OperationalError: disk is full")


def test_a_running_one_says_how_many_of_how_many(world: World) -> None:
    job = replacement(world)
    report(job, 1200, 50_000)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    shown = page(world)
    assert "“In progress” is being replaced by “Document preparation”." in shown
    assert "1,200 of 50,000 moved" in shown
    assert 'role="progressbar"' in shown
    assert 'aria-valuenow="1200"' in shown
    assert "data-running" in shown
    assert "0 % done." in shown
    assert "1 200 déplacées sur 50 000" in page(world, language="fr").replace("\u202f", " ").replace("\xa0", " ")
    assert "being replaced by" not in page(world, "/settings/crm/directories/source/")


def test_what_is_said_aloud_changes_with_each_tenth_only(world: World) -> None:
    job = replacement(world)
    said = set()
    for done in range(200, 300, 9):
        report(job, done, 1000)
        said.add(page(world).split('data-announcement="')[1].split('"')[0])
    assert len(said) == 1
    assert "20 % done." in said.pop()


def test_the_end_is_told_for_a_while(world: World, frozen: Any) -> None:
    run(replacement(world).pk)
    shown = page(world)
    assert "The replacement by “Document preparation” is done." in shown
    assert "3 records were moved." in shown
    assert "data-running" not in shown
    frozen.shift(121)
    assert "is done." not in page(world)


def test_one_that_stopped_says_why_and_goes_on_when_asked(world: World) -> None:
    job = replacement(world)
    fail(job)
    shown = page(world)
    assert "The replacement of “In progress” by “Document preparation” stopped." in shown
    assert "disk is full" in shown
    client = world.client_of("admin")
    assert client.post(f"/settings/crm/directories/work/{job.pk}/retry/").status_code == 302
    run(job.pk)
    assert Deal.objects.filter(stage="PREPARATION").count() == 3
    assert "stopped" not in page(world)


def test_one_that_stopped_can_be_undone_instead(world: World) -> None:
    job = replacement(world)
    fail(job)
    address = f"/settings/crm/directories/undo/{job.arguments['batch']}/"
    assert address in page(world)
    assert world.client_of("admin").post(address).status_code == 302
    assert DirectoryValue.objects.get(code="EXECUTING", directory="DEAL_STAGE").leaving_to == ""
    assert "stopped" not in page(world)


@pytest.mark.parametrize(("who", "status"), [("alice", 403), ("nobody", 302)])
def test_only_who_may_change_settings_tries_again(world: World, who: str, status: int) -> None:
    job = replacement(world)
    fail(job)
    assert world.client_of(who).post(f"/settings/crm/directories/work/{job.pk}/retry/").status_code == status
    assert Job.objects.get(pk=job.pk).state == Job.State.FAILED


def test_a_job_of_something_else_is_not_tried_again_here(world: World) -> None:
    other = Job.objects.create(name="imports.run", state=Job.State.FAILED, created_at="2026-11-01T00:00:00Z")
    assert world.client_of("admin").post(f"/settings/crm/directories/work/{other.pk}/retry/").status_code == 404


class TestUndo:
    def undone(self, world: World) -> uuid.UUID:
        """Replace the stage of three deals, move one on by hand, undo; return the change set of the undo."""
        job = replacement(world)
        run(job.pk)
        last = Deal.objects.order_by("pk").last()
        assert last
        update_item(
            item_types.get("deal"), last.pk, {"stage": "WON", "title": "Kept"}, actor=world.admin, at=last.updated_at
        )
        world.client_of("admin").post(f"/settings/crm/directories/undo/{job.arguments['batch']}/")
        return change_sets("DEAL_STAGE")[0].batch

    def test_shows_how_far_it_is_and_then_what_it_left(self, world: World) -> None:
        batch = self.undone(world)
        shown = page(world)
        assert "The records get their value of before back." in shown
        assert "0 of 3 moved" in shown
        run(Job.objects.get(name="directories.put_items_back").pk)
        address = f"/settings/crm/directories/undo/{batch}/report/"
        assert address in page(world)
        assert address in page(world, f"{DEALS}history/")
        told = page(world, address)
        assert "2 records have their value of before again." in told
        assert "Kept" in told
        assert "Moved" not in told

    def test_the_report_is_for_who_may_change_settings_and_of_undos_only(self, world: World) -> None:
        batch = self.undone(world)
        address = "/settings/crm/directories/undo/{}/report/"
        assert world.client_of("alice").get(address.format(batch)).status_code == 403
        assert world.client_of("admin").get(address.format(uuid.uuid4())).status_code == 404
