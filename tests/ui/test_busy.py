"""A database that is away or locked: pages say so, keep what was typed, and go on by themselves afterwards."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client

from tests.world import World


@pytest.fixture
def away() -> Iterator[Any]:
    """Whoever asks the database within `with away():` is told that it is locked."""
    locked = OperationalError("database is locked")
    return lambda: patch.object(CursorWrapper, "execute", side_effect=locked)


def signed_in(world: World) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.admin)
    assert client.get("/companies/new/").status_code == 200
    return client


def test_a_form_keeps_what_was_typed_and_sends_it_again(world: World, away: Any) -> None:
    client = signed_in(world)
    with away():
        answer = client.post("/companies/new/", {"title": '<b>"Léger"</b>', "password": "secret-1"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert '<form class="empty-state__actions" method="post" action="/companies/new/">' in page
    assert 'name="title" value="&lt;b&gt;&#34;Léger&#34;&lt;/b&gt;"' in page
    assert "secret-1" not in page
    assert client.post("/companies/new/", {"title": "Léger"}).status_code < 400


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        ("/deals/", {}, "<title>"),
        ("/deals/", {"Accept": "application/json"}, '"code": "busy"'),
        ("/rest/1/token/crm.deal.list", {}, '"error":"OVERLOAD_LIMIT"'),
    ],
)
def test_every_door_says_503(world: World, away: Any, path: str, headers: dict[str, str], expected: str) -> None:
    client = signed_in(world)
    with away():
        answer = client.get(path, headers=headers)
    assert answer.status_code == 503
    assert expected in answer.content.decode()
