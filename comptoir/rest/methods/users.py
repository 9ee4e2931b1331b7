"""user.current and user.get. Everybody who works here may see their colleagues."""

from __future__ import annotations

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.rest.call import Call
from comptoir.rest.errors import Family
from comptoir.rest.filters import parse_classic, parse_order
from comptoir.rest.page import Page, page_of
from comptoir.rest.phparray import Value
from comptoir.rest.registry import method
from comptoir.rest.user_fields import USER_FIELDS, Shown, encode_user
from comptoir.rest.user_filter import user_condition

OWN_PARAMETERS = frozenset({"filter", "sort", "order", "select", "start", "admin_mode", "image_resize", "auth"})


@method("user.current", scope="user", family=Family.USER, summary="Returns the user that the credential acts as.")
def user_current(call: Call) -> object:
    return encode_user(call.user, Shown(account().zone, call.at))


@method(
    "user.get",
    scope="user",
    family=Family.USER,
    summary="Lists users.",
    params={
        "FILTER": "conditions; they may also stand at the top level",
        "sort": "field to sort by",
        "order": "ASC or DESC",
        "select": "fields wanted",
        "start": "row to begin with, -1 not to count",
    },
    example={"FILTER": {"ACTIVE": True, "%LAST_NAME": "dup"}, "sort": "LAST_NAME", "order": "ASC"},
)
def user_get(call: Call) -> Page:
    by = Shown(account().zone, call.at)
    where = user_condition(parse_classic(_filter(call)), by.zone)
    rows = User.objects.filter(where).order_by(*_ordering(call))
    select = frozenset(name.upper() for name in call.names())
    return page_of(rows, call.start, lambda users: [encode_user(user, by, select) for user in users])


def _filter(call: Call) -> dict[str, Value]:
    """Return the conditions of FILTER, and those that stand among the parameters themselves."""
    top = {name.upper(): call.params[name] for name in call.params if name.lower() not in OWN_PARAMETERS}
    return {**top, **{key.upper(): value for key, value in call.mapping("filter").items()}}


def _ordering(call: Call) -> list[str]:
    """Read `sort` and `order`, or the {field: direction} of other lists, which general clients send here too."""
    direction = call.params.get("order")
    steps = parse_order(direction if isinstance(direction, dict) else {call.text("sort", "ID"): direction})
    columns = [
        ("-" if step.descending else "") + entry.column
        for step in steps
        if (entry := USER_FIELDS.get(step.field.upper())) is not None and entry.column
    ]
    return [*columns, "id"]
