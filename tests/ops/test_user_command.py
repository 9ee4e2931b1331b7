"""comptoir user add, comptoir user password."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from comptoir.access.models import Department, Role, User
from comptoir.kit.errors import CrmError

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command("user", *arguments, stdout=output)
    return output.getvalue()


def test_adds_a_user_who_can_sign_in() -> None:
    Department.objects.create(name="Sales")
    Role.objects.create(name="Sellers")

    answer = json.loads(run("add", "ann", "--name", "Ann", "--department", "sales", "--role", "sellers", "--json"))

    ann = User.objects.get(pk=answer["id"])
    assert (ann.login, ann.name, ann.is_admin) == ("ann", "Ann", False)
    assert (str(ann.department), [str(role) for role in ann.roles.all()]) == ("Sales", ["Sellers"])
    assert ann.check_password(answer["password"])


def test_adds_an_administrator() -> None:
    assert "ann may sign in with the password" in run("add", "ann", "--admin")
    assert User.objects.get().is_admin


def test_gives_a_new_password() -> None:
    run("add", "ann")
    answer = json.loads(run("password", "ANN", "--json"))
    assert User.objects.get().check_password(answer["password"])


def test_takes_a_password_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert run("add", "ann", "--stdin") == "ann may sign in.\n"
    assert User.objects.get().check_password("correct horse battery")


def test_refuses_a_name_that_is_taken() -> None:
    run("add", "ann")
    with pytest.raises(CrmError) as refusal:
        run("add", "Ann")
    assert set(refusal.value.fields) == {"login"}


@pytest.mark.parametrize(
    "arguments", [("password", "nobody"), ("add", "ann", "--role", "none"), ("add", "ann", "--department", "none")]
)
def test_refuses_what_does_not_exist(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="There is no"):
        run(*arguments)
    assert not User.objects.exists()
