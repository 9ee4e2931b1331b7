"""Sessions of users: listed, ended, deleted when they have expired."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from comptoir.access.models import UserSession
from comptoir.access.sessions.devices import device_name
from comptoir.jobs.retention import prune_step, retention_rules
from tests.clock import moment
from tests.query_counts import count_queries
from tests.world import PASSWORD, World

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"


def phone(world: World) -> Client:
    assert world.alice
    client = Client(headers={"User-Agent": PHONE, "Accept-Language": "en"}, REMOTE_ADDR="192.0.2.7")
    assert client.post("/sign-in/", {"login": "alice", "password": PASSWORD}).status_code == 302
    return client


def test_are_listed_with_browser_and_address(world: World) -> None:
    here = world.client_of("alice")
    phone(world)
    page = here.get("/me/sessions/").content.decode()
    assert "Safari · iPhone" in page
    assert "192.0.2.7" in page
    assert page.count("This session") == 1


def test_ending_one_leaves_the_others(world: World) -> None:
    here, gone = world.client_of("alice"), phone(world)
    row = UserSession.objects.get(address="192.0.2.7")
    here.post("/me/sessions/", {"session": row.pk})
    assert gone.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_ending_all_others_keeps_this_one(world: World) -> None:
    here, gone = world.client_of("alice"), phone(world)
    here.post("/me/sessions/")
    assert (gone.get("/me/").status_code, here.get("/me/").status_code) == (302, 200)
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("number", ["other", "x", "", "9" * 30])
def test_nobody_ends_a_session_of_somebody_else(world: World, number: str) -> None:
    phone(world)
    row = UserSession.objects.get(user=world.alice)
    answer = world.client_of("bob").post("/me/sessions/", {"session": row.pk if number == "other" else number})
    assert answer.status_code in (302, 404)
    assert UserSession.objects.filter(user=world.alice).exists()


def test_an_administrator_ends_those_of_a_user(world: World) -> None:
    gone, admin = phone(world), world.client_of("admin")
    address = f"/settings/users/{world.alice.pk}/sessions/"
    assert "Safari · iPhone" in admin.get(address).content.decode()
    admin.post(address)
    assert (gone.get("/me/").status_code, admin.get("/me/").status_code) == (302, 200)
    assert world.client_of("bob").get(address).status_code == 403


def test_a_new_password_keeps_only_this_one(world: World) -> None:
    here, gone = world.client_of("alice"), phone(world)
    new = "green-Comptoir-43"
    here.post("/me/password/", {"current": PASSWORD, "new": new, "again": new})
    assert (gone.get("/me/").status_code, here.get("/me/").status_code) == (302, 200)
    assert "This session" in here.get("/me/sessions/").content.decode()


def test_use_is_noted_every_few_minutes(world: World, frozen) -> None:
    client = phone(world)
    at_once = count_queries(lambda: client.get("/me/"))
    frozen.move_to(moment("2025-06-02 10:06"))
    assert count_queries(lambda: client.get("/me/")) > at_once
    assert UserSession.objects.get().seen_at == moment("2025-06-02 10:06")
    assert count_queries(lambda: client.get("/me/")) == at_once


def test_one_from_before_they_were_noted_appears_when_it_is_used(world: World, frozen) -> None:
    client = phone(world)
    UserSession.objects.all().delete()
    frozen.move_to(moment("2025-06-02 10:06"))
    assert "This session" in client.get("/me/sessions/").content.decode()


def test_expired_ones_are_deleted(world: World) -> None:
    phone(world)
    long_ago = timezone.now() - timedelta(days=31)
    Session.objects.update(expire_date=long_ago)
    UserSession.objects.update(seen_at=long_ago)
    for code in ("sessions", "user_sessions"):
        prune_step(retention_rules.get(code), timezone.now())
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_names_what_it_does_not_know() -> None:
    assert device_name("curl/8.5.0") == "curl/8.5.0"
