"""Moments for tests, in the time zone of the account."""

from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def moment(text: str) -> datetime:
    """Return an aware moment in Paris: moment("2025-03-31 23:59")."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)
