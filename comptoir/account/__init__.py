"""The account: settings, currencies, rates."""
