"""A stage between the groups in progress and failure, and the stage in which new records start."""

from typing import Any

import pytest
from django.utils import timezone

from comptoir.directories.errors import UndoRefused
from comptoir.directories.history.reading import change_sets
from comptoir.directories.writing.undo import undo_change_set
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items
from tests.directories.test_saving import codes, save, value
from tests.world import World

pytestmark = pytest.mark.django_db


def change(world: World, code: str, version: int = 0, slug: str = "deal-stage", **attributes: Any) -> Any:
    return save(world, slug, {"op": "change", "code": code, **attributes}, version=version)


def refusal(answer: Any, code: str) -> str:
    assert answer.status_code == 422
    reason: str = answer.json()["fields"][code]
    return reason


def test_an_unused_stage_becomes_a_failure_stage_and_back(world: World) -> None:
    assert change(world, "EXECUTING", semantics="F").status_code == 200
    assert value("DEAL_STAGE", "EXECUTING").semantics == "F"
    assert codes("DEAL_STAGE").index("EXECUTING") > codes("DEAL_STAGE").index("WON")
    history = world.client_of("admin").get("/settings/crm/directories/deal-stage/history/").content.decode()
    assert "“In progress” became a failure stage" in history
    assert change(world, "EXECUTING", version=1, semantics="").status_code == 200
    assert codes("DEAL_STAGE").index("EXECUTING") < codes("DEAL_STAGE").index("WON")


def test_a_used_stage_stays_in_its_group_also_when_its_records_are_deleted(world: World) -> None:
    deal = world.add("deal", stage="EXECUTING")
    assert "only an unused stage" in refusal(change(world, "EXECUTING", semantics="F"), "EXECUTING")
    delete_items(item_types.get("deal"), [deal.pk], actor=world.admin, at=timezone.now())
    assert "only an unused stage" in refusal(change(world, "EXECUTING", semantics="F"), "EXECUTING")


@pytest.mark.parametrize(("code", "semantics"), [("NEW", "F"), ("WON", ""), ("LOSE", ""), ("EXECUTING", "S")])
def test_the_initial_success_and_first_failure_stay(world: World, code: str, semantics: str) -> None:
    assert "stay in their groups" in refusal(change(world, code, semantics=semantics), code)


@pytest.mark.parametrize("semantics", ["P", "X"])
def test_there_are_no_other_groups(world: World, semantics: str) -> None:
    assert change(world, "EXECUTING", semantics=semantics).status_code == 422


def test_a_list_has_no_groups(world: World) -> None:
    assert change(world, "WEB", slug="source", semantics="F").status_code == 422


def test_undone_only_while_nothing_is_in_it(world: World) -> None:
    change(world, "EXECUTING", semantics="F")
    batch = change_sets("DEAL_STAGE")[0].batch
    world.add("deal", stage="EXECUTING")
    with pytest.raises(UndoRefused):
        undo_change_set(batch, actor=world.admin, at=timezone.now())
    assert value("DEAL_STAGE", "EXECUTING").semantics == "F"


def test_new_records_start_in_the_default_stage_until_there_is_none(world: World) -> None:
    assert change(world, "PREPARATION", default=True).status_code == 200
    assert world.add("deal").stage == "PREPARATION"
    order = {"op": "order", "codes": ["NEW", "EXECUTING", "PREPARATION"]}
    assert save(world, "deal-stage", order, version=1).status_code == 200
    assert world.add("deal").stage == "PREPARATION"
    assert change(world, "PREPARATION", version=2, default=False).status_code == 200
    assert world.add("deal").stage == "NEW"


@pytest.mark.parametrize("code", ["WON", "LOSE", "APOLOGY"])
def test_records_cannot_start_in_a_final_stage(world: World, code: str) -> None:
    assert "in progress" in refusal(change(world, code, default=True), code)


def test_a_failure_stage_is_no_default_any_more(world: World) -> None:
    change(world, "EXECUTING", default=True)
    change(world, "EXECUTING", version=1, semantics="F")
    assert not value("DEAL_STAGE", "EXECUTING").is_default
    assert world.add("deal").stage == "NEW"
