"""department.*: the tree in which people work."""

from __future__ import annotations

from comptoir.access.models import Department
from comptoir.account.queries import account
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.paging import Page, page_of
from comptoir.rest.protocol.registry import method
from comptoir.rest.rows.conditions import conditions_of, ordering_of, row_condition
from comptoir.rest.rows.fields import RowField, Shown, by_name

LABELS = {"ID": "ID", "NAME": "Name", "SORT": "Sorting", "PARENT": "Parent department", "UF_HEAD": "Head"}
DEPARTMENT_FIELDS = by_name(
    RowField("ID", lambda department, _: str(department.pk), "integer", "id"),
    RowField("NAME", lambda department, _: department.name, column="name"),
    RowField("SORT", lambda department, _: department.sort, "integer", "sort"),
    RowField("PARENT", lambda department, _: str(department.parent_id), "integer", "parent"),
    RowField("UF_HEAD", lambda department, _: str(department.head_id or 0), "integer", "head"),
)


@method("department.fields", scope="department", family=Family.USER, summary="Names the fields of a department.")
def department_fields(_call: Call) -> object:
    return LABELS


@method(
    "department.get",
    scope="department",
    family=Family.USER,
    summary="Lists departments.",
    params={
        "ID": "one department, or a list of them",
        "NAME": "its name; SORT likewise",
        "PARENT": "the department above",
        "UF_HEAD": "the user who leads it",
        "sort": "field to sort by",
        "order": "ASC or DESC",
        "START": "row to begin with, -1 not to count",
    },
    example={"PARENT": 1, "sort": "SORT", "order": "ASC"},
)
def department_get(call: Call) -> Page:
    by = Shown(account().zone, call.at)
    where = row_condition(conditions_of(call), DEPARTMENT_FIELDS, by.zone)
    rows = Department.objects.filter(where).order_by(*ordering_of(call, DEPARTMENT_FIELDS))
    return page_of(rows, call.start, lambda found: [encode_department(department, by) for department in found])


def encode_department(department: Department, by: Shown) -> dict[str, object]:
    """Return a department as department.get shows it; the one at the top has no PARENT."""
    shown = {name: entry.value(department, by) for name, entry in DEPARTMENT_FIELDS.items()}
    if department.parent_id is None:
        del shown["PARENT"]
    return shown
