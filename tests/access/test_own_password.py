"""Changing one's own password."""

import pytest
from django.test import Client

from comptoir.access.models import User
from tests.world import PASSWORD, World

NEW = "green-Comptoir-43"
TRIVIAL = (
    *("motdepasse2026", "M0tDeP@sse!!", "Azertyuiop12", "Comptoir2026!", "Bienvenue123", "ecila-ecila-1"),
    *("abcabcabcabc", "aaaaaaaaaaaa", "12345678909876", "Thecompany2026"),
)


def change(client: Client, current: str = PASSWORD, new: str = NEW, again: str = NEW):
    return client.post("/me/password/", {"current": current, "new": new, "again": again})


def test_keeps_this_session_and_ends_the_others(world: World) -> None:
    here, elsewhere = world.client_of("alice"), world.client_of("alice")
    assert elsewhere.get("/me/").status_code == 200
    assert change(here)["Location"] == "/me/"
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert User.objects.get(login="alice").check_password(NEW)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (("wrong", NEW, NEW), "This is not your current password."),
        ((PASSWORD, NEW, NEW + "x"), "The two new passwords differ."),
        ((PASSWORD, "short", "short"), "This password is too short."),
        ((PASSWORD, "password123", "password123"), "This password is too common."),
        ((PASSWORD, "alice@example.co", "alice@example.co"), "The password is too similar"),
        ((PASSWORD, "", ""), "This password is too short."),
        *(((PASSWORD, each, each), "This password is easy to guess") for each in TRIVIAL),
    ],
)
def test_refuses(world: World, values: tuple[str, str, str], reason: str) -> None:
    answer = change(world.client_of("alice"), *values)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert User.objects.get(login="alice").check_password(PASSWORD)


def test_says_why_in_the_readers_language(world: World) -> None:
    answer = change(world.client_of("alice", language="fr"), new="court", again="court")
    assert "Ce mot de passe est trop court." in answer.content.decode()


def test_cannot_be_guessed_by_trying(world: World, frozen) -> None:
    client = world.client_of("alice")
    for _ in range(10):
        assert change(client, current="wrong").status_code == 422
    assert change(client).status_code == 429
