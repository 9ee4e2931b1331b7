"""The first start makes the administrator once, with a password that nobody could know."""

import pytest

from comptoir.access.models import User
from comptoir.access.passwords import make_password_text
from comptoir.ops.first_start import set_up
from tests.clock import moment

pytestmark = pytest.mark.django_db
NOW = moment("2025-06-02 10:00")


def test_makes_the_administrator() -> None:
    sign_in = set_up(demo=False, at=NOW, say=lambda text: None)
    admin = User.objects.get()
    assert sign_in is not None
    assert (admin.login, admin.is_admin) == ("admin", True)
    assert admin.check_password(sign_in.password)


def test_happens_once() -> None:
    set_up(demo=False, at=NOW, say=lambda text: None)
    assert set_up(demo=True, at=NOW, say=lambda text: None) is None
    assert User.objects.count() == 1


def test_leaves_nothing_when_the_demo_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("comptoir.ops.first_start.create_demo", interrupted)
    with pytest.raises(KeyboardInterrupt):
        set_up(demo=True, at=NOW, say=lambda text: None)
    assert not User.objects.exists()


def test_passwords_differ_and_can_be_typed() -> None:
    made = {make_password_text() for _ in range(100)}
    assert len(made) == 100
    assert all(len(password) == 23 and not set(password) & set("il1o0O") for password in made)
