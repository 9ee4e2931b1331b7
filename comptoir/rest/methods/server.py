"""Service methods: who calls, what may be called, what time it is, and batch; and event.*, refused to webhooks.

Applications subscribe through event.*, which a webhook is not; the refusal uses the reference's words. Outgoing
webhooks are made on the settings page instead (spec: rest, section 11).
"""

from __future__ import annotations

from typing import NoReturn

from comptoir.account.queries import account
from comptoir.rest.protocol.batch import run_batch
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.dispatch import is_in_scope
from comptoir.rest.protocol.errors import wrong_auth_type
from comptoir.rest.protocol.registry import METHODS, Method, add_method, find_method, method
from comptoir.rest.protocol.values import classic_datetime
from comptoir.rest.scopes import ALL_SCOPES

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


@method(
    "batch",
    scope="",
    in_batch=False,
    summary="Runs up to 50 commands in one request; a command may use the results of those before it.",
    params={
        "cmd": "commands by key, each `method?query`",
        "halt": "1 stops at the first command that fails",
    },
    example={"halt": 0, "cmd": {"me": "user.current", "mine": "crm.deal.list?filter[ASSIGNED_BY_ID]=$result[me][ID]"}},
)
def batch(call: Call) -> object:
    return run_batch(call)


@method("profile", scope="", summary="Returns the basic facts about the caller.")
def profile(call: Call) -> object:
    return {
        "ID": str(call.user.pk),
        "ADMIN": call.user.is_admin,
        "NAME": call.user.name,
        "LAST_NAME": call.user.last_name,
        "PERSONAL_GENDER": "",
        "TIME_ZONE": call.user.time_zone,
    }


@method(
    "scope",
    scope="",
    summary="Lists the scopes that the credential opens, or all that exist.",
    params={"full": "true for every scope"},
    example={"full": True},
)
def scope(call: Call) -> object:
    return list(ALL_SCOPES) if call.flag("full") else sorted(call.auth.scopes)


@method(
    "methods",
    scope="",
    summary="Lists the methods that the caller may use.",
    params={"full": "true for every method", "scope": "only the methods of this scope"},
    example={"scope": "crm"},
)
def methods(call: Call) -> object:
    wanted = call.text("scope")
    if call.has("scope"):
        return [entry.name for entry in METHODS if entry.scope == wanted]
    return [entry.name for entry in METHODS if call.flag("full") or is_in_scope(entry, call)]


@method(
    "method.get",
    scope="",
    summary="Tells whether a method exists and whether the caller may use it.",
    params={"name": "the method"},
    example={"name": "user.get"},
)
def method_get(call: Call) -> object:
    entry = find_method(call.text("name"))
    return {"isExisting": entry is not None, "isAvailable": entry is not None and is_in_scope(entry, call)}


@method("server.time", scope="", summary="Returns the server's time with its offset.")
def server_time(call: Call) -> object:
    return classic_datetime(call.at, account().zone)


@method("app.info", scope="", summary="Returns what the credential opens; a webhook belongs to no application.")
def app_info(call: Call) -> object:
    return {"SCOPE": sorted(call.auth.scopes), "LICENSE": "selfhosted"}


def _refuse(_call: Call) -> NoReturn:
    raise wrong_auth_type()


for _name, _summary in REFUSED.items():
    _text = f"{_summary} Refused to webhooks: make an outgoing webhook on the settings page."
    add_method(Method(_name, _refuse, _text, scope=""))
