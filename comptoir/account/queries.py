"""Reading the account's settings, and converting money into its currency."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from comptoir.account.models import AccountSettings, Currency, CurrencyRate
from comptoir.kit.errors import NotFound
from comptoir.kit.memo import once
from comptoir.kit.money import round_half_up


def account() -> AccountSettings:
    """Return the account's settings: one query per request; outside of `remembering` one per call."""
    return once("account", AccountSettings.objects.get)


def today() -> date:
    """Return today's date in the account's time zone."""
    return local_day(timezone.now())


def local_day(moment: datetime) -> date:
    # Not the UTC day: 23:30 UTC on 31 March is 1 April in Paris, which is another month of figures.
    return moment.astimezone(account().zone).date()


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in the account's currency, with the rate for one unit and the day that was asked for."""

    amount: Decimal
    rate: Decimal
    day: date


class Rates:
    """All currencies and rates, read once (three queries) for work that converts many amounts."""

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
        """Return the amount in the account's currency at the rate in force on that day; None if there is none yet."""
        if currency == self.base:
            return Converted(amount, Decimal(1), day)
        history = self._history.get(currency, [])
        # bisect_right: a rate is in force from its own day on.
        position = bisect_right(history, day, key=lambda entry: entry[0])
        if position == 0:
            return None
        rate = history[position - 1][1]
        return Converted(round_half_up(amount * rate, self.decimals.get(self.base, 2)), rate, day)


@dataclass(frozen=True, slots=True)
class CurrencyNow:
    """A currency with the rate in force today; None for the account's currency and for one without a rate."""

    currency: Currency
    rate: CurrencyRate | None


def currencies_with_rates() -> list[CurrencyNow]:
    """Return all currencies, each with the rate in force today. Two queries."""
    in_force: dict[str, CurrencyRate] = {}
    for rate in CurrencyRate.objects.filter(since__lte=today()).order_by("since"):
        in_force[rate.currency_id] = rate
    return [CurrencyNow(currency, in_force.get(currency.code)) for currency in Currency.objects.all()]


def currency_or_404(code: str) -> Currency:
    """Errors: NotFound."""
    found = Currency.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def rate_or_404(code: str, pk: int) -> CurrencyRate:
    """Errors: NotFound."""
    found = CurrencyRate.objects.filter(currency=code, pk=pk).first()
    if found is None:
        raise NotFound
    return found
