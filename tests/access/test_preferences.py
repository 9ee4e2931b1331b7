"""Theme, density and language chosen in the shell follow the user; the language of a page is negotiated."""

import pytest
from django.test import Client

from comptoir.access.models import User
from comptoir.account.models import AccountSettings
from tests.world import World


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("density", "compact"), ("language", "fr")])
def test_a_choice_is_kept_with_the_user(world: World, name: str, value: str) -> None:
    world.client_of("alice").post(f"/ui/{name}/", {"value": value})
    assert getattr(User.objects.get(login="alice"), name) == value
    elsewhere = world.client_of("alice").get("/me/").content.decode()
    attribute = {"theme": 'data-theme="dark"', "density": 'data-density="compact"', "language": 'lang="fr"'}[name]
    assert attribute in elsewhere.split("<head>")[0]


def test_nobody_keeps_it_in_the_browser(db: None) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.post("/ui/language/", {"value": "fr"})
    assert 'lang="fr"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("own", "cookie", "browser", "account", "shown"),
    [
        ("en", "fr", "fr", "fr", "en"),
        ("", "en", "fr", "fr", "en"),
        ("", "", "en-GB,en;q=0.9", "fr", "en"),
        ("", "", "de,fr-CA;q=0.8,en;q=0.7", "en", "fr"),
        ("", "", "de", "fr", "fr"),
        ("", "", "", "en", "en"),
        ("", "xx", "*;q=x,,,", "en", "en"),
    ],
)
def test_language_is_ones_own_then_the_browsers_then_the_accounts(
    world: World, own: str, cookie: str, browser: str, account: str, shown: str
) -> None:
    AccountSettings.objects.update(language=account)
    world.alice.language = own
    world.alice.save()
    client = world.client_of("alice", language=browser)
    client.cookies["django_language"] = cookie
    answer = client.get("/me/")
    assert f'<html lang="{shown}"' in answer.content.decode()
    assert answer["Content-Language"] == shown


def test_back_to_the_browsers_language(world: World) -> None:
    client = world.client_of("alice", language="en")
    client.post("/ui/language/", {"value": "fr"})
    client.post("/me/", {"language": "", "theme": "auto", "density": "comfortable"})
    assert 'lang="en"' in client.get("/me/").content.decode()
