"""What somebody should look after, above the home page and the settings: each app adds what it watches over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class Alert:
    """A sentence, and the page where something can be done about it."""

    text: Text
    url: str
    link: Text


@dataclass(frozen=True, slots=True)
class AlertSource:
    """`find` answers None when all is well, or the user cannot do anything about it."""

    code: str
    find: Callable[[Any], Alert | None]


alert_sources: Registry[AlertSource] = Registry("alerts", lambda source: source.code)


def alerts_for(user: Any) -> list[Alert]:
    found = [source.find(user) for source in alert_sources]
    return [alert for alert in found if alert is not None]
