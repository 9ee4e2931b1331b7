"""The settings of a new account. The environment counts at the first start only (ruling R9)."""

from django.conf import settings

from comptoir.account.models import AccountSettings, Currency

CURRENCIES = {"EUR": 2, "USD": 2, "GBP": 2, "CHF": 2, "CAD": 2, "JPY": 0}


def load_account() -> None:
    """Create the account's settings and common currencies if there are none; safe to call again."""
    if AccountSettings.objects.exists():
        return
    AccountSettings.objects.create(
        time_zone=settings.COMPTOIR_TIME_ZONE, language=settings.COMPTOIR_LANGUAGE, currency=settings.COMPTOIR_CURRENCY
    )
    known = {settings.COMPTOIR_CURRENCY: 2, **CURRENCIES}
    Currency.objects.bulk_create(
        Currency(code=code, decimals=decimals, sort=(position + 1) * 10)
        for position, (code, decimals) in enumerate(known.items())
    )
