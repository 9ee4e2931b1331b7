"""Deleting a value in use: another takes over, by a job that may be killed, and everything can be put back."""

import json
import uuid
from typing import Any

import pytest
from django.utils import timezone

from comptoir.directories.history.reading import history_of
from comptoir.directories.models import DirectoryValue
from comptoir.directories.writing import replacement as finishing
from comptoir.items.core.item_types import item_types
from comptoir.items.models import StageChange
from comptoir.items.writing import delete_items, replace_choice, update_item
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from comptoir.sales.models import Deal
from tests.directories.test_saving import save
from tests.world import World

pytestmark = pytest.mark.django_db


def delete_stage(world: World, code: str, into: str = "") -> dict[str, Any]:
    answer = save(world, "deal-stage", {"op": "delete", "code": code, "replace_by": into})
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = json.loads(answer.content)
    return told


def test_a_used_value_needs_one_that_takes_over(world: World) -> None:
    world.add("deal", stage="EXECUTING")
    answer = save(world, "deal-stage", {"op": "delete", "code": "EXECUTING"})
    assert answer.status_code == 422
    assert "takes over" in answer.json()["fields"]["EXECUTING"]
    assert Deal.objects.get().stage == "EXECUTING"


def test_only_a_value_of_the_same_kind_takes_over(world: World) -> None:
    world.add("deal", stage="EXECUTING")
    for into in ("WON", "LOSE", "EXECUTING", "NOPE", "CALL"):
        answer = save(world, "deal-stage", {"op": "delete", "code": "EXECUTING", "replace_by": into})
        assert answer.status_code == 422, into


def test_an_unused_value_goes_at_once(world: World) -> None:
    assert delete_stage(world, "EXECUTING")["jobs"] == []
    assert not DirectoryValue.objects.filter(code="EXECUTING").exists()


def test_every_item_moves_also_from_the_recycle_bin_and_history_keeps_the_old_code(world: World) -> None:
    kept, binned = world.add("deal", stage="EXECUTING"), world.add("deal", stage="EXECUTING")
    delete_items(item_types.get("deal"), [binned.pk], actor=world.admin, at=timezone.now())
    told = delete_stage(world, "EXECUTING", "PREPARATION")
    assert Deal.objects.filter(stage="EXECUTING").count() == 2
    run(told["jobs"][0])
    assert {deal.stage for deal in Deal.objects.all()} == {"PREPARATION"}
    assert not DirectoryValue.objects.filter(code="EXECUTING").exists()
    stages = StageChange.objects.filter(item_type=2, item_id=kept.pk).order_by("id").values_list("stage", flat=True)
    assert list(stages) == ["EXECUTING", "PREPARATION"]


def test_a_leaving_value_is_not_offered_and_what_is_written_goes_to_the_new_one(world: World) -> None:
    world.add("deal", stage="EXECUTING")
    delete_stage(world, "EXECUTING", "PREPARATION")
    written = world.add("deal", stage="EXECUTING")
    assert written.stage == "PREPARATION"


def test_a_killed_job_finishes_when_it_is_run_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _place in range(5):
        world.add("deal", stage="EXECUTING")
    monkeypatch.setattr(replace_choice, "BATCH", 2)
    told = delete_stage(world, "EXECUTING", "PREPARATION")
    real = finishing.replace_choice
    calls = []

    def die_on_the_second(*arguments: Any, **options: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments, **options)

    monkeypatch.setattr(finishing, "replace_choice", die_on_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(told["jobs"][0])
    assert Deal.objects.filter(stage="PREPARATION").count() == 2
    assert DirectoryValue.objects.filter(code="EXECUTING").exists()
    monkeypatch.setattr(finishing, "replace_choice", real)
    Job.objects.filter(pk=told["jobs"][0]).update(state=Job.State.WAITING)
    run(told["jobs"][0])
    assert Deal.objects.filter(stage="PREPARATION").count() == 5
    assert StageChange.objects.filter(stage="PREPARATION").count() == 5
    assert not DirectoryValue.objects.filter(code="EXECUTING").exists()


class TestUndo:
    def undo(self, world: World, address: str) -> int:
        return world.client_of("admin").post(address, HTTP_ACCEPT="application/json").status_code

    def address(self, batch: uuid.UUID) -> str:
        return f"/settings/crm/directories/undo/{batch}/"

    def replaced(self, world: World) -> uuid.UUID:
        told = delete_stage(world, "EXECUTING", "PREPARATION")
        for job in told["jobs"]:
            run(job)
        return uuid.UUID(Job.objects.get(name="directories.replace_value").arguments["batch"])

    def test_puts_back_the_value_and_the_items_nobody_changed_since(self, world: World) -> None:
        first, second = world.add("deal", stage="EXECUTING"), world.add("deal", stage="EXECUTING")
        batch = self.replaced(world)
        update_item(item_types.get("deal"), second.pk, {"stage": "FINAL_INVOICE"}, actor=world.admin, at=timezone.now())
        assert self.undo(world, self.address(batch)) == 204
        run(Job.objects.get(name="directories.put_items_back").pk)
        assert DirectoryValue.objects.get(code="EXECUTING").colour == "#47E4C2"
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.stage, second.stage) == ("EXECUTING", "FINAL_INVOICE")

    def test_stops_a_replacement_that_is_under_way_and_puts_back_what_it_moved(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _place in range(3):
            world.add("deal", stage="EXECUTING")
        monkeypatch.setattr(replace_choice, "BATCH", 2)
        told = delete_stage(world, "EXECUTING", "PREPARATION")
        job = Job.objects.get(pk=told["jobs"][0])
        real = finishing.replace_choice

        def undone_after_the_first(*arguments: Any, **options: Any) -> int:
            moved = real(*arguments, **options)
            monkeypatch.setattr(finishing, "replace_choice", real)
            assert self.undo(world, self.address(uuid.UUID(job.arguments["batch"]))) == 204
            return moved

        monkeypatch.setattr(finishing, "replace_choice", undone_after_the_first)
        run(job.pk)
        run(Job.objects.get(name="directories.put_items_back").pk)
        assert Deal.objects.filter(stage="EXECUTING").count() == 3
        assert DirectoryValue.objects.get(code="EXECUTING").leaving_to == ""

    def test_of_a_rename_gives_back_the_name_unless_somebody_renamed_it_again(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
        batch = self.last_batch("SOURCE")
        save(world, "source", {"op": "change", "code": "WEB", "name": "Portal"}, version=1)
        assert self.undo(world, self.address(batch)) == 409
        assert DirectoryValue.objects.get(directory="SOURCE", code="WEB").name == "Portal"
        assert self.undo(world, self.address(self.last_batch("SOURCE"))) == 204
        assert DirectoryValue.objects.get(directory="SOURCE", code="WEB").name == "Site"

    def last_batch(self, directory: str) -> uuid.UUID:
        return history_of(directory)[0].batch

    def test_ends_after_thirty_days(self, world: World, frozen: Any) -> None:
        save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
        batch = self.last_batch("SOURCE")
        frozen.shift(60 * 60 * 24 * 30 + 1)
        assert self.undo(world, self.address(batch)) == 404

    def test_is_refused_to_somebody_without_the_right(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "WEB", "name": "Site"})
        assert world.client_of("alice").post(self.address(self.last_batch("SOURCE"))).status_code == 403
