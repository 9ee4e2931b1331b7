"""The gate: how far a user's rights reach, as a condition on rows and as an answer for one row."""

from typing import Protocol

from django.db.models import Q

from comptoir.access.models import Department, Grant, User
from comptoir.access.permissions import Level, subjects

NOTHING = Q(pk__in=())


class Owned(Protocol):
    """A row that has a responsible person and may be open to everyone."""

    responsible_id: int | None
    opened: bool

    @property
    def responsible(self) -> User | None: ...


class Reach:
    """The rights of one user, read once and kept on the user object, which lives as long as a request.

    Two queries: the user's grants, and all departments with their heads; none for administrators. `above` holds the
    user's departments and those above them: what is shared with one of these reaches the user.
    """

    def __init__(self, user: User) -> None:
        self.user = user
        self._levels: dict[tuple[str, str], Level] = {}
        self._own: frozenset[int] = frozenset()
        self._subtree: frozenset[int] = frozenset()
        self.above: frozenset[int] = frozenset()
        if user.is_active and not user.is_admin:
            self._read_grants()
            self._read_departments()

    def level(self, subject: str, operation: str) -> Level:
        """Return the widest level of the user's roles. Errors: KeyError for an undeclared subject."""
        declared = subjects.get(subject)
        if operation not in declared.operations:
            raise KeyError(f"{subject} has no operation {operation}")
        if not self.user.is_active:
            return Level.NONE
        if self.user.is_admin:
            return Level.ALL
        return self._levels.get((subject, operation), Level.NONE)

    def departments(self, level: Level) -> frozenset[int]:
        if level >= Level.SUBTREE:
            return self._subtree
        return self._own if level >= Level.DEPARTMENT else frozenset()

    def _read_grants(self) -> None:
        cells = Grant.objects.filter(role__users=self.user).values_list("subject", "operation", "level")
        for subject, operation, level in cells:
            known = self._levels.get((subject, operation), Level.NONE)
            self._levels[(subject, operation)] = max(known, Level(level))

    def _read_departments(self) -> None:
        rows = list(Department.objects.values_list("id", "parent_id", "head_id"))
        mine = self.user.department_id
        # Whoever heads a department counts as a member of it, whatever department they are in themselves.
        self._own = frozenset(key for key, _parent, head in rows if key == mine or head == self.user.pk)
        reached, frontier = set(self._own), set(self._own)
        while frontier:
            frontier = {key for key, parent, _head in rows if parent in frontier} - reached
            reached |= frontier
        self._subtree = frozenset(reached)
        parents = {key: parent for key, parent, _head in rows if parent}
        above, frontier = set(self._own), set(self._own)
        while frontier:
            frontier = {parents[key] for key in frontier if key in parents} - above
            above |= frontier
        self.above = frozenset(above)


def reach(user: User) -> Reach:
    """Return the user's rights; read once per user object."""
    known: Reach | None = user.known_reach
    if known is None:
        known = user.known_reach = Reach(user)
    return known


def allowed(user: User, subject: str, operation: str) -> bool:
    """Say whether the user may do this to any row, or in an area."""
    return reach(user).level(subject, operation) > Level.NONE


def visible(user: User, subject: str, operation: str = "read", prefix: str = "") -> Q:
    """Return the condition on rows to which the user may do this.

    Shape: for models with `responsible` and `opened`; `prefix` ("deal__") applies it to a related row.
    """
    level = reach(user).level(subject, operation)
    if level >= Level.ALL:
        return Q()
    if level == Level.NONE:
        return Q(**{f"{prefix}pk__in": ()})
    condition = Q(**{f"{prefix}responsible": user.pk})
    # Sorted: the same rights give the same SQL text, so that queries and their plans can be compared.
    if departments := reach(user).departments(level):
        condition |= Q(**{f"{prefix}responsible__department__in": sorted(departments)})
    if level >= Level.OPEN:
        condition |= Q(**{f"{prefix}opened": True})
    return condition


def can(user: User, subject: str, operation: str, row: Owned) -> bool:
    """Say whether the user may do this to that row: the same rule as `visible`, in memory.

    One query if the level depends on departments and `responsible` was not loaded with the row.
    """
    level = reach(user).level(subject, operation)
    if level >= Level.ALL:
        return True
    if level == Level.NONE:
        return False
    if row.responsible_id == user.pk or (level >= Level.OPEN and row.opened):
        return True
    departments = reach(user).departments(level)
    return bool(departments) and row.responsible is not None and row.responsible.department_id in departments
