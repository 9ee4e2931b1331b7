"""department.*: the tree in which people work."""

from __future__ import annotations

from comptoir.access.models import Department
from comptoir.account.queries import account
from comptoir.rest.call import Call
from comptoir.rest.department_fields import DEPARTMENT_FIELDS, encode_department
from comptoir.rest.errors import Family
from comptoir.rest.page import Page, page_of
from comptoir.rest.registry import method
from comptoir.rest.row_fields import Shown
from comptoir.rest.row_filter import row_condition
from comptoir.rest.row_list import conditions_of, ordering_of

LABELS = {"ID": "ID", "NAME": "Name", "SORT": "Sorting", "PARENT": "Parent department", "UF_HEAD": "Head"}


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
