"""The arguments of a kind's abilities: writing, checking, filtering, drawing, forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any, TypedDict

from django.template import engines
from markupsafe import Markup

from comptoir.access.models import User
from comptoir.account.models import AccountSettings
from comptoir.account.queries import Rates, account
from comptoir.items.core.protocols import Item, Owner
from comptoir.items.models import ContactPoint
from comptoir.kit.memo import once
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option


class WriteOptions(TypedDict, total=False):
    """How a door writes, where it is not as a form does.

    keep_blanks   import: dates and choices that are not given stay empty
    first_choices REST: an absent list field gets the first value of its directory
    system_fields fields that are read-only elsewhere but may be written here (created_at for an import)
    trusted       the demo and what the product rewrites itself: neither the right to add nor the references are checked
                  against the actor's rights
    unnamed       REST: a contact may have neither first nor last name
    """

    keep_blanks: bool
    first_choices: bool
    system_fields: frozenset[str]
    trusted: bool
    unnamed: bool


@dataclass
class Write:
    """Who writes items of which type, when, and how: the flags are those of `WriteOptions`."""

    item_type: Owner
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


@dataclass(frozen=True, slots=True)
class Check:
    """What a value is checked against: `known` are the ids that the batch may refer to, `current` the changed item."""

    write: Write
    known: Set[int] = frozenset()
    current: Item | None = None

    @property
    def owner(self) -> Owner:
        return self.write.item_type


@dataclass(frozen=True, slots=True)
class Where:
    """Where a filter looks: `country` is how phone numbers without a prefix are read.

    has_values  the conditions hold values in Python's types, as REST reads them; else they hold texts
    """

    owner: Owner
    zone: tzinfo
    country: str = "FR"
    has_values: bool = False


@dataclass(frozen=True, slots=True)
class FormContext:
    """A field in a form: of an item, or of a new one of that pipeline. `value` is what the control begins with."""

    owner: Owner
    viewer: User
    value: Any = None
    item: Item | None = None
    pipeline: int | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A field in a form. `value` is its text; `points` are the known contact points."""

    code: str
    label: Text
    kind: str
    value: str = ""
    options: list[Option] = field(default_factory=list)
    empty: str = "—"
    remote_url: str = ""
    edit_url: str = ""
    required: bool = False
    currency: str = ""
    points: list[ContactPoint] = field(default_factory=list)
    point_types: list[Option] = field(default_factory=list)
    input_type: str = "text"


@dataclass
class Related:
    """What the items of a page refer to, read once for all of them.

    users, titles names by id; an item that the viewer may not see is absent from `titles`
    values        values in other tables, by field code and item id
    """

    users: dict[int, str] = field(default_factory=dict)
    titles: dict[str, dict[int, str]] = field(default_factory=dict)
    values: dict[str, dict[int, list[object]]] = field(default_factory=dict)

    def names(self, target: str) -> Mapping[int, str]:
        """Return the known names: of users for "", else of the items of a type."""
        return self.titles.get(target, {}) if target else self.users

    def of(self, item: Item, code: str) -> Sequence[object]:
        """Return the values of a field of several."""
        return self.values.get(code, {}).get(item.pk, ())


class Drawing:
    """What values are drawn with. What repeats on a page (a stage, a person) is drawn once and kept."""

    def __init__(self, owner: Owner, related: Related, currency: str = "") -> None:
        self.owner = owner
        self.related = related
        self.currency = currency
        self._drawn: dict[tuple[object, ...], Markup] = {}

    def once(self, name: str, *arguments: object) -> Markup:
        """Return what the macro of items/kinds/_values.html makes of the arguments."""
        key = (name, *arguments)
        if key not in self._drawn:
            self._drawn[key] = macro(name)(*arguments).strip()
        return self._drawn[key]


@dataclass(frozen=True, slots=True)
class GroupName:
    """What a value is called as the head of a group.

    key   the same for values that belong into one group      note   tells equal names apart
    rank  the place in its list; a value that no list has comes last but for "none"
    """

    key: str
    text: str
    html: Markup
    rank: tuple[int, object]
    note: str = ""
    colour: str = ""


def macro(name: str) -> Callable[..., Markup]:
    """Return a macro of items/kinds/_values.html."""
    template: Any = engines["jinja2"].env.get_template("items/kinds/_values.html")  # type: ignore[attr-defined]
    found: Callable[..., Markup] = getattr(template.module, name)
    return found
