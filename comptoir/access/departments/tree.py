"""The tree of departments: its order on pages, and which parents a department may have."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from comptoir.access import errors
from comptoir.access.cleaning import Clean, active_user, line
from comptoir.access.cleaning import department as find_department
from comptoir.access.models import Department
from comptoir.kit.errors import NotAValue, NotFound
from comptoir.ui.component_values import Option

INDENT = "\N{EM SPACE}"


@dataclass(frozen=True, slots=True)
class Branch:
    """A department with its depth in the tree. `people` counts active members, without sub-departments."""

    department: Department
    depth: int
    people: int


def tree() -> list[Branch]:
    """Return all departments, each followed by those below it. One query."""
    rows = Department.objects.select_related("head").annotate(
        people=Count("members", filter=Q(members__is_active=True))
    )
    below: dict[int | None, list[Department]] = defaultdict(list)
    for row in rows.order_by("sort", "name", "id"):
        below[row.parent_id].append(row)
    return list(_branches(below, None, 0))


def _branches(below: dict[int | None, list[Department]], parent: int | None, depth: int) -> Iterable[Branch]:
    for row in below[parent]:
        yield Branch(row, depth, row.people)  # type: ignore[attr-defined]
        yield from _branches(below, row.pk, depth + 1)


def descendants(department_id: int) -> set[int]:
    """Return the ids of the department and of all below it. One query."""
    parents = dict(Department.objects.values_list("pk", "parent_id"))
    found, frontier = {department_id}, {department_id}
    while frontier:
        # Less what is found already: a circle in the data must not loop forever.
        frontier = {pk for pk, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def state_of_department(department: Department) -> dict[str, Any]:
    return {"name": department.name, "parent": department.parent_id, "head": department.head_id}


def department_cleaners(department: Department | None) -> dict[str, Clean]:
    """Return the cleaner of each value of a department; `department` is the one being changed, None for a new one."""
    return {"name": line(255, required=True), "parent": lambda value: _parent(value, department), "head": active_user}


def _parent(value: object, department: Department | None) -> Department | None:
    parent = find_department(value)
    if parent and department and parent.pk in descendants(department.pk):
        raise NotAValue(errors.OWN_DESCENDANT)
    return parent


def department_or_404(pk: int) -> Department:
    """Errors: NotFound."""
    found = Department.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def department_options(branches: list[Branch] | None = None, without: frozenset[int] = frozenset()) -> list[Option]:
    """Return the departments as options, indented by depth, leaving out `without`."""
    return [
        Option(str(branch.department.pk), INDENT * branch.depth + branch.department.name)
        for branch in (tree() if branches is None else branches)
        if branch.department.pk not in without
    ]
