"""What an address asks of a profile, and the addresses that ask it: period, responsible person, company switch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.scope import Client, Scope
from comptoir.items.addresses import card_url
from comptoir.items.types import ItemType
from comptoir.kit.period import ALL_TIME, Period, UnknownPeriod, parse_period
from comptoir.profile.errors import UnknownPerson
from comptoir.profile.models import ProfileView
from comptoir.ui.periods import requested_code

CLIENT_TYPES = ("company", "contact")
ASKED = ("period", "from", "to", "year", "responsible", "contacts")
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Asked:
    """A scope with its responsible person, and the addresses of the page that keep it."""

    item_type: ItemType
    item: Any
    scope: Scope
    responsible: User | None

    def query(self, **changes: str) -> dict[str, str]:
        """Return the parameters that say this scope whole, some of them changed; an empty one is left out."""
        scope = self.scope
        values = {
            "period": scope.period.code,
            "responsible": str(scope.responsible or ""),
            "contacts": "" if scope.with_contacts else "0",
        }
        return {name: value for name, value in (values | changes).items() if value}

    def page(self, **changes: str) -> str:
        """Return the address of the tab, with other choices: they are kept for the next visits."""
        return self._url("", {**self.query(**changes), "keep": "1"} if changes else self.query())

    def figure(self, code: str, **part: object) -> str:
        """Return the address of the records behind a figure, or behind a part of it."""
        return self._url(code, {**self.query(), **_texts(part)})

    def explained(self, code: str, **part: object) -> str:
        return self._url(f"{code}/explained", {**self.query(), **_texts(part)})

    def _url(self, tail: str, query: Mapping[str, str]) -> str:
        path = card_url(self.item_type, self.item.pk, "profile", *tail.split("/")) if tail else self.path
        return f"{path}?{urlencode(query)}" if query else path

    @property
    def path(self) -> str:
        return card_url(self.item_type, self.item.pk, "profile")


def read_asked(query: Mapping[str, str], item_type: ItemType, item: Any, viewer: User) -> Asked:
    """Return what the address asks; one that asks nothing gets what the reader chose last for this kind of client.

    Errors: UnknownPeriod, UnknownPerson.
    """
    client = Client(item_type.code, item.pk)
    if any(name in query for name in ASKED):
        period = parse_period(requested_code(query) or "ALL", today())
        person = _person(query.get("responsible", ""))
        return Asked(
            item_type, item, Scope(viewer, client, period, query.get("contacts", "1") != "0", _id(person)), person
        )
    kept = ProfileView.objects.filter(user=viewer, client_type=item_type.code).first() or ProfileView()
    person = User.objects.filter(pk=kept.responsible_id).first() if kept.responsible_id else None
    scope = Scope(viewer, client, _kept_period(kept.period), kept.with_contacts, _id(person))
    return Asked(item_type, item, scope, person)


def _person(text: str) -> User | None:
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or int(text[:20]) > LARGEST_ID:
        raise UnknownPerson
    person: User | None = User.objects.filter(pk=int(text)).first()
    if person is None:
        raise UnknownPerson
    return person


def _id(person: User | None) -> int | None:
    return person.pk if person else None


def _kept_period(code: str) -> Period:
    """Return the kept period; all time for one that is not understood any more."""
    try:
        return parse_period(code, today())
    except UnknownPeriod:
        return ALL_TIME


def _texts(part: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in part.items()}
