"""The scope of figures: viewer, subject, period, moment; made once from a request and passed down."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from comptoir.access.departments.tree import descendants
from comptoir.access.gate import allowed, reach
from comptoir.access.models import User
from comptoir.access.permissions import FULL_CLIENT_TOTALS, Level
from comptoir.account.queries import account
from comptoir.analytics.errors import NeedsClient
from comptoir.analytics.subjects import ClientSubject, DepartmentSubject, PersonSubject, Subject
from comptoir.items.core.item_types import item_types
from comptoir.kit.memo import once
from comptoir.kit.period import ALL_TIME, Period

Rows = QuerySet[Any]
# Rows of an item type, by its code: those within somebody's sight, or all that are not deleted.
Gate = Callable[[str], Rows]


@dataclass(frozen=True)
class Scope:
    """Viewer, subject, period, responsible person (None: all) and moment of a figure."""

    viewer: User
    subject: Subject
    period: Period = ALL_TIME
    responsible: int | None = None
    as_of: datetime = field(default_factory=timezone.now)

    @property
    def is_about_client(self) -> bool:
        return isinstance(self.subject, ClientSubject)

    @property
    def client(self) -> ClientSubject:
        """Return the client that the figures are about. Errors: NeedsClient for another subject."""
        if not isinstance(self.subject, ClientSubject):
            raise NeedsClient
        return self.subject

    def during(self, period: Period) -> "Scope":
        """Return the same question for another period."""
        return replace(self, period=period)

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """Return the period's first instant and the first one after it: midnights of the account's zone."""
        return self.period.bounds(account().zone)

    def of_people(self, column: str = "responsible") -> Q:
        """Return the condition on the responsible person of a row: the one asked for, a person's, a department's.

        Costs a query for a department, once per request.
        """
        condition = Q(**{column: self.responsible}) if self.responsible else Q()
        match self.subject:
            case PersonSubject(id):
                condition &= Q(**{column: id})
            case DepartmentSubject(id, with_subdepartments):
                ids = once(f"departments below {id}", lambda: descendants(id)) if with_subdepartments else {id}
                condition &= Q(**{f"{column}__department__in": sorted(ids)})
        return condition

    @property
    def sight(self) -> Gate:
        """Return the gate of lists: what the viewer may read."""
        return lambda code: item_types.get(code).visible_to(self.viewer)

    @property
    def counted(self) -> Gate:
        """Return the gate of figures: what the viewer may read, or everything with *See full client totals*."""
        return everything if self.counts_everything else self.sight

    @property
    def counts_everything(self) -> bool:
        """Say whether hidden rows count too: *See full client totals* is about clients, never about people."""
        return self.is_about_client and allowed(self.viewer, FULL_CLIENT_TOTALS, "read")


def everything(code: str) -> Rows:
    """Return all rows of a type that are not deleted: for figures that are labelled as such, never for lists."""
    rows: Rows = item_types.get(code).model.objects.alive()
    return rows


def sees_all(viewer: User) -> bool:
    """Say whether no row of any type is hidden from the user. Costs no query beyond the user's rights."""
    own_rights = [entry for entry in item_types.all() if entry.by_row and "read" in entry.operations]
    return all(reach(viewer).level(entry.code, "read") >= Level.ALL for entry in own_rights)
