"""Roles: the list, the matrix, copies and names."""

import pytest
from django.test import Client

from comptoir.access.models import Role
from comptoir.access.permissions import Level, subjects
from comptoir.access.roles import matrix
from comptoir.access.roles.default_roles import ROLES
from tests.world import World


@pytest.fixture
def admin(world: World) -> Client:
    return world.client_of("admin")


@pytest.fixture
def manager(db: None) -> Role:
    return Role.objects.get(default_key="manager")


def form(role: Role, **changed: object) -> dict[str, object]:
    cells = [cell for by_row in (True, False) for row in matrix.rows(role, by_row) for cell in row.cells if cell.name]
    return {"name": str(role), **{cell.name: cell.value for cell in cells}, **changed}


def levels(role: Role) -> dict[tuple[str, str], int]:
    return {(grant.subject, grant.operation): grant.level for grant in role.grants.all()}


def test_default_roles_are_there(admin: Client) -> None:
    page = admin.get("/settings/roles/").content.decode()
    assert all(
        name in page for name in ("Manager", "Head of department", "Chief executive", "Analyst", "Administrator")
    )
    assert tuple(Role.objects.values_list("default_key", flat=True)) == ROLES


def test_default_matrix_is_that_of_the_specification(manager: Role) -> None:
    """crm.md 18.5, column Manager."""
    known = levels(manager)
    assert known["lead", "read"] == known["deal", "update"] == known["invoice", "add"] == Level.OWN
    assert known["contact", "read"] == known["company", "read"] == Level.OPEN
    assert known["product", "read"] == Level.ALL
    assert not any(operation in ("delete", "export", "import") for subject, operation in known if subject != "product")


def test_every_cell_is_on_the_page_once(admin: Client, manager: Role) -> None:
    page = admin.get(f"/settings/roles/{manager.pk}/").content.decode()
    for subject in subjects:
        for operation in subject.operations:
            assert page.count(f'name="{matrix.cell_name(subject.code, operation)}"') == 1


def test_saves_what_changed_and_leaves_the_rest(admin: Client, manager: Role) -> None:
    before = levels(manager)
    changed = form(manager, **{"deal.read": 50, "lead.read": 0, "settings.update": 50})
    assert admin.post(f"/settings/roles/{manager.pk}/", changed).status_code == 302
    after = levels(manager)
    del before["lead", "read"]
    assert after == {**before, ("deal", "read"): 50, ("settings", "update"): 50}


@pytest.mark.parametrize("value", ["15", "-1", "x", "", "60", "50.0"])
def test_refuses_a_level_that_does_not_exist(admin: Client, manager: Role, value: str) -> None:
    before = levels(manager)
    assert (
        admin.post(f"/settings/roles/{manager.pk}/", form(manager, name="Seller", **{"deal.read": value})).status_code
        == 422
    )
    manager.refresh_from_db()
    assert (levels(manager), manager.name) == (before, "")


def test_an_area_knows_no_levels(admin: Client, manager: Role) -> None:
    assert admin.post(f"/settings/roles/{manager.pk}/", form(manager, **{"settings.update": 10})).status_code == 422


def test_renames_and_restores_the_name(admin: Client, manager: Role) -> None:
    url = f"/settings/roles/{manager.pk}/"
    admin.post(url, form(manager, name="Seller"))
    manager.refresh_from_db()
    assert str(manager) == "Seller"
    before = levels(manager)
    admin.post(url, {"restore_name": "1"})
    manager.refresh_from_db()
    assert (manager.name, str(manager), levels(manager)) == ("", "Manager", before)


def test_saving_a_default_name_keeps_it_translated(admin: Client, manager: Role) -> None:
    admin.post(f"/settings/roles/{manager.pk}/", form(manager))
    manager.refresh_from_db()
    assert manager.name == ""


def test_copies_one(admin: Client, manager: Role) -> None:
    assert admin.post("/settings/roles/add/", {"name": "Seller", "copy_of": manager.pk}).status_code == 302
    copy = Role.objects.get(name="Seller")
    assert levels(copy) == levels(manager)


def test_adds_an_empty_one(admin: Client) -> None:
    admin.post("/settings/roles/add/", {"name": "Guest", "copy_of": ""})
    assert levels(Role.objects.get(name="Guest")) == {}
    assert admin.post("/settings/roles/add/", {"name": " ", "copy_of": ""}).status_code == 422


def test_deletes_one_that_nobody_has(world: World, admin: Client, manager: Role) -> None:
    assert world.alice
    assert admin.post(f"/settings/roles/{manager.pk}/delete/").status_code == 422
    world.alice.roles.clear()
    assert admin.post(f"/settings/roles/{manager.pk}/delete/").status_code == 302
    assert not Role.objects.filter(default_key="manager").exists()
