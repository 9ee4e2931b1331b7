"""Who may open the administrator's pages, and what everybody else gets."""

import pytest

from comptoir.access.models import Department, Role, User
from tests.world import World

PEOPLE = [
    "/settings/users/",
    "/settings/users/add/",
    "/settings/users/{alice}/",
    "/settings/users/{alice}/password/",
    "/settings/departments/",
    "/settings/departments/add/",
    "/settings/departments/{sales}/",
]
RIGHTS = ["/settings/roles/", "/settings/roles/add/", "/settings/roles/{role}/"]
ACCOUNT = ["/settings/account/", "/settings/account/currencies/add/", "/settings/account/currencies/USD/"]
POSTS = [
    "/settings/users/add/",
    "/settings/users/{alice}/",
    "/settings/users/{alice}/password/",
    "/settings/users/{alice}/deactivate/",
    "/settings/users/{alice}/activate/",
    "/settings/departments/add/",
    "/settings/departments/{sales}/",
    "/settings/departments/{sales}/delete/",
    "/settings/roles/add/",
    "/settings/roles/{role}/",
    "/settings/roles/{role}/delete/",
    "/settings/account/",
    "/settings/account/currencies/add/",
    "/settings/account/currencies/USD/",
    "/settings/account/currencies/USD/rates/1/delete/",
    "/settings/account/currencies/USD/rates/restore/",
]
OTHERS = ["alice", "bob", "carol", "dave"]


@pytest.fixture
def address(world: World):
    assert all([world.admin, world.alice, world.bob, world.carol, world.dave])
    ids = {"alice": world.alice.pk, "sales": world.sales.pk, "role": Role.objects.get(default_key="head").pk}
    return lambda path: path.format(**ids)


@pytest.mark.parametrize("path", PEOPLE + RIGHTS + ACCOUNT)
def test_administrator_alone(world: World, address, path: str) -> None:
    assert world.client_of("admin").get(address(path)).status_code == 200
    for name in OTHERS:
        assert world.client_of(name).get(address(path)).status_code == 403
    assert world.client_of("nobody").get(address(path))["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_changed_by_others(world: World, address, path: str) -> None:
    users, departments, roles = User.objects.count(), Department.objects.count(), Role.objects.count()
    for name in OTHERS:
        answer = world.client_of(name).post(address(path), {"name": "X", "login": "x", "code": "SEK"})
        assert answer.status_code == 403
    assert world.client_of("nobody").post(address(path))["Location"].startswith("/sign-in/")
    assert User.objects.filter(is_active=True).count() >= users
    assert (Department.objects.count(), Role.objects.count()) == (departments, roles)


def test_settings_without_being_administrator(world: World) -> None:
    erin = world.user("erin", "administrator", department=world.support)
    role = Role.objects.get(default_key="head")
    for path in [*RIGHTS, *ACCOUNT]:
        assert world.client_of(erin).get(path.format(role=role.pk)).status_code == 200
    for path in PEOPLE:
        assert world.client_of(erin).get(path.format(alice=world.alice.pk, sales=world.sales.pk)).status_code == 403


@pytest.mark.parametrize("path", ["/settings/users/{0}/", "/settings/departments/{0}/", "/settings/roles/{0}/"])
@pytest.mark.parametrize("number", [999_999, 10**30])
def test_what_does_not_exist_is_not_found(world: World, path: str, number: int) -> None:
    assert world.client_of("admin").get(path.format(number)).status_code == 404


def test_the_settings_page_shows_what_may_be_opened(world: World) -> None:
    everything = world.client_of("admin").get("/settings/").content.decode()
    assert all(path in everything for path in ("/settings/users/", "/settings/roles/", "/settings/account/"))
    erin = world.client_of(world.user("erin", "administrator")).get("/settings/").content.decode()
    assert "/settings/roles/" in erin
    assert "/settings/users/" not in erin
    alice = world.client_of("alice").get("/settings/").content.decode()
    assert not any(path in alice for path in ("/settings/users/", "/settings/roles/", "/settings/account/"))
