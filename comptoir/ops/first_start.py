"""The first start: what every account has, the administrator, and the demo portal unless an empty one is wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.passwords import make_password_text
from comptoir.access.roles.default_roles import load_roles
from comptoir.access.users.actions import add_user
from comptoir.account.defaults import load_account
from comptoir.account.queries import account
from comptoir.directories.writing.seeding import seed_directories
from comptoir.ops.demo import create_demo
from comptoir.pipelines.defaults import load_pipelines

ADMINISTRATOR = "admin"


@dataclass(frozen=True)
class SignIn:
    """How the administrator signs in; nothing can show the password a second time."""

    login: str
    password: str

    def __str__(self) -> str:
        return f"Sign in as {self.login} with the password {self.password} (made for you, shown only now)."


def set_up(*, demo: bool, at: datetime, say: Callable[[str], None]) -> SignIn | None:
    """Make the first portal in one transaction; None when there is somebody already.

    A start that is interrupted leaves nothing behind, and the next one begins again.
    """
    if User.objects.exists():
        return None
    sign_in = SignIn(ADMINISTRATOR, make_password_text())
    with transaction.atomic():
        admin = add_user({"login": sign_in.login, "is_admin": True}, actor=None, at=at, password=sign_in.password)
        if demo:
            say("Making a demo portal ...")
            create_demo(admin, at, say)
    return sign_in


def load_defaults() -> None:
    """Load what is not there yet; called after every migration, changes nothing that exists."""
    load_account()
    load_roles()
    seed_directories(account().language)
    load_pipelines()
