"""What metrics read: a source is declared once, with how its rows are divided and listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comptoir.analytics.groups import Group
from comptoir.analytics.records import RecordTable
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.kit.text import Text


@dataclass(frozen=True)
class ItemList:
    """How the filter language of the rows' own list says whose they are, and which part of them is meant.

    company, contact, person  the fields that name a client and the responsible person
    groups                    the field for each group that a filter can name
    always                    conditions that every row of the source meets, as the address writes them
    """

    company: str = "company"
    contact: str = "contacts"
    person: str = "responsible"
    groups: Mapping[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Rows that several metrics read: those of the scope's subject that pass the gate, each row once.

    item_type     what a row shows as: the type of its record, or "pair" for an activity on a deal
    records       how its rows are listed
    needs_client  whether its rows exist for a client only; NeedsClient for another subject
    item_list     how the ordinary list of its type is asked for the same rows; None when it has none
    """

    code: str
    label: Text
    item_type: str
    rows: Callable[[Scope, Gate], Rows]
    records: RecordTable[Any]
    groups: Mapping[str, Group] = field(default_factory=dict)
    needs_client: bool = False
    item_list: ItemList | None = None
