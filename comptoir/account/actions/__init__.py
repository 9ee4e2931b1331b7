"""Every change of the account's settings."""

from comptoir.account.actions.add_currency import add_currency
from comptoir.account.actions.add_rate import add_rate
from comptoir.account.actions.delete_rate import delete_rate
from comptoir.account.actions.update_account import update_account

__all__ = ["add_currency", "add_rate", "delete_rate", "update_account"]
