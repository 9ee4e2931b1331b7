"""What a write carries along, and what a type adds to every write of its items, whatever the door."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comptoir.access.gate import allowed, can
from comptoir.access.models import User
from comptoir.account.models import AccountSettings
from comptoir.account.queries import Rates, account
from comptoir.kit.memo import once

if TYPE_CHECKING:
    from comptoir.items.core.item_types import ItemType


@dataclass
class WriteContext:
    """Who writes, when, and through which kind of door.

    keep_blanks   import: dates and choices that are not given stay empty
    first_choices classic REST: an absent list field gets the first value of its directory
    system_fields fields that are read-only elsewhere but may be written here (created_at for an import)
    trusted       demo and import of one's own files: references are not checked against the actor's rights
    unnamed       REST: a contact may have neither first nor last name
    """

    item_type: "ItemType"
    actor: User
    at: datetime
    keep_blanks: bool = False
    first_choices: bool = False
    system_fields: frozenset[str] = frozenset()
    trusted: bool = False
    unnamed: bool = False

    @cached_property
    def account(self) -> AccountSettings:
        return account()

    @cached_property
    def rates(self) -> Rates:
        return once("rates", Rates)

    @property
    def today(self) -> date:
        return self.at.astimezone(self.account.zone).date()


@dataclass
class Draft:
    """An item on its way into the database: what was asked, and for a change what stood there before."""

    item: Any
    values: dict[str, Any]
    extras: dict[str, Any] = field(default_factory=dict)
    is_new: bool = True
    changes: dict[str, list[Any]] = field(default_factory=dict)

    def touches(self, *codes: str) -> bool:
        return self.is_new or any(code in self.values for code in codes)


class ItemRules:
    """The rules of a type; this one adds nothing. `extras` names what is written beside the fields (product rows)."""

    extras: frozenset[str] = frozenset()

    def defaults(self, values: dict[str, Any], context: WriteContext) -> None:
        """Fill in what a new item has when nothing is said."""

    def check(self, values: dict[str, Any], context: WriteContext) -> None:
        """Refuse what the fields alone cannot tell. Errors: InvalidItem."""

    def complete(self, draft: Draft, context: WriteContext) -> None:
        """Set the columns that follow from others, before the item is saved."""

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        """Write what hangs on the items, in the same transaction."""

    def closing_day(self, draft: Draft) -> date | None:
        """Return the day on which an item that is created in a final stage was closed, when the item says so."""
        return None

    def allowed(self, user: User, operation: str, item_type: "ItemType") -> bool:
        """Say whether the user may do this to any item of the type at all."""
        return allowed(user, item_type.code, operation)

    def may(self, user: User, operation: str, draft: Draft, item_type: "ItemType") -> bool:
        """Say whether the user may do this to that item."""
        return can(user, item_type.code, operation, draft.item)
