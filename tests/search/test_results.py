"""The search: grouped by kind, within sight, telephones and addresses by equality."""

from typing import Any

import pytest

from tests.world import World


@pytest.fixture
def filled(world: World, django_capture_on_commit_callbacks: Any) -> World:
    with django_capture_on_commit_callbacks(execute=True):
        company = world.add("company", title="Cancity", phone=["01 02 03 04 05"])
        world.add("deal", title="Cancity – GTX Pro", company=company)
        world.add("contact", name="Zoé", last_name="Martin", email=["Zoe.Martin@Example.com"])
        world.add("deal", title="Cancity secret", responsible=world.dave)
    return world


def test_groups_what_is_found_by_kind(filled: World) -> None:
    html = filled.client_of("alice").get("/search/?q=cancity").content.decode()
    assert 'id="found-company"' in html
    assert 'id="found-deal"' in html
    assert "Cancity secret" not in html
    assert "Cancity secret" in filled.client_of("dave").get("/search/?q=cancity").content.decode()


@pytest.mark.parametrize("text", ["zoe martin", "ZOÉ", "zoe.martin@example.com"])
def test_accents_and_case_do_not_matter(filled: World, text: str) -> None:
    assert "Zoé Martin" in filled.client_of("alice").get("/search/", {"q": text}).content.decode()


@pytest.mark.parametrize("text", ["+33102030405", "0102030405", "01.02.03.04.05"])
def test_a_telephone_is_found_however_it_is_written(filled: World, text: str) -> None:
    assert "Cancity" in filled.client_of("alice").get("/search/", {"q": text}).content.decode()


def test_quick_results_are_a_fragment(filled: World) -> None:
    html = filled.client_of("alice").get("/search/quick/?q=canc").content.decode()
    assert "<html" not in html
    assert "Cancity – GTX Pro" in html


@pytest.mark.parametrize("text", ["", "a", "%", "nothing like this", "x" * 5000, "\x00", "' OR 1=1 --"])
def test_anything_may_be_asked(filled: World, text: str) -> None:
    assert filled.client_of("alice").get("/search/", {"q": text}).status_code == 200
