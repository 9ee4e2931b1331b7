"""The cast of the tests: a small company whose people and items are made when first asked for.

Alice owns (unless a test says otherwise) what `add` makes. Bob works in her department, Carol heads it, Dave works
elsewhere, the admin may do everything; nobody has not signed in. The fixture `world` gives an empty one.
"""

from functools import cached_property
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from comptoir.access.models import Department, Role, User
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_item

PASSWORD = "orange-Comptoir-42"
CAST = ("admin", "alice", "bob", "carol", "dave", "nobody")


class World:
    # --- Departments: the company > sales, support -------------------------------------------------------------------
    @cached_property
    def company(self) -> Department:
        return self.department("The company", parent=None)

    @cached_property
    def sales(self) -> Department:
        return self.department("Sales", parent=self.company)

    @cached_property
    def support(self) -> Department:
        return self.department("Support", parent=self.company)

    # --- People ------------------------------------------------------------------------------------------------------
    @cached_property
    def admin(self) -> User:
        return self.user("admin", name="Ada", last_name="Min", is_admin=True)

    @cached_property
    def alice(self) -> User:
        """Owns the items; role Manager: reads, adds and changes her own."""
        return self.user("alice", "manager", name="Alice", last_name="Arnaud", department=self.sales)

    @cached_property
    def bob(self) -> User:
        """The colleague: Alice's department and the same role, which does not reach what is hers."""
        return self.user("bob", "manager", name="Bob", last_name="Blanc", department=self.sales)

    @cached_property
    def carol(self) -> User:
        """Heads Alice's department; role Head of department: reads and changes what is the department's."""
        carol = self.user("carol", "head", name="Carol", last_name="Caron", department=self.sales)
        Department.objects.filter(pk=self.sales.pk).update(head=carol)
        return carol

    @cached_property
    def dave(self) -> User:
        """The stranger: role Manager in another department."""
        return self.user("dave", "manager", name="Dave", last_name="Durand", department=self.support)

    @property
    def nobody(self) -> None:
        """Whoever has not signed in."""
        return None

    # --- Making more -------------------------------------------------------------------------------------------------
    def user(self, login: str, *roles: str, **values: Any) -> User:
        """Make a user with the roles of these default keys ("manager", "head", "executive", "analyst")."""
        values.setdefault("email", f"{login}@example.com")
        user: User = User.objects.create(login=login, password=make_password(PASSWORD), **values)
        user.roles.set(Role.objects.filter(default_key__in=roles))
        return user

    def department(self, name: str, parent: Department | None) -> Department:
        return Department.objects.create(name=name, parent=parent)

    def add(self, type_code: str, /, *, by: User | None = None, **values: Any) -> Any:
        """Make an item by the action of every door. `by`: who makes it (the admin).

        Unless said otherwise it is Alice's and not open to everyone. Users, items and rows may stand for their ids.
        """
        item_type = item_types.get(type_code)
        if item_type.has("responsible"):
            values.setdefault("responsible", self.alice)
        if item_type.has("opened"):
            values.setdefault("opened", False)
        plain = {code: getattr(value, "pk", value) for code, value in values.items()}
        return add_item(item_type, plain, actor=by or self.admin, at=timezone.now())

    # --- Their browsers ----------------------------------------------------------------------------------------------
    def who(self, name: str) -> User | None:
        """Return the user of that name in CAST, for tests that run once for each."""
        user: User | None = getattr(self, name)
        return user

    def client_of(self, user: User | str | None, language: str = "en") -> Client:
        """Return a browser in which the user (or the one of that name; nobody for None) has signed in."""
        client = Client(headers={"Accept-Language": language})
        person = self.who(user) if isinstance(user, str) else user
        if person is not None:
            client.force_login(person)
        return client
