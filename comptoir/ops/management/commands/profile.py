"""comptoir profile: the figures of a client's Profile tab, as a table or as JSON."""

import json as to_json
from decimal import Decimal
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Value
from django.db.models.functions import Concat

from comptoir.access.models import User
from comptoir.account.queries import account, today
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.api.operations import Given
from comptoir.items.core.item_types import item_types
from comptoir.kit.money import round_for_display
from comptoir.kit.period import UnknownPeriod, parse_period
from comptoir.profile.figures import Figures, client_figures
from comptoir.profile.operations.figures import answers_of
from comptoir.ui.formats import DASH
from comptoir.ui.periods import period_label

FULL_NAME = Concat("name", Value(" "), "last_name")


class Command(BaseCommand):
    help = (
        "Print what the Profile tab of a company or a contact shows. Periods: ALL, D30, M0, Q-1, Y-2025, Q-2025-2, "
        "M-2025-06, W-2025-23, D-2025-06-15, R-2025-05-01-2025-05-15, U-2025-06-15. See docs/metrics.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        client = parser.add_mutually_exclusive_group(required=True)
        client.add_argument("--company", help="name of the company, or # and its number")
        client.add_argument("--contact", help="first and last name of the contact, or # and its number")
        parser.add_argument("--period", default="ALL", help="code of the report period (ALL)")
        parser.add_argument("--company-only", action="store_true", help="without the activities of its contacts")
        parser.add_argument("--as", dest="login", default="", help="sign-in name of the viewer (administrator)")
        parser.add_argument("--all", action="store_true", help="every figure as /api/v1/ gives it, as JSON")
        parser.add_argument("--json", action="store_true", help="print JSON, rates to four decimals")

    def handle(self, *, company: str | None, contact: str | None, **options: Any) -> None:
        viewer = _user(options["login"])
        wanted = ("company", company) if company is not None else ("contact", contact)
        client = ClientSubject(*_client(*wanted, viewer), with_contacts=not options["company_only"])
        try:
            period = parse_period(options["period"], today())
        except UnknownPeriod as error:
            raise CommandError(
                f"The period {options['period']!r} is not known. See comptoir profile --help."
            ) from error
        scope = Scope(viewer, client, period)
        if options["all"]:
            self.stdout.write(_all_as_json(scope))
            return
        figures = client_figures(scope)
        if options["json"]:
            self.stdout.write(to_json.dumps(_as_json(figures), indent=1))
        else:
            self.stdout.write(_as_table(figures, f"{company or contact}, {period_label(period)}"))


def _all_as_json(scope: Scope) -> str:
    client = scope.client
    rollup = "contacts" if client.with_contacts else "none"
    given = Given({"type": client.type_code, "id": client.id, "period": scope.period.code, "rollup": rollup})
    return msgspec.json.format(msgspec.json.encode(answers_of(given, scope.viewer).results), indent=1).decode()


def _user(login: str) -> User:
    people = User.objects.active()
    user: User | None = people.filter(login__iexact=login).first() if login else people.filter(is_admin=True).first()
    if user is None:
        raise CommandError(f"There is no active user {login!r}." if login else "There is no administrator yet.")
    return user


def _client(type_code: str, name: str | None, viewer: User) -> tuple[str, int]:
    text = " ".join((name or "").split())
    found = _matches(type_code, text, viewer)
    if not found:
        raise CommandError(f"There is no {type_code} {text!r}, or {viewer.login} may not see it.")
    if len(found) > 1:
        numbers = ", ".join(f"#{pk}" for pk in found)
        raise CommandError(f"Several records are called {text!r}: {numbers}. Give one of these numbers instead.")
    return type_code, found[0]


def _matches(type_code: str, text: str, viewer: User) -> list[int]:
    """Return the ids of the records of that name, or of that number: those written alike before those in other case."""
    rows = item_types.get(type_code).visible_to(viewer)
    if text.startswith("#") and text[1:].isdecimal() and len(text) < 19:
        return list(rows.filter(pk=int(text[1:])).values_list("pk", flat=True))
    if type_code == "contact":
        rows = rows.annotate(title=FULL_NAME)
    same = list(rows.filter(title=text).values_list("pk", flat=True)[:10])
    return same or list(rows.filter(title__iexact=text).values_list("pk", flat=True)[:10])


def _as_json(figures: Figures) -> dict[str, Any]:
    """Return the figures under the keys that other tools read; absent channels mean 0, null means no data."""
    values = figures.values
    return {
        "activities": values["activities"],
        "channels": {name: count for name, count in sorted(figures.channels.items()) if count},
        "directions": {name or "none": count for name, count in sorted(figures.directions.items()) if count},
        "deals_alive": values["deals_alive"],
        "pairs": values["pairs"],
        "load": _rate(values["load"]),
        "won": values["won"],
        "won_sum": _plain(figures.money("won_value")),
        "lost": values["lost"],
        "conversion": _rate(values["conversion"]),
        "win_rate": _rate(values["win_rate"]),
        "invoiced": values["invoiced"],
        "invoiced_gross": _cents(figures.money("invoiced_gross")),
        "paid_gross": _cents(figures.money("paid_gross")),
    }


def _rate(value: int | Decimal | None) -> float | None:
    return None if value is None else float(round_for_display(Decimal(value), 4))


def _plain(amount: Decimal) -> str:
    """Write a deal sum without needless decimals; invoices (`_cents`) keep two, as on paper."""
    return f"{amount.normalize():f}" if amount else "0"


def _cents(amount: Decimal) -> str:
    exact = _plain(amount)
    return exact if len(exact.partition(".")[2]) > 2 else f"{amount:.2f}"


def _as_table(figures: Figures, title: str) -> str:
    shown = _as_json(figures)
    unit = {"won_sum": account().currency, "invoiced_gross": account().currency, "paid_gross": account().currency}
    unit |= {"conversion": "%", "win_rate": "%"}
    lines = [title, ""]
    for name, value in shown.items():
        if isinstance(value, dict):
            lines += [f"  {part:<16}{count:>16}" for part, count in value.items()]
        else:
            lines.append(f"{name:<18}{DASH if value is None else value:>16} {unit.get(name, '')}".rstrip())
    return "\n".join(lines)
