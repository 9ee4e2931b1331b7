"""What an address asks of a profile, and the addresses that ask it: period, responsible person, company switch."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from comptoir.access.models import User
from comptoir.account.queries import account, today
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.kit.period import ALL_TIME, Period, UnknownPeriod, parse_period
from comptoir.profile.errors import UnknownComparison, UnknownDay, UnknownPerson
from comptoir.profile.models import ProfileView
from comptoir.ui.periods import requested_code

CLIENT_TYPES = ("company", "contact")
ASKED = ("period", "from", "to", "year", "responsible", "contacts", "as_of", "compare")
# "peers" alone is the closest group that is large enough; "none" is what an address says to ask for nothing.
COMPARISONS = ("previous", "peers", "peers-industry", "peers-type", "peers-source", "peers-size")
LARGEST_ID = 2**63 - 1
EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class Asked:
    """A scope with its responsible person, and the addresses of the page that keep it.

    past is the day whose evening is asked about; None is now. compare: one of COMPARISONS, or "".
    """

    item_type: ItemType
    item: Any
    scope: Scope
    responsible: User | None
    past: date | None = None
    compare: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        """Return the parameters that say this scope whole, some of them changed; an empty one is left out."""
        scope = self.scope
        values = {
            "period": scope.period.code,
            "responsible": str(scope.responsible or ""),
            "contacts": "" if scope.client.with_contacts else "0",
            "as_of": self.past.isoformat() if self.past else "",
            "compare": self.compare,
        }
        return {name: value for name, value in (values | changes).items() if value}

    def page(self, **changes: str) -> str:
        """Return the address of the tab, with other choices: they are kept for the next visits."""
        return self._url("", {**self.query(**changes), "keep": "1"} if changes else self.query())

    def figure(self, code: str, **part: object) -> str:
        """Return the address of the records behind a figure, or behind a part of it."""
        return self._url(code, {**self.query(compare=""), **_texts(part)})

    def explained(self, code: str, **part: object) -> str:
        return self._url(f"{code}/explained", {**self.query(compare=""), **_texts(part)})

    def export(self, code: str, **part: object) -> str:
        """Return the address of the records as a file; `format` csv or xlsx is added to it."""
        return self._url(f"{code}/export", {**self.query(compare=""), **_texts(part)})

    def widgets(self, *tail: str, **query: str) -> str:
        """Return the address of the widgets or of a part of them, for this scope."""
        return self._url("/".join(("widgets", *tail)), {**self.query(), **query})

    @property
    def fold(self) -> str:
        """Return the address that folds a section of this view or opens it."""
        return self._url("fold", self.query())

    @property
    def printed(self) -> str:
        """Return the address of this view as a page to print."""
        return self._url("print", self.query())

    @property
    def targets(self) -> str:
        """Return the address of the load targets."""
        return self._url("targets", {})

    @property
    def standing(self) -> str:
        """Return the address of how the standing is worked out."""
        return self._url("standing", self.query(compare=""))

    def _url(self, tail: str, query: Mapping[str, str]) -> str:
        path = card_url(self.item_type, self.item.pk, "profile", *tail.split("/")) if tail else self.path
        return f"{path}?{urlencode(query)}" if query else path

    @property
    def yesterday(self) -> date:
        """Return the latest day that is past."""
        return today() - timedelta(days=1)

    @property
    def path(self) -> str:
        return card_url(self.item_type, self.item.pk, "profile")


def read_asked(query: Mapping[str, str], item_type: ItemType, item: Any, viewer: User) -> Asked:
    """Return what the address asks for; without parameters what the viewer chose last for this kind of client.

    Errors: UnknownPeriod, UnknownPerson, UnknownDay, UnknownComparison.
    """
    if any(name in query for name in ASKED):
        past = past_day(query.get("as_of", ""))
        period = parse_period(requested_code(query) or "ALL", past or today())
        person = read_person(query.get("responsible", ""))
        client = ClientSubject(item_type.code, item.pk, query.get("contacts", "1") != "0")
        scope = Scope(viewer, client, period, _id(person))
        if past:
            scope = replace(scope, as_of=evening(past))
        return Asked(item_type, item, scope, person, past, _comparison(query.get("compare", "")))
    kept = ProfileView.objects.filter(user=viewer, client_type=item_type.code).first() or ProfileView()
    person = User.objects.filter(pk=kept.responsible_id).first() if kept.responsible_id else None
    client = ClientSubject(item_type.code, item.pk, kept.with_contacts)
    scope = Scope(viewer, client, _kept_period(kept.period), _id(person))
    return Asked(item_type, item, scope, person, compare=kept.compare if kept.compare in COMPARISONS else "")


def evening(day: date) -> datetime:
    """Return the last instant of a day of the account's calendar."""
    return datetime.combine(day + timedelta(days=1), time(), account().zone) - timedelta(microseconds=1)


def past_day(text: str) -> date | None:
    """Return the day that the figures are asked for; today is no past day. Errors: UnknownDay."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnknownDay from error
    if not day.year >= EARLIEST_YEAR or day > today():
        raise UnknownDay
    return day if day < today() else None


def _comparison(text: str) -> str:
    """Errors: UnknownComparison."""
    if text in ("", "none"):
        return ""
    if text not in COMPARISONS:
        raise UnknownComparison
    return text


def read_person(text: str) -> User | None:
    """Return the user of that number, None for "". Errors: UnknownPerson."""
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
