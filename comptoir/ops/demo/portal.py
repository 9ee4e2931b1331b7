"""What the steps of the demo share: the moment, the dice, and what was made so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_items

YEARS = 730
WORDS = Mapping[str, Any]


@dataclass
class Portal:
    admin: User
    at: datetime
    random: Random
    language: str
    staff: list[User] = field(default_factory=list)
    pipelines: list[int] = field(default_factory=list)
    products: list[Any] = field(default_factory=list)
    companies: list[Any] = field(default_factory=list)
    contacts: list[Any] = field(default_factory=list)
    deals: list[Any] = field(default_factory=list)
    activity_count: int = 0

    @property
    def today(self) -> date:
        return self.at.astimezone(account().zone).date()

    @property
    def sellers(self) -> list[User]:
        """Return who is responsible for clients: the administrator too, whose pages would be empty otherwise."""
        return [*self.staff[1:], self.admin]

    def day(self, first: int = YEARS, last: int = 0) -> date:
        """Return a working day between `first` and `last` days ago."""
        found = self.today - timedelta(days=self.random.randint(last, first))
        return found - timedelta(days=max(0, found.weekday() - 4))

    def moment(self, day: date) -> datetime:
        """Return a moment in office hours of that day, never one to come."""
        hour, minute = self.random.randint(8, 17), self.random.choice((0, 5, 10, 15, 20, 30, 40, 45, 50))
        return min(datetime.combine(day, time(hour, minute), account().zone), self.at)

    def word(self, words: WORDS) -> Any:
        """Return the words in the account's language; one of them when there are several."""
        found = words.get(self.language, words["en"])
        return self.random.choice(found) if isinstance(found, tuple) else found

    def add(self, item_type: str, rows: Sequence[Mapping[str, object]]) -> list[Any]:
        return add_items(
            item_types.get(item_type),
            rows,
            actor=self.admin,
            at=self.at,
            keep_blanks=True,
            trusted=True,
            system_fields=frozenset({"created_at", "updated_at"}),
        )
