"""The pages of the interface itself: gallery, settings, preferences."""

import pytest
from django.conf import settings
from django.test import Client

from comptoir.ui.preferences import THEME_COOKIE
from tests.world import World


@pytest.mark.parametrize(("language", "word"), [("en", "Components"), ("fr", "Composants")])
def test_the_gallery_shows_every_component_in_the_reader_s_language(world: World, language: str, word: str) -> None:
    page = world.client_of("alice", language).get("/ui/?period=Q0").content.decode()
    assert f"<title>{word} · Comptoir</title>" in page
    assert f'<html lang="{language}"' in page


def test_the_gallery_has_nothing_that_the_content_policy_refuses(world: World) -> None:
    response = world.client_of("alice").get("/ui/")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert " style=" not in page
    assert "<script>" not in page


def test_a_missing_record_in_a_slider_is_a_404_inside_it(world: World) -> None:
    response = world.client_of("alice").get("/ui/sample/missing/", headers={"X-Comptoir-Slider": "1"})
    assert response.status_code == 404
    assert b"slider__inner" in response.content


def test_the_settings_page_lists_what_the_reader_may_open(world: World) -> None:
    assert world.client_of("admin").get("/ui/settings/").status_code == 200
    assert world.client_of("nobody").get("/ui/settings/").status_code == 302


def test_a_theme_is_kept_for_whoever_has_not_signed_in(db: None) -> None:
    client = Client()
    answer = client.post("/ui/theme/", {"value": "dark", "next": "/sign-in/"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert client.cookies[THEME_COOKIE].value == "dark"


def test_a_language_is_kept_in_a_cookie(db: None) -> None:
    client = Client()
    client.post("/ui/language/", {"value": "fr"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"


@pytest.mark.parametrize("value", ["", "pink", "dark; Secure"])
def test_an_unknown_theme_is_refused(db: None, value: str) -> None:
    assert Client().post("/ui/theme/", {"value": value}).status_code == 400


def test_nobody_is_sent_away_from_the_site(db: None) -> None:
    answer = Client().post("/ui/theme/", {"value": "dark", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_the_palette_offers_the_reader_s_pages(world: World) -> None:
    response = world.client_of("alice").get("/ui/palette/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert b"<html" not in response.content
    assert b'role="option"' in response.content
