"""profile, scope, methods, method.get."""

from comptoir.access.models import User
from tests.rest.conftest import Rest, make_user


def test_profile(rest: Rest) -> None:
    assert rest("profile").result == {
        "ID": str(rest.user.pk),
        "ADMIN": True,
        "NAME": "Alice",
        "LAST_NAME": "Martin",
        "PERSONAL_GENDER": "",
        "TIME_ZONE": "",
    }


def test_profile_of_somebody_else(rest_as, alice: User) -> None:
    assert rest_as(make_user("bob", name="Bob"))("profile").result["ADMIN"] is False


def test_scope(rest: Rest) -> None:
    assert rest("scope").result == ["crm", "user"]
    full = rest("scope", {"full": True}).result
    assert len(full) >= 60
    assert {"crm", "user", "task", "placement"} <= set(full)


def test_methods(rest_as, alice: User) -> None:
    rest = rest_as(alice, "crm")
    assert "user.get" not in rest("methods").result
    assert "batch" in rest("methods").result
    assert "user.get" in rest("methods", {"full": 1}).result
    assert "user.get" in rest("methods", {"scope": "user"}).result
    assert "batch" not in rest("methods", {"scope": "user"}).result


def test_method_get(rest_as, alice: User) -> None:
    rest = rest_as(alice, "crm")
    assert rest("method.get", {"name": "USER.get"}).result == {"isExisting": True, "isAvailable": False}
    assert rest("method.get", {"name": "profile"}).result == {"isExisting": True, "isAvailable": True}
    assert rest("method.get", {"name": "x.y"}).result == {"isExisting": False, "isAvailable": False}
    assert rest("method.get", {"name": ["x"]}).error[0] == 400
