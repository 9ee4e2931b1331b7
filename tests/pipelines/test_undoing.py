"""Pipelines in the history of the lists: added, copied, renamed, moved and deleted, each with a way back."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from comptoir.directories.errors import NothingToUndo, UndoRefused
from comptoir.directories.history.reading import change_sets
from comptoir.directories.models import DirectoryValue
from comptoir.directories.writing.undo import undo_change_set
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import pipelines
from comptoir.pipelines.writing import add_pipeline, delete_pipeline, move_pipeline, update_pipeline
from tests.directories.test_saving import save
from tests.world import World

pytestmark = pytest.mark.django_db


def last() -> uuid.UUID:
    return change_sets()[0].batch


def undo(world: World, batch: uuid.UUID | None = None) -> list[str]:
    done = undo_change_set(batch or last(), actor=world.admin, at=timezone.now())
    return [str(reason) for _change, reason in done.left]


def add(world: World, name: str = "Export", **options: Any) -> Pipeline:
    return add_pipeline("deal", name, actor=world.admin, at=timezone.now(), **options)


def stages(pipeline: Pipeline) -> list[tuple[Any, ...]]:
    rows = DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{pipeline.pk}").order_by("sort", "id")
    return list(
        rows.values_list(
            "code", "default_key", "name", "names", "sort", "is_system", "semantics", "colour", "is_hidden",
            "is_default", "pipeline_id",
        )
    )  # fmt: skip


def page(world: World, language: str = "en") -> str:
    return world.client_of("admin", language).get("/settings/crm/directories/history/").content.decode()


def test_an_added_pipeline_is_one_change_set_and_goes_again(world: World) -> None:
    pipeline = add(world)
    assert "The pipeline “Export” was added with 8 stages" in page(world)
    assert "Le pipeline « Export » a été ajouté avec 8 étapes" in page(world, "fr")
    assert undo(world) == []
    assert not Pipeline.objects.filter(pk=pipeline.pk).exists()
    assert stages(pipeline) == []
    assert [each.pk for each in pipelines("deal")] == [0]


def test_a_pipeline_with_deals_stays(world: World) -> None:
    pipeline = add(world)
    batch = last()
    world.add("deal", title="Kept", pipeline=pipeline.pk)
    with pytest.raises(UndoRefused, match="records in the pipeline"):
        undo(world, batch)
    assert len(stages(pipeline)) == 8


def test_a_deleted_pipeline_comes_back_as_it_was(world: World) -> None:
    pipeline = add(world, copy_from=Pipeline.objects.get(pk=0))
    slug = f"deal-stage-{pipeline.pk}"
    code = stages(pipeline)[1][0]
    edit = {"name": "Papers", "names": {"fr": "Papiers"}, "colour": "#112233", "hidden": True}
    assert save(world, slug, {"op": "change", "code": code, **edit}, version=1).status_code == 200
    before = stages(pipeline)
    delete_pipeline(pipeline, actor=world.admin, at=timezone.now())
    assert "The pipeline “Export” was deleted" in page(world)
    assert stages(pipeline) == []
    assert undo(world) == []
    back = Pipeline.objects.get(pk=pipeline.pk)
    assert (back.name, back.sort, back.item_type) == ("Export", pipeline.sort, "deal")
    assert stages(pipeline) == before
    assert world.client_of("admin").get(f"/settings/crm/directories/{slug}/").status_code == 200


def test_undoing_and_doing_again_ends_where_it_began(world: World) -> None:
    pipeline = add(world)
    before = stages(pipeline)
    undo(world)
    undo(world)
    assert stages(pipeline) == before
    undo(world)
    assert not Pipeline.objects.filter(pk=pipeline.pk).exists()


def test_a_rename_is_undone_unless_it_was_renamed_again(world: World) -> None:
    pipeline = add(world)
    update_pipeline(pipeline, name="Abroad", actor=world.admin, at=timezone.now())
    batch = last()
    assert "The pipeline “Export” was renamed “Abroad”" in page(world)
    update_pipeline(pipeline, name="Far away", actor=world.admin, at=timezone.now())
    with pytest.raises(UndoRefused):
        undo(world, batch)
    undo(world)
    assert Pipeline.objects.get(pk=pipeline.pk).name == "Abroad"
    undo(world, batch)
    assert Pipeline.objects.get(pk=pipeline.pk).name == "Export"


def test_the_default_pipeline_gets_its_own_name_back_in_every_language(world: World) -> None:
    update_pipeline(Pipeline.objects.get(pk=0), name="Direct", actor=world.admin, at=timezone.now())
    assert "The pipeline “General” was renamed “Direct”" in page(world)
    undo(world)
    assert Pipeline.objects.get(pk=0).name == ""


def test_moving_is_one_change_set_whatever_it_renumbers(world: World) -> None:
    first, second = add(world, "First"), add(world, "Second")
    order = [each.pk for each in pipelines("deal")]
    move_pipeline(second, None, actor=world.admin, at=timezone.now())
    assert pipelines("deal")[0].pk == second.pk
    assert len(change_sets()) == 3
    assert undo(world) == []
    assert [each.pk for each in pipelines("deal")] == order == [0, first.pk, second.pk]


def test_stages_of_a_pipeline_that_is_gone_do_not_come_back(world: World) -> None:
    pipeline = add(world)
    code = stages(pipeline)[1][0]
    save(world, f"deal-stage-{pipeline.pk}", {"op": "delete", "code": code}, version=1)
    batch = last()
    delete_pipeline(pipeline, actor=world.admin, at=timezone.now())
    with pytest.raises(UndoRefused):
        undo(world, batch)
    assert stages(pipeline) == []


def test_stages_of_ones_own_are_part_of_the_same_change_set(world: World) -> None:
    add(world, stages=[("Talk", "P"), ("Sign", "P"), ("Won", "S"), ("Lost", "F")])
    (entry,) = change_sets()
    assert [stage["name"] for stage in entry.first.changes["stages"][1]] == ["Talk", "Sign", "Won", "Lost"]


def test_nobody_undoes_twice(world: World) -> None:
    add(world)
    batch = last()
    undo(world, batch)
    with pytest.raises(NothingToUndo):
        undo(world, batch)


def test_the_pages_offer_the_way_back(world: World) -> None:
    client = world.client_of("admin")
    added = client.post("/settings/crm/pipelines/add/", {"name": "Export"}, follow=True).content.decode()
    assert "The pipeline “Export” is added." in added
    pipeline = Pipeline.objects.get(name="Export")
    saved = client.post(f"/settings/crm/pipelines/{pipeline.pk}/", {"name": "Abroad", "after": ""}, follow=True)
    assert "/settings/crm/directories/undo/" in saved.content.decode()
    assert len(change_sets()) == 2
    gone = client.post(f"/settings/crm/pipelines/{pipeline.pk}/delete/", follow=True).content.decode()
    assert "/settings/crm/directories/undo/" in gone
    undo(world)
    undo(world, change_sets(most=3)[2].batch)
    assert Pipeline.objects.get(pk=pipeline.pk).name == "Export"
