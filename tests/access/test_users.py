"""The administrator's pages of users."""

import re

import pytest
from django.test import Client

from comptoir.access.models import Role, User
from comptoir.events.models import Event
from tests.world import PASSWORD, World

NEW = {"login": "eve", "name": "Ève", "last_name": "Élan", "email": "eve@example.com", "position": "Seller"}


@pytest.fixture
def admin(world: World) -> Client:
    return world.client_of("admin")


def values(user: User, **changed) -> dict[str, object]:
    kept = {name: getattr(user, name) for name in ("login", "name", "last_name", "email")}
    roles = list(user.roles.values_list("pk", flat=True))
    flags = {"is_admin": "on"} if user.is_admin else {}
    return {**kept, "department": user.department_id or "", "roles": roles, **flags, **changed}


def test_adds_one_with_a_password_shown_once(world: World, admin: Client) -> None:
    role = Role.objects.get(default_key="manager")
    answer = admin.post("/settings/users/add/", {**NEW, "department": world.sales.pk, "roles": [role.pk]})
    assert "no-store" in answer["Cache-Control"]
    password = re.search(r'<code id="made-password">([^<]+)</code>', answer.content.decode())[1]
    assert Client().post("/sign-in/", {"login": "eve", "password": password}).status_code == 302
    eve = User.objects.get(login="eve")
    assert (eve.full_name, eve.department, list(eve.roles.all()), eve.is_admin) == (
        "Ève Élan",
        world.sales,
        [role],
        False,
    )
    event = Event.objects.get(code="user.added")
    assert event.actor == world.admin
    assert "password" not in str(event.changes)
    assert password not in admin.get(f"/settings/users/{eve.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"login": ""}, "This field is required."),
        ({"login": "ALICE"}, "Somebody else has this sign-in name."),
        ({"login": "two words"}, "A sign-in name has no blanks."),
        ({"login": "x" * 151}, "at most 150 characters"),
        ({"email": "nowhere"}, "not a valid e-mail address"),
        ({"department": "999999"}, "not in the list"),
        ({"department": "x' OR 1"}, "not in the list"),
        ({"roles": ["999999"]}, "not in the list"),
        ({"roles": ["9" * 40]}, "not in the list"),
    ],
)
def test_refuses_what_cannot_be_kept(world: World, admin: Client, changed: dict, reason: str) -> None:
    assert world.alice
    answer = admin.post("/settings/users/add/", {**NEW, **changed})
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert "Ève" in answer.content.decode()
    assert not User.objects.filter(name="Ève").exists()


def test_changes_one(world: World, admin: Client) -> None:
    head = Role.objects.get(default_key="head")
    changed = values(world.alice, name="Alix", department=world.support.pk, roles=[head.pk])
    assert admin.post(f"/settings/users/{world.alice.pk}/", changed)["Location"] == "/settings/users/"
    alice = User.objects.get(login="alice")
    assert (alice.name, alice.department, list(alice.roles.all())) == ("Alix", world.support, [head])
    assert alice.check_password(PASSWORD)
    assert set(Event.objects.get(code="user.changed").changes) == {"name", "department", "roles"}


def test_saving_without_a_change_tells_nothing(world: World, admin: Client) -> None:
    admin.post(f"/settings/users/{world.alice.pk}/", values(world.alice))
    assert not Event.objects.filter(code="user.changed").exists()


def test_a_slider_is_closed_and_the_list_told(world: World, admin: Client) -> None:
    headers = {"HX-Request": "true", "X-Comptoir-Slider": "1"}
    answer = admin.post(f"/settings/users/{world.alice.pk}/", values(world.alice, name="Alix"), headers=headers)
    assert answer.status_code == 204
    assert "users:changed" in answer["HX-Trigger"]
    refused = admin.post(f"/settings/users/{world.alice.pk}/", values(world.alice, login=""), headers=headers)
    assert refused.status_code == 422
    assert b"slider__inner" in refused.content


def test_takes_access_away_and_gives_it_back(world: World, admin: Client) -> None:
    client = world.client_of("alice")
    answer = admin.post(f"/settings/users/{world.alice.pk}/deactivate/", headers={"HX-Request": "true"})
    assert f"/settings/users/{world.alice.pk}/activate/" in answer["HX-Trigger"]
    assert client.get("/me/").status_code == 302
    admin.post(f"/settings/users/{world.alice.pk}/activate/")
    assert client.get("/me/").status_code == 302  # sessions do not come back
    codes = ["user.deactivated", "user.activated"]
    assert [event.code for event in Event.objects.filter(code__in=codes).order_by("id")] == codes


def test_doing_it_twice_is_harmless(world: World, admin: Client) -> None:
    for _ in range(2):
        assert admin.post(f"/settings/users/{world.alice.pk}/deactivate/").status_code == 302
    assert Event.objects.filter(code="user.deactivated").count() == 1


def test_nobody_deactivates_themselves(world: World, admin: Client) -> None:
    assert world.user("second", is_admin=True)
    assert admin.post(f"/settings/users/{world.admin.pk}/deactivate/").status_code == 422
    assert User.objects.get(login="admin").is_active


def test_the_last_administrator_stays_one(world: World, admin: Client) -> None:
    demoted = values(world.admin)
    del demoted["is_admin"]
    refused = admin.post(f"/settings/users/{world.admin.pk}/", demoted)
    assert refused.status_code == 422
    assert "This is the last active administrator." in refused.content.decode()
    assert User.objects.get(login="admin").is_admin
    second = world.user("second", is_admin=True)
    assert admin.post(f"/settings/users/{world.admin.pk}/", demoted).status_code == 302
    assert not User.objects.get(login="admin").is_admin
    # An administrator who has just become the last one cannot be deactivated by anybody.
    third = world.user("third", is_admin=True)
    assert world.client_of(third).post(f"/settings/users/{second.pk}/deactivate/").status_code == 302
    assert world.client_of(third).post(f"/settings/users/{third.pk}/deactivate/").status_code == 422


def test_sets_a_typed_password(world: World, admin: Client) -> None:
    alice = world.client_of("alice")
    url = f"/settings/users/{world.alice.pk}/password/"
    assert admin.post(url, {"password": "short"}).status_code == 422
    assert admin.post(url, {"password": "purple-Comptoir-44"}).status_code == 302
    assert alice.get("/me/").status_code == 302
    assert Client().post("/sign-in/", {"login": "alice", "password": "purple-Comptoir-44"}).status_code == 302
    assert Event.objects.get(code="user.password_set").changes == {}


def test_makes_a_password(world: World, admin: Client) -> None:
    answer = admin.post(f"/settings/users/{world.alice.pk}/password/", {"make": "1"})
    made = re.search(r'<code id="made-password">([^<]+)</code>', answer.content.decode())[1]
    assert User.objects.get(login="alice").check_password(made)


def test_lists_by_state_and_search(world: World, admin: Client) -> None:
    assert world.alice
    assert world.bob
    world.dave.is_active = False
    world.dave.save()

    def shown(query: str) -> set[str]:
        page = admin.get(f"/settings/users/{query}").content.decode()
        return {name for name in ("Alice", "Bob", "Dave") if f">{name} " in page}

    assert shown("") == {"Alice", "Bob"}
    assert shown("?state=inactive") == {"Dave"}
    assert shown("?state=all") == {"Alice", "Bob", "Dave"}
    assert shown("?q=arn") == {"Alice"}
    assert shown("?state=all&q=dave") == {"Dave"}
    assert shown("?q=zzz&after=x&state=y") == set()


def test_pages(world: World, admin: Client, django_assert_max_num_queries) -> None:
    User.objects.bulk_create(User(login=f"u{n:03}", last_name=f"Person {n:03}") for n in range(120))
    first = admin.get("/settings/users/").content.decode()
    assert first.count("data-row-link") == 50
    assert "after=50" in first
    with django_assert_max_num_queries(12):
        last = admin.get("/settings/users/?after=100").content.decode()
    assert last.count("data-row-link") == 21
