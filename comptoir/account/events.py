"""What can happen to the account's settings. `item_id` is 0: there is one account."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

ACCOUNT_CHANGED = event_types.add(EventType("account.changed", _("Account settings changed"), "settings"))
CURRENCY_ADDED = event_types.add(EventType("currency.added", _("Currency added"), "banknote"))
RATES_CHANGED = event_types.add(EventType("currency.rates_changed", _("Exchange rates changed"), "banknote"))
