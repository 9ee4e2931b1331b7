"""Departments as REST shows, filters and sorts them."""

from __future__ import annotations

from comptoir.access.models import Department
from comptoir.rest.row_fields import RowField, Shown, by_name

DEPARTMENT_FIELDS = by_name(
    RowField("ID", lambda department, _: str(department.pk), "integer", "id"),
    RowField("NAME", lambda department, _: department.name, column="name"),
    RowField("SORT", lambda department, _: department.sort, "integer", "sort"),
    RowField("PARENT", lambda department, _: str(department.parent_id), "integer", "parent"),
    RowField("UF_HEAD", lambda department, _: str(department.head_id or 0), "integer", "head"),
)


def encode_department(department: Department, by: Shown) -> dict[str, object]:
    """Return a department as department.get shows it; the one at the top has no PARENT."""
    shown = {name: entry.value(department, by) for name, entry in DEPARTMENT_FIELDS.items()}
    if department.parent_id is None:
        del shown["PARENT"]
    return shown
