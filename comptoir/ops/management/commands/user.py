"""comptoir user: adding a user, giving one a new password; the password is made, and shown once."""

import json as json_format
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comptoir.access.models import Department, Role, User
from comptoir.access.passwords import make_password_text
from comptoir.access.users.actions import add_user, set_password


class Command(BaseCommand):
    help = "Add a user, or give one a new password. The password is made and shown once."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="add|password")
        add = actions.add_parser("add", help="add a user")
        add.add_argument("--name", default="", help="first name")
        add.add_argument("--last-name", default="")
        add.add_argument("--email", default="")
        add.add_argument("--department", default="", help="name of a department")
        add.add_argument("--role", action="append", default=[], help="name of a role; may be given several times")
        add.add_argument("--admin", action="store_true", help="an administrator may see and do everything")
        change = actions.add_parser("password", help="give a user a new password")
        for action in (add, change):
            action.add_argument("login", help="the name they sign in with")
            action.add_argument("--stdin", action="store_true", help="read the password from the standard input")
            action.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, action: str, login: str, stdin: bool, json: bool, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\n") if stdin else make_password_text()
        user = self.add(login, password, options) if action == "add" else self.change(login, password)
        made = {} if stdin else {"password": password}
        if json:
            self.stdout.write(json_format.dumps({"id": user.pk, "login": user.login, **made}))
        else:
            self.stdout.write(f"{user.login} may sign in{' with the password ' + password if made else ''}.")

    def add(self, login: str, password: str, options: dict[str, Any]) -> User:
        values = {name: options[name] for name in ("name", "last_name", "email")}
        if options["department"]:
            values["department"] = department_called(options["department"])
        values["roles"] = [role_called(name) for name in options["role"]]
        values.update(login=login, is_admin=options["admin"])
        return add_user(values, actor=None, at=timezone.now(), password=password)

    def change(self, login: str, password: str) -> User:
        user: User | None = User.objects.filter(login__iexact=login).first()
        if user is None:
            raise CommandError(f"There is no user {login}.")
        set_password(user, password, actor=None, at=timezone.now())
        return user


def department_called(name: str) -> int:
    found = Department.objects.filter(name__iexact=name).first()
    if found is None:
        raise CommandError(f"There is no department {name}.")
    return found.pk


def role_called(name: str) -> int:
    """Return the role of that name; one that came with the product also answers to its key, such as "manager"."""
    for role in Role.objects.all():
        if name.casefold() in (str(role).casefold(), role.default_key):
            return role.pk
    raise CommandError(f"There is no role {name}.")
