"""How users are imported: without a usable password, into departments, under managers who head one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.access.departments.actions import add_department, update_department
from comptoir.access.models import Department, Role, User
from comptoir.access.policies import is_administrator
from comptoir.access.users.actions import add_user, update_user
from comptoir.imports.mapping.targets import NOTE, ORIGIN, Target
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.importers import importers
from comptoir.imports.running.names import AMBIGUOUS
from comptoir.imports.running.rows import Draft
from comptoir.kit.text import clean_line, fold

PLAIN = ("login", "email", "name", "last_name", "second_name", "position", "phone")
SELLER, HEAD = "manager", "head"
TARGETS = (
    Target("full_name", gettext_lazy("Full name"), aliases=("User", "Sales agent", "Employee", "Nom complet")),
    Target("login", gettext_lazy("Sign-in name"), aliases=("Username", "Identifiant")),
    Target("email", gettext_lazy("E-mail"), aliases=("Mail", "Email address", "Courriel", "Adresse e-mail")),
    Target("name", gettext_lazy("First name"), aliases=("Prénom",)),
    Target("last_name", gettext_lazy("Last name"), aliases=("Nom", "Nom de famille")),
    Target("second_name", gettext_lazy("Middle name"), aliases=("Deuxième prénom",)),
    Target("position", gettext_lazy("Position"), aliases=("Job title", "Poste", "Fonction")),
    Target("phone", gettext_lazy("Phone"), aliases=("Téléphone",)),
    Target("department", gettext_lazy("Department"), aliases=("Office", "Regional office", "Service", "Bureau")),
    Target("manager", gettext_lazy("Head of the department"), aliases=("Manager", "Head", "Responsable")),
    Target(ORIGIN, gettext_lazy("External ID"), aliases=("User id", "Record ID")),
)


class UserImporter:
    """See `Importer`. A manager's people form a department of their own below the row's department."""

    code = "user"
    plural = "users"
    order = 90
    label = gettext_lazy("Users")

    def may_import(self, user: User) -> bool:
        return is_administrator(user)

    def targets(self) -> Sequence[Target]:
        return TARGETS

    def creates(self) -> frozenset[str]:
        return frozenset({"departments", "users"})

    def finish(self, draft: Draft, session: ImportSession) -> None:
        values = {code: draft.text(code) for code in PLAIN if draft.text(code)}
        first, _space, last = draft.text("full_name").rpartition(" ")
        values.setdefault("name", first)
        values.setdefault("last_name", last)
        draft.values = dict(values)
        if NOTE in draft.cells:
            draft.warn(NOTE, _("Users have no comment: the column is left out."))

    def known(self, originator: str, origins: Iterable[str]) -> dict[str, int]:
        keys = {_key(originator, origin): origin for origin in origins}
        rows = User.objects.filter(external_id__in=keys).values_list("external_id", "pk")
        return {keys[key]: pk for key, pk in rows}

    def add(self, drafts: Sequence[Draft], session: ImportSession) -> None:
        for draft in drafts:
            department = self._department_of(draft, session)
            user = self._add_person(draft.values, draft.origin, SELLER, department, session)
            draft.item_id = user.pk

    def update(self, draft: Draft, item_id: int, session: ImportSession) -> bool:
        user = User.objects.get(pk=item_id)
        department = self._department_of(draft, session)
        before = (user.updated_at, user.department_id)
        values = {**draft.values, **({"department": department.pk} if department else {})}
        if all(str(getattr(user, name)) == value for name, value in draft.values.items()) and (
            department is None or department.pk == user.department_id
        ):
            return False
        update_user(user, values, actor=session.user, at=session.at)
        return (user.updated_at, user.department_id) != before

    def _add_person(
        self, values: dict[str, object], origin: str, role: str, department: Department | None, session: ImportSession
    ) -> User:
        given = {name: value for name, value in values.items() if value}
        user = add_user(
            {
                "login": _free_login(f"{values.get('name', '')} {values.get('last_name', '')}"),
                **given,
                "department": department.pk if department else None,
                "roles": list(Role.objects.filter(default_key=role).values_list("pk", flat=True)),
                "external_id": _key(session.settings.originator, origin),
            },
            actor=session.user,
            at=session.at,
        )
        session.people.add(user.full_name, user.pk)
        session.note("decided", "role", role)
        return user

    def _department_of(self, draft: Draft, session: ImportSession) -> Department | None:
        """Return the row's department, or the one below it that its manager heads."""
        office = self._department(draft.text("department"), None, session) if draft.text("department") else None
        manager = draft.text("manager")
        if not manager:
            return office
        team = self._department(_("Team of {name}").format(name=clean_line(manager)), office, session)
        if team is not None and team.head_id is None:
            self._appoint(manager, team, draft, session)
        return team or office

    def _department(self, name: str, parent: Department | None, session: ImportSession) -> Department | None:
        below = Department.objects.filter(parent=parent)
        found = next((row for row in below if fold(row.name) == fold(name)), None)
        if found is None and "departments" in session.settings.create:
            values = {"name": name, "parent": parent.pk if parent else None}
            found = add_department(values, actor=session.user, at=session.at)
            session.note("created", "department", found.name)
        return found

    def _appoint(self, name: str, team: Department, draft: Draft, session: ImportSession) -> None:
        found = session.people.find(name)
        if found is None and "users" in session.settings.create:
            first, _space, last = clean_line(name).rpartition(" ")
            head = self._add_person({"name": first, "last_name": last}, clean_line(name), HEAD, team, session)
            session.note("created", "user", head.full_name)
            found = head.pk
        if found in (None, AMBIGUOUS):
            draft.warn("manager", _("Not found: left blank."), name)
            session.note("left_blank", "manager", name)
            return
        update_department(team, {"head": found}, actor=session.user, at=session.at)


def _key(originator: str, origin: str) -> str:
    return f"{originator}:{origin}"[:255]


def _free_login(name: str) -> str:
    """Return anna.snelling for Anna Snelling, with a number behind it when somebody has it already."""
    base = ".".join("".join(char for char in word if char.isalnum() or char == "-") for word in fold(name).split())
    base = base.strip(".")[:140] or "user"
    taken = set(User.objects.filter(login__istartswith=base).values_list("login", flat=True))
    login, number = base, 1
    while login in taken:
        number += 1
        login = f"{base}{number}"
    return login


importers.add(UserImporter())
