"""user.current and user.get: fields, filters, sorting, paging."""

import pytest

from comptoir.access.models import Department, User
from tests.clock import moment
from tests.rest.conftest import Rest, make_user


@pytest.fixture
def team(alice: User) -> dict[str, User]:
    sales = Department.objects.create(name="Sales")
    bob = make_user("bob", name="Bob", last_name="Durand", email="bob@example.com", department=sales, position="Seller")
    carol = make_user("carol", name="Carol", last_name="Élan", is_active=False, department=sales, external_id="c-1")
    User.objects.update(created_at=moment("2025-01-15 09:30"))
    return {"alice": alice, "bob": bob, "carol": carol}


def ids(answer) -> list[str]:
    return [row["ID"] for row in answer.result]


def test_current_user_has_classic_types(rest: Rest, team) -> None:
    user = rest("user.current").result
    assert user["ID"] == str(rest.user.pk)
    assert user["ACTIVE"] is True
    assert user["UF_DEPARTMENT"] == []
    assert user["DATE_REGISTER"] == "2025-01-15T09:30:00+01:00"
    assert user["LAST_LOGIN"] == ""
    for name in ("XML_ID", "TIME_ZONE", "LAST_ACTIVITY_DATE", "TIMESTAMP_X", "UF_EMPLOYMENT_DATE"):
        assert isinstance(user[name], str)


def test_shows_the_fields_of_the_specification(rest: Rest, spec_folder) -> None:
    import json

    wanted = json.loads((spec_folder / "fields.json").read_text())["user"]
    assert set(wanted) == set(rest("user.current").result)


def test_lists_everybody_by_id(rest: Rest, team) -> None:
    answer = rest("user.get")
    assert ids(answer) == [str(user.pk) for user in team.values()]
    assert answer.body["total"] == 3
    assert "next" not in answer.body
    assert answer.result[1]["UF_DEPARTMENT"] == [team["bob"].department_id]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"ACTIVE": True}, "alice bob"),
        ({"ACTIVE": "Y"}, "alice bob"),
        ({"ACTIVE": False}, "carol"),
        ({"ACTIVE": "false"}, "carol"),
        ({"!ACTIVE": True}, "carol"),
        ({"NAME": "bob"}, "bob"),
        ({"NAME": ["Bob", "Carol"]}, "bob carol"),
        ({"@NAME": ["Bob"]}, "bob"),
        ({"!NAME": "Bob"}, "alice carol"),
        ({"%LAST_NAME": "ur"}, "bob"),
        ({"=%LAST_NAME": "Du%"}, "bob"),
        ({"%=EMAIL": "%@example.com"}, "alice bob"),
        ({"!=%EMAIL": "%@example.com"}, "carol"),
        ({"=%EMAIL": "a%ce@%.com"}, "alice"),
        ({"EMAIL": ""}, "carol"),
        ({"!EMAIL": ""}, "alice bob"),
        ({"XML_ID": "c-1"}, "carol"),
        ({"WORK_POSITION": "Seller"}, "bob"),
        ({"!UF_DEPARTMENT": ""}, "bob carol"),
        ({"UF_DEPARTMENT": None}, "alice"),
        ({">ID": 0}, "alice bob carol"),
        ({">ID": ""}, ""),
        ({"ID": "x"}, ""),
        ({"ID": "1' OR 1=1--"}, ""),
        ({"ID": 99999999999999999999}, ""),
        ({"><ID": [0, 10**9]}, "alice bob carol"),
        ({"<DATE_REGISTER": "2025-01-15"}, ""),
        ({">=DATE_REGISTER": "15.01.2025 09:30:00"}, "alice bob carol"),
        ({"USER_TYPE": "employee"}, "alice bob carol"),
        ({"USER_TYPE": "extranet"}, ""),
        ({"<>NAME": "x"}, "alice bob carol"),
        (
            {"password": "x", "is_admin": 1, "department__head__password__startswith": "x", "__class__": "x"},
            "alice bob carol",
        ),
        ({"NAME": {"a": {"b": "c"}}}, ""),
    ],
)
def test_filters(rest: Rest, team, where: dict, expected: str) -> None:
    wanted = [str(team[login].pk) for login in expected.split()]
    assert ids(rest("user.get", {"FILTER": where})) == wanted
    assert ids(rest("user.get", where)) == wanted


def test_sorts(rest: Rest, team) -> None:
    backwards = [str(user.pk) for user in reversed(team.values())]
    assert ids(rest("user.get", {"sort": "ID", "order": "desc"})) == backwards
    assert ids(rest("user.get", {"SORT": "NAME", "ORDER": "DESC"})) == backwards
    assert ids(rest("user.get", {"order": {"ID": "DESC"}})) == backwards
    assert ids(rest("user.get", {"sort": "password", "order": "RANDOM()"})) == backwards[::-1]


def test_selects(rest: Rest, team) -> None:
    assert set(rest("user.get", {"select": ["NAME", "password"]}).result[0]) == {"ID", "NAME"}


def test_pages(rest: Rest, alice: User) -> None:
    User.objects.bulk_create(User(login=f"u{n}") for n in range(119))
    first = rest("user.get")
    assert (len(first.result), first.body["total"], first.body["next"]) == (50, 120, 50)
    last = rest("user.get", {"START": "100"})
    assert (len(last.result), last.body["total"], "next" in last.body) == (20, 120, False)
    beyond = rest("user.get", {"start": 150})
    assert (beyond.result, beyond.body["total"]) == ([], 120)
    uncounted = rest("user.get", {"start": -1})
    assert (len(uncounted.result), uncounted.body["total"], "next" in uncounted.body) == (50, 0, False)


@pytest.mark.parametrize(
    "start", ["x", "", None, "' OR 1", "1e309", 1.5, [], {"a": 1}, True, "99999999999999999999", 10**18, "-7"]
)
def test_survives_any_start(rest: Rest, start: object) -> None:
    assert rest("user.get", {"start": start}).status == 200


def test_names_its_fields(rest: Rest) -> None:
    fields = rest("user.fields").result
    assert set(fields) == set(rest("user.current").result)
    assert all(isinstance(label, str) for label in fields.values())
    assert rest("user.admin").result is True


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"FILTER": {"FIND": "bob sales"}}, "bob"),
        ({"FILTER": {"FIND": "seller"}}, "bob"),
        ({"FIND": "carol"}, ""),
        ({"WORK_POSITION": "ell"}, "bob"),
        ({"FILTER": {"LAST_NAME": "mart"}}, "alice"),
        ({"UF_DEPARTMENT_NAME": "Sal"}, "bob"),
        ({"FILTER": {"FIND": "50%_"}}, ""),
        ({}, "alice bob"),
    ],
)
def test_searches_active_users(rest: Rest, team, where: dict, expected: str) -> None:
    assert ids(rest("user.search", where)) == [str(team[login].pk) for login in expected.split()]
