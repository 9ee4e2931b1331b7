"""The administrator's pages of departments."""

import pytest
from django.test import Client

from comptoir.access.departments.tree import tree
from comptoir.access.models import Department
from tests.world import World


@pytest.fixture
def admin(world: World) -> Client:
    return world.client_of("admin")


def values(department: Department, **changed) -> dict[str, object]:
    return {"name": department.name, "parent": department.parent_id or "", "head": department.head_id or "", **changed}


def test_adds_one_below_another_with_a_head(world: World, admin: Client) -> None:
    typed = {"name": " North ", "parent": world.sales.pk, "head": world.carol.pk}
    assert admin.post("/settings/departments/add/", typed).status_code == 302
    north = Department.objects.get(name="North")
    assert (north.parent, north.head) == (world.sales, world.carol)


def test_shows_the_tree(world: World, admin: Client) -> None:
    world.department("North", world.sales)
    assert world.support
    assert [(branch.department.name, branch.depth) for branch in tree()] == [
        ("The company", 0),
        ("Sales", 1),
        ("North", 2),
        ("Support", 1),
    ]
    page = admin.get("/settings/departments/").content.decode()
    assert page.index("North") < page.index("Support")


def test_renames_moves_and_names_a_head(world: World, admin: Client) -> None:
    typed = values(world.sales, name="Selling", parent="", head=world.carol.pk)
    assert admin.post(f"/settings/departments/{world.sales.pk}/", typed).status_code == 302
    world.sales.refresh_from_db()
    assert (world.sales.name, world.sales.parent, world.sales.head) == ("Selling", None, world.carol)


def test_refuses_a_circle(world: World, admin: Client) -> None:
    north = world.department("North", world.sales)
    for parent in (world.sales, north):
        answer = admin.post(f"/settings/departments/{world.sales.pk}/", values(world.sales, parent=parent.pk))
        assert answer.status_code == 422
        assert "cannot stand below itself" in answer.content.decode()
    world.sales.refresh_from_db()
    assert world.sales.parent == world.company


@pytest.mark.parametrize("changed", [{"name": ""}, {"name": "n" * 256}, {"parent": "x"}, {"head": "999999"}])
def test_refuses_what_cannot_be_kept(world: World, admin: Client, changed: dict) -> None:
    assert (
        admin.post("/settings/departments/add/", {"name": "N", "parent": "", "head": "", **changed}).status_code == 422
    )


def test_deletes_only_an_empty_one(world: World, admin: Client) -> None:
    url = f"/settings/departments/{world.sales.pk}/delete/"
    north = world.department("North", world.sales)
    assert admin.post(url).status_code == 422
    assert admin.post(f"/settings/departments/{north.pk}/delete/").status_code == 302
    world.alice.is_active = False
    world.alice.save()
    assert admin.post(url).status_code == 422
    world.alice.department = None
    world.alice.save()
    assert admin.post(url).status_code == 302
    assert not Department.objects.filter(pk=world.sales.pk).exists()
