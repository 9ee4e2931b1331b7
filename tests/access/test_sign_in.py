"""Signing in and out."""

import re
from contextlib import ExitStack
from ipaddress import ip_network

import pytest
from django.test import Client
from django.utils import timezone

from comptoir.access.hash_gate import hash_gate
from comptoir.access.models import SignInFailure
from comptoir.jobs.retention import prune_step, retention_rules
from tests.clock import moment
from tests.world import PASSWORD, World

PROXY = "10.0.0.1"
WRONG = "This name and password do not go together. Check both and try again."
TOO_MANY = "Too many failed attempts. Wait 1 minute and try again"


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


def test_from_the_tenth_failure_on_each_makes_one_wait_longer(alice, frozen) -> None:
    for _ in range(10):
        assert attempt("Alice", "wrong").status_code == 422
    refused = attempt("alice", PASSWORD)
    assert refused.status_code == 429
    assert TOO_MANY in refused.content.decode()
    assert "password" not in refused.wsgi_request.session
    assert refused["Retry-After"] == "60"
    frozen.move_to(moment("2025-06-02 10:00:59"))
    assert attempt().status_code == 429
    frozen.move_to(moment("2025-06-02 10:01:01"))
    assert attempt("alice", "wrong").status_code == 422
    assert "Wait 2 minutes" in attempt().content.decode()
    frozen.move_to(moment("2025-06-02 10:03:02"))
    assert attempt().status_code == 302


def test_an_address_may_not_try_name_after_name(alice, frozen) -> None:
    for number in range(60):
        assert attempt(f"user{number}", "wrong").status_code == 422
    assert attempt().status_code == 429
    assert attempt(address="192.0.2.2").status_code == 302


def test_of_ipv6_a_whole_network_is_one_address(alice, frozen) -> None:
    for number in range(10):
        attempt("alice", "wrong", address=f"2001:db8:1:2::{number:x}")
    assert attempt(address="2001:db8:1:2:ffff::1").status_code == 429
    assert attempt(address="2001:db8:1:3::1").status_code == 302


def test_a_known_device_is_let_in_while_strangers_try_the_name(alice, frozen) -> None:
    known = Client(REMOTE_ADDR="192.0.2.9")
    known.post("/sign-in/", {"login": "alice", "password": PASSWORD})
    known.post("/sign-out/")
    for number in range(30):
        attempt("alice", "wrong", address=f"198.51.100.{number}")
    assert attempt(address="203.0.113.1").status_code == 429
    assert known.post("/sign-in/", {"login": "alice", "password": PASSWORD}).status_code == 302


def test_a_known_device_is_limited_too(alice, frozen) -> None:
    known = Client()
    known.post("/sign-in/", {"login": "alice", "password": PASSWORD})
    known.post("/sign-out/")
    for _ in range(10):
        known.post("/sign-in/", {"login": "alice", "password": "wrong"})
    assert known.post("/sign-in/", {"login": "alice", "password": PASSWORD}).status_code == 429
    assert attempt().status_code == 302


@pytest.mark.parametrize("value", ["", "forged", "a:b:c"])
def test_a_forged_device_is_nobodys(alice, frozen, value: str) -> None:
    for number in range(30):
        attempt("alice", "wrong", address=f"198.51.100.{number}")
    client = Client()
    client.cookies["device"] = value
    assert client.post("/sign-in/", {"login": "alice", "password": PASSWORD}).status_code == 429


def behind_proxy(client: str, password: str = "wrong"):
    return Client(REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": client}).post(
        "/sign-in/", {"login": "alice", "password": password}
    )


def test_behind_a_trusted_proxy_each_client_counts_alone(alice, frozen, settings) -> None:
    settings.COMPTOIR_TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    for number in range(10):
        behind_proxy(f"203.0.113.{number}, 198.51.100.1")  # what stands on the left is the client's own invention
    assert behind_proxy("203.0.113.77, 198.51.100.1", PASSWORD).status_code == 429
    assert behind_proxy("198.51.100.2", PASSWORD).status_code == 302


def test_nobody_else_is_believed(alice, frozen, settings) -> None:
    settings.COMPTOIR_TRUSTED_PROXIES = (ip_network("192.0.2.0/24"),)
    for number in range(10):
        behind_proxy(f"203.0.113.{number}")
    assert behind_proxy("198.51.100.2", PASSWORD).status_code == 429


def test_more_passwords_at_once_than_can_be_checked_are_put_off(alice) -> None:
    with hash_gate.passing(), ExitStack() as waiting:
        waiting.callback(hash_gate._admitted.release)
        assert hash_gate._admitted.acquire(blocking=False)
        answer = attempt()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Many people are signing in" in answer.content.decode()
    assert attempt().status_code == 302


def test_counts_each_name_and_address_apart(world: World, alice, frozen) -> None:
    assert world.bob
    for _ in range(10):
        attempt("alice", "wrong")
    assert attempt("bob").status_code == 302
    assert attempt("alice").status_code == 429
    assert attempt("alice", address="192.0.2.2").status_code == 302
    assert attempt("alice").status_code == 429


def test_a_success_forgets_the_failures(alice, frozen) -> None:
    for _ in range(9):
        attempt("alice", "wrong")
    assert attempt().status_code == 302
    assert not SignInFailure.objects.exists()


def test_old_failures_are_swept_away(alice, frozen) -> None:
    attempt("alice", "wrong")
    frozen.move_to(moment("2025-06-02 11:00:01"))
    attempt("someone", "wrong")
    prune_step(retention_rules.get("sign_in_failures"), timezone.now())
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


def test_activating_a_user_brings_no_session_back(world: World) -> None:
    alice, admin = world.client_of("alice"), world.client_of("admin")
    assert alice.get("/me/").status_code == 200
    admin.post(f"/settings/users/{world.alice.pk}/deactivate/")
    admin.post(f"/settings/users/{world.alice.pk}/activate/")
    assert alice.get("/me/")["Location"].startswith("/sign-in/")
    assert attempt().status_code == 302
