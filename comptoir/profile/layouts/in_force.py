"""The layout that a viewer sees: their own, else one published for them, else the shipped one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from comptoir.access.models import Department, User
from comptoir.profile.errors import LayoutChanged, UnknownWidget
from comptoir.profile.models import Audience, ProfileLayout
from comptoir.profile.widgets.reading import stored_layout
from comptoir.profile.widgets.shipped import default_grid
from comptoir.profile.widgets.widget import Widget


@dataclass
class InForce:
    """own: the viewer's row; its widgets are None while they follow the published layout."""

    viewer: User
    client_type: str
    own: ProfileLayout | None = None
    published: ProfileLayout | None = None

    @property
    def row(self) -> ProfileLayout | None:
        """Return the row that is shown, None for the grid that comes with the product."""
        return self.own if self.is_own else self.published

    @property
    def is_own(self) -> bool:
        return self.own is not None and self.own.widgets is not None

    @cached_property
    def widgets(self) -> list[Widget]:
        return stored_layout(self.row.widgets) if self.row else self.shipped

    @cached_property
    def shipped(self) -> list[Widget]:
        return default_grid(self.client_type)

    @property
    def version(self) -> str:
        """Return what a page sends back with each change, so that a stale one is noticed."""
        return f"{self.row.pk}-{self.row.version}" if self.row else "0"

    def expect(self, seen: str) -> None:
        """Errors: LayoutChanged when the page that asks shows another layout than the one in force."""
        if seen != self.version:
            raise LayoutChanged

    def find(self, id: str) -> Widget:
        """Errors: UnknownWidget."""
        widget = next((each for each in self.widgets if each.id == id), None)
        if widget is None:
            raise UnknownWidget
        return widget


def layout_in_force(viewer: User, client_type: str) -> InForce:
    """Return the viewer's layout. One query, two if a layout is published for a department."""
    mine = Q(user=viewer) | Q(role__users=viewer) | Q(department__isnull=False) | Q(audience=Audience.EVERYONE)
    rows = ProfileLayout.objects.filter(mine, client_type=client_type).defer("history").select_related("role")
    found = list(rows.distinct())
    own = next((row for row in found if row.audience == Audience.USER), None)
    return InForce(viewer, client_type, own, _published(found, viewer))


def _published(rows: Iterable[ProfileLayout], viewer: User) -> ProfileLayout | None:
    """Return the nearest published layout: of a role, of the department or one above it, of everyone."""
    by_audience: dict[str, list[ProfileLayout]] = {}
    for row in rows:
        by_audience.setdefault(row.audience, []).append(row)
    roles = by_audience.get(Audience.ROLE, [])
    if roles:
        return min(roles, key=lambda row: (row.role.sort, row.role.pk) if row.role else (0, 0))
    if (departments := by_audience.get(Audience.DEPARTMENT, [])) and viewer.department_id:
        place = {id: depth for depth, id in enumerate(_line(viewer.department_id))}
        near = [row for row in departments if row.department_id in place]
        if near:
            return min(near, key=lambda row: place[row.department_id or 0])
    return next(iter(by_audience.get(Audience.EVERYONE, [])), None)


def _line(department: int) -> list[int]:
    """Return a department and those above it, the nearest first."""
    parents: dict[int, int | None] = dict(Department.objects.values_list("pk", "parent"))
    line: list[int] = []
    current: int | None = department
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return line
