"""Reading the account's settings and converting money into its currency."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from comptoir.account.models import AccountSettings, Currency, CurrencyRate
from comptoir.kit.memo import once
from comptoir.kit.money import round_half_up


def account() -> AccountSettings:
    """Return the account's settings: read once per request, each time elsewhere."""
    return once("account", AccountSettings.objects.get)


def today() -> date:
    """Return the calendar day it is in the account's time zone."""
    return local_day(timezone.now())


def local_day(moment: datetime) -> date:
    return moment.astimezone(account().zone).date()


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in the account's currency, with the rate (for one unit) and the day whose rate it is."""

    amount: Decimal
    rate: Decimal
    day: date


class Rates:
    """All currencies and rates, read once (three queries) for a piece of work that converts many amounts."""

    def __init__(self) -> None:
        self.base = account().currency
        self.decimals = dict(Currency.objects.values_list("code", "decimals"))
        self._history: dict[str, list[tuple[date, Decimal]]] = {}
        rows = CurrencyRate.objects.order_by("since").values_list("currency", "since", "rate", "nominal")
        for code, since, rate, nominal in rows:
            self._history.setdefault(code, []).append((since, rate / nominal))

    def round(self, amount: Decimal, currency: str) -> Decimal:
        return round_half_up(amount, self.decimals.get(currency, 2))

    def convert(self, amount: Decimal, currency: str, day: date) -> Converted | None:
        """Return the amount in the account's currency at that day's rate; None when no rate is known by then."""
        if currency == self.base:
            return Converted(amount, Decimal(1), day)
        history = self._history.get(currency, [])
        position = bisect_right(history, day, key=lambda entry: entry[0])
        if position == 0:
            return None
        rate = history[position - 1][1]
        return Converted(round_half_up(amount * rate, self.decimals.get(self.base, 2)), rate, day)
