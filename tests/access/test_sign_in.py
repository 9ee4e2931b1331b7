"""Signing in and out."""

import re

import pytest
from django.test import Client

from comptoir.access.models import SignInFailure
from tests.clock import moment
from tests.world import PASSWORD, World

WRONG = "This name and password do not go together. Check both and try again."
TOO_MANY = "Too many failed attempts. Wait 15 minutes and try again"


def attempt(login: str = "alice", password: str = PASSWORD, address: str = "192.0.2.1", **more: str):
    client = Client(headers={"Accept-Language": "en"}, REMOTE_ADDR=address)
    return client.post("/sign-in/", {"login": login, "password": password, **more})


@pytest.fixture
def alice(world: World):
    return world.alice


def test_leads_to_the_page_that_was_asked_for(alice) -> None:
    client = Client()
    asked = client.get("/me/?x=1")
    assert (asked.status_code, asked["Location"]) == (302, "/sign-in/?next=/me/%3Fx%3D1")
    form = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/me/?x=1"' in form
    answer = client.post("/sign-in/", {"login": "alice", "password": PASSWORD, "next": "/me/?x=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/?x=1")
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("login", ["alice", "ALICE", " Alice "])
def test_case_and_blanks_of_the_name_do_not_matter(alice, login: str) -> None:
    assert attempt(login)["Location"] == "/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_never_leads_elsewhere(alice, target: str) -> None:
    assert attempt(next=target)["Location"] == "/"


def test_tells_nothing_about_who_exists(world: World, alice) -> None:
    world.dave.is_active = False
    world.dave.save()
    for login, password in (("alice", "wrong"), ("who?", PASSWORD), ("dave", PASSWORD), ("", ""), ("alice", "")):
        answer = attempt(login, password)
        assert answer.status_code == 422
        assert WRONG in answer.content.decode()


@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "é" * 5000, "' OR 1=1 --", "𝒳\u202e"])
def test_survives_any_name_and_password(alice, bad: str) -> None:
    assert attempt(bad, bad).status_code == 422
    assert attempt("alice", bad).status_code == 422


def test_a_tenth_failure_closes_the_door_for_a_while(alice, frozen) -> None:
    for _ in range(10):
        assert attempt("Alice", "wrong").status_code == 422
    refused = attempt("alice", PASSWORD)
    assert refused.status_code == 429
    assert TOO_MANY in refused.content.decode()
    assert "password" not in refused.wsgi_request.session
    frozen.move_to(moment("2025-06-02 10:14:59"))
    assert attempt().status_code == 429
    frozen.move_to(moment("2025-06-02 10:15:01"))
    assert attempt().status_code == 302


def test_counts_each_name_and_address_apart(world: World, alice, frozen) -> None:
    assert world.bob
    for _ in range(10):
        attempt("alice", "wrong")
    assert attempt("bob").status_code == 302
    assert attempt("alice", address="192.0.2.2").status_code == 302
    assert attempt("alice").status_code == 429


def test_a_success_forgets_the_failures(alice, frozen) -> None:
    for _ in range(9):
        attempt("alice", "wrong")
    assert attempt().status_code == 302
    assert not SignInFailure.objects.exists()


def test_old_failures_are_swept_away(alice, frozen) -> None:
    attempt("alice", "wrong")
    frozen.move_to(moment("2025-06-02 10:15:01"))
    attempt("someone", "wrong")
    assert [failure.login for failure in SignInFailure.objects.all()] == ["someone"]


def test_the_cursor_stands_where_something_is_missing(alice) -> None:
    first = Client().get("/sign-in/").content.decode()
    assert re.findall(r'name="(\w+)"[^>]*autofocus', first) == ["login"]
    again = attempt("alice", "wrong").content.decode()
    assert re.findall(r'name="(\w+)"[^>]*autofocus', again) == ["password"]
    assert 'value="alice"' in again
    assert 'value="wrong"' not in again


def test_somebody_signed_in_is_led_on(world: World) -> None:
    assert world.client_of("alice").get("/sign-in/?next=/me/")["Location"] == "/me/"


def test_signing_out_takes_a_post(world: World) -> None:
    client = world.client_of("alice")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302


def test_is_protected_against_forged_forms(alice) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"login": "alice", "password": PASSWORD}).status_code == 403


def test_a_fragment_is_told_to_load_the_sign_in_page(world: World) -> None:
    answer = world.client_of(None).get("/me/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/")


def test_a_deactivated_user_is_out_at_once(world: World) -> None:
    client = world.client_of("alice")
    world.alice.is_active = False
    world.alice.save()
    assert client.get("/me/")["Location"].startswith("/sign-in/")
