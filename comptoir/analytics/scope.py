"""Over whom and when a metric is asked: one value made once from a request and passed down."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from comptoir.access.gate import allowed, reach
from comptoir.access.models import User
from comptoir.access.permissions import FULL_CLIENT_TOTALS, Level
from comptoir.account.queries import account
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import ALL_TIME, Period

# Rows of an item type, by its code: those within somebody's sight, or all that are not deleted.
Gate = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Client:
    """A contact or a company: the code of its item type and its id."""

    type_code: str
    id: int


@dataclass(frozen=True)
class Scope:
    """Whose eyes, which client, with or without a company's contacts, which period, whose records, as of when."""

    viewer: User
    client: Client
    period: Period = ALL_TIME
    with_contacts: bool = True
    responsible: int | None = None
    as_of: datetime = field(default_factory=timezone.now)

    def during(self, period: Period) -> "Scope":
        """Return the same question for another period."""
        return replace(self, period=period)

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """Return the period's first instant and the first one after it, as midnights of the account's zone."""
        return self.period.bounds(account().zone)

    @property
    def sight(self) -> Gate:
        """What the viewer may read: every list goes through this."""
        return lambda code: item_types.get(code).visible_to(self.viewer)

    @property
    def counted(self) -> Gate:
        """What figures are made of: the viewer's sight, or everything for holders of *See full client totals*."""
        return everything if self.counts_everything else self.sight

    @property
    def counts_everything(self) -> bool:
        return allowed(self.viewer, FULL_CLIENT_TOTALS, "read")


def everything(code: str) -> Any:
    """Return all rows of a type that are not deleted: for figures that are labelled as such, never for lists."""
    return item_types.get(code).model.objects.alive()


def sees_all(viewer: User) -> bool:
    """Say whether no row of any type is hidden from the user. Costs no query beyond the user's rights."""
    own_rights = [entry for entry in item_types.all() if entry.by_row and "read" in entry.operations]
    return all(reach(viewer).level(entry.code, "read") >= Level.ALL for entry in own_rights)
