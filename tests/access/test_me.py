"""One's own page."""

import pytest

from comptoir.access.models import User
from comptoir.events.models import Event
from tests.world import World

VALUES = {
    "name": "Alicia",
    "second_name": "",
    "last_name": "Arnaud",
    "email": " Alicia@Example.COM ",
    "phone": "",
    "language": "fr",
    "theme": "dark",
    "density": "compact",
}


def test_saves_what_is_ones_own(world: World) -> None:
    client = world.client_of("alice")
    answer = client.post("/me/", VALUES)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    alice = User.objects.get(login="alice")
    assert (alice.name, alice.email, alice.language, alice.theme, alice.density) == (
        "Alicia",
        "alicia@example.com",
        "fr",
        "dark",
        "compact",
    )
    page = client.get("/me/").content.decode()
    assert '<html lang="fr" data-theme="dark" data-density="compact">' in page
    event = Event.objects.get(code="user.changed")
    assert (event.item_id, event.changes["name"]) == (alice.pk, ["Alice", "Alicia"])


def test_gives_nobody_more_rights(world: World) -> None:
    more = {"is_admin": "on", "login": "root", "roles": ["5"], "department": "1", "is_active": "", "position": "Boss"}
    world.client_of("alice").post("/me/", {**VALUES, **more})
    alice = User.objects.get(pk=world.alice.pk)
    assert (alice.login, alice.is_admin, alice.position) == ("alice", False, "")
    assert [role.default_key for role in alice.roles.all()] == ["manager"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "no address"), ("language", "de"), ("theme", "pink"), ("density", "x"), ("name", "n" * 101)],
)
def test_refuses_what_cannot_be_kept(world: World, field: str, value: str) -> None:
    answer = world.client_of("alice").post("/me/", {**VALUES, field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert User.objects.get(login="alice").name == "Alice"


def test_is_for_everybody_but_nobody(world: World) -> None:
    for name in ("admin", "alice", "bob", "carol", "dave"):
        assert world.client_of(name).get("/me/").status_code == 200
    assert world.client_of(None).get("/me/").status_code == 302
