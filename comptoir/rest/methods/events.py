"""event.*: applications subscribe through these, which a webhook is not; it is told so in the reference's words.

Outgoing webhooks are made on the settings page instead (spec: rest, section 11).
"""

from __future__ import annotations

from typing import NoReturn

from comptoir.rest.call import Call
from comptoir.rest.errors import wrong_auth_type
from comptoir.rest.registry import Method, add_method

REFUSED = {
    "event.bind": "Subscribes an application to an event.",
    "event.unbind": "Ends a subscription of an application.",
    "event.get": "Lists the subscriptions of an application.",
    "events": "Lists the events that an application can subscribe to.",
    "event.offline.list": "Lists the queue of events of an application.",
    "event.offline.get": "Takes events from the queue of an application.",
    "event.offline.clear": "Deletes events from the queue of an application.",
    "event.offline.error": "Marks events in the queue of an application as failed.",
}


def _refuse(_call: Call) -> NoReturn:
    raise wrong_auth_type()


for _name, _summary in REFUSED.items():
    _text = f"{_summary} Refused to webhooks: make an outgoing webhook on the settings page."
    add_method(Method(_name, _refuse, _text, scope=""))
