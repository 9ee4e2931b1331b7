"""/api/v1/layouts/…: one's own layout and the published one, with every mistake answered by a 4xx."""

import json
from typing import Any

import pytest
from django.test import Client

from comptoir.access.models import Role
from comptoir.profile.layouts.in_force import layout_in_force
from comptoir.profile.widgets.widget import Widget
from tests.world import World

pytestmark = pytest.mark.django_db
MINE = "/api/v1/layouts/company_profile"
SOUND = {"id": "own", "type": "number", "series": [{"figure": "won", "part": {}}], "width": 3, "height": 1}


def put(client: Client, body: object, path: str = MINE) -> Any:
    return client.put(path, json.dumps(body), content_type="application/json")


def shown(world: World) -> list[Widget]:
    return layout_in_force(world.alice, "company").widgets


def test_keeps_and_gives_up_ones_own(world: World) -> None:
    client = world.client_of("alice")
    shipped = client.get(MINE).json()
    assert shipped["source"] == "shipped"
    assert shipped["widgets"][0]["series"][0]["figure"] == "won_value"
    kept = put(client, {"widgets": [SOUND], "version": shipped["version"]})
    assert kept.status_code == 200
    assert kept.json()["source"] == "user"
    assert [widget.id for widget in shown(world)] == ["own"]
    assert client.delete(MINE).json()["source"] == "shipped"
    assert client.get("/api/v1/layouts/contact_profile").json()["source"] == "shipped"


def test_what_is_given_may_be_sent_back(world: World) -> None:
    client = world.client_of("alice")
    shipped = client.get(MINE).json()["widgets"]
    assert put(client, {"widgets": shipped}).json()["widgets"] == shipped


def test_a_stale_version_is_refused(world: World) -> None:
    client = world.client_of("alice")
    put(client, {"widgets": [SOUND]})
    refused = put(client, {"widgets": [SOUND], "version": "0"})
    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "layout_changed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 400),
        ({}, 400),
        ({"widgets": [], "owner": 1}, 400),
        ({"widgets": {}}, 422),
        ({"widgets": [{}]}, 422),
        ({"widgets": [SOUND, SOUND]}, 422),
        ({"widgets": [{**SOUND, "id": f"w{number}"} for number in range(31)]}, 422),
        ({"widgets": [{**SOUND, "type": "map"}]}, 422),
        ({"widgets": [{**SOUND, "series": [{"figure": "gone"}]}]}, 422),
        ({"widgets": [{**SOUND, "period": "NEVER"}]}, 422),
        ({"widgets": [{**SOUND, "title": "a\x00b"}]}, 422),
        ({"widgets": "x" * 10_000_000}, 413),
    ],
)
def test_refuses_with_a_sentence(body: object, status: int, world: World) -> None:
    refused = put(world.client_of("alice"), body)
    assert refused.status_code == status
    assert refused.json()["error"]["message"]


def test_refuses_what_is_no_json(world: World) -> None:
    client = world.client_of("alice")
    assert client.put(MINE, "{", content_type="application/json").status_code == 400
    assert client.put(MINE, '{"widgets":' + "[" * 50_000, content_type="application/json").status_code == 400
    assert client.put(MINE, b"\xff\xfe", content_type="application/json").status_code == 400
    assert client.get("/api/v1/layouts/deals").status_code == 404


def test_publishes_for_holders_of_the_right(world: World) -> None:
    role = Role.objects.get(default_key="manager")
    body = {"audience": "role", "role": role.pk, "widgets": [SOUND]}
    assert put(world.client_of("alice"), body, f"{MINE}/default").status_code == 403
    assert put(world.client_of("admin"), body, f"{MINE}/default").json()["source"] == "role"
    assert [widget.id for widget in shown(world)] == ["own"]
    assert put(world.client_of("admin"), {"audience": "role", "role": 10**12}, f"{MINE}/default").status_code == 422
    assert put(world.client_of("admin"), {"audience": "everyone"}, f"{MINE}/default").status_code == 200


def test_a_page_of_another_site_changes_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alice)
    assert put(client, {"widgets": [SOUND]}).status_code == 403
    assert client.delete(MINE).status_code == 403


def test_nobody_gets_nothing(world: World) -> None:
    assert Client().get(MINE).status_code == 401
