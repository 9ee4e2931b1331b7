"""A record out of reach does not exist: every page of it is a 404, and it is in no list."""

import pytest

from tests.world import World

ANSWERS = {"admin": 200, "alice": 200, "carol": 200, "bob": 404, "dave": 404, "nobody": 302}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize(("type_code", "path"), [("deal", "deals"), ("lead", "leads"), ("invoice", "invoices")])
def test_a_page(world: World, name: str, type_code: str, path: str) -> None:
    assert world.carol
    item = world.add(type_code, title="Roof of the chapel")
    client = world.client_of(name)
    assert client.get(f"/{path}/{item.pk}/").status_code == ANSWERS[name]
    listed = client.get(f"/{path}/").content.decode()
    assert ("Roof of the chapel" in listed) is (ANSWERS[name] == 200)


def test_a_client_that_is_open_is_seen_by_all_and_changed_by_few(world: World) -> None:
    company = world.add("company", title="Chapel", opened=True)
    hidden = world.add("company", title="Crypt")
    dave = world.client_of("dave")
    assert dave.get(f"/companies/{company.pk}/").status_code == 200
    assert dave.get(f"/companies/{hidden.pk}/").status_code == 404
