"""What code that knows no type may ask of an item, and what a kind of field may ask of the type and of its callers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, Protocol

from comptoir.access.models import User
from comptoir.items.core.links import Link
from comptoir.items.models import ContactPoint


class Item(Protocol):
    """A row of any item type."""

    pk: int
    created_at: datetime
    created_by: User | None
    created_by_id: int | None
    updated_at: datetime
    updated_by: User | None
    updated_by_id: int | None
    deleted_at: datetime | None

    def save(self) -> None: ...


class StagedItem(Item, Protocol):
    """An item that moves through stages; `semantics` is P in progress, S success, F failure."""

    stage: str
    previous_stage: str
    semantics: str
    moved_at: datetime
    moved_by: User | None
    closed_at: datetime | None


class PricedItem(Item, Protocol):
    """An item with an amount; `account_amount` is None when no rate of its currency is known."""

    amount: Decimal
    currency: str
    account_amount: Decimal | None


class Owner(Protocol):
    """The item type that has a field, as the field's kind needs it: an `ItemType`."""

    @property
    def code(self) -> str: ...

    @property
    def type_id(self) -> int: ...

    @property
    def model(self) -> Any: ...

    @property
    def stage_directory(self) -> str: ...

    @property
    def has_pipelines(self) -> bool: ...

    @property
    def links(self) -> Mapping[str, Link]: ...

    def stages_of(self, pipeline_id: int | None) -> str:
        """Return the directory that holds the stages of a pipeline."""


class RestPage(Protocol):
    """What REST has read beside the items of a page."""

    @property
    def zone(self) -> tzinfo: ...

    def list_of(self, item: Item, code: str) -> Sequence[object]:
        """Return the values of a field of several."""

    def points_of(self, item: Item, kind: str) -> Sequence[ContactPoint]: ...


class CellText(Protocol):
    """The text of a file's cell, with the habits of its column and the names that the import knows.

    text        what the user decided that the text means; `written` is the text as it stands
    date_order  "dmy" or "mdy": what 3/4/2017 means in this column
    factor      what amounts are multiplied by, "" for nothing
    value_type  WORK, HOME...: the type of the contact points in this column
    """

    @property
    def text(self) -> str: ...

    @property
    def written(self) -> str: ...

    @property
    def zone(self) -> tzinfo: ...

    @property
    def date_order(self) -> str: ...

    @property
    def has_decimal_comma(self) -> bool: ...

    @property
    def factor(self) -> str: ...

    @property
    def value_type(self) -> str: ...

    def choice(self, directory: str) -> str | None:
        """Return the code of the value that the text names; None, with a warning, when there is none."""

    def person(self) -> int | None: ...

    def record(self, target: str) -> int | None: ...
