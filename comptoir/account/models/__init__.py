"""The account: its settings, its currencies and their rates."""

from comptoir.account.models.currency import Currency, CurrencyRate
from comptoir.account.models.settings import AccountSettings

__all__ = ["AccountSettings", "Currency", "CurrencyRate"]
