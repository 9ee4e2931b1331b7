"""user.*: who works here. Everybody may see their colleagues."""

from __future__ import annotations

from django.db.models import Q

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.rest.call import Call
from comptoir.rest.errors import Family
from comptoir.rest.page import Page, page_of
from comptoir.rest.registry import method
from comptoir.rest.row_fields import Shown
from comptoir.rest.row_filter import row_condition
from comptoir.rest.row_list import conditions_of, ordering_of, top_level
from comptoir.rest.user_fields import ABSENT_FIELDS, USER_FIELDS, encode_user
from comptoir.rest.values import read_text

# Where user.search looks: by parameter, and for every word of FIND in any of them.
SEARCHED = {
    "NAME": "name",
    "LAST_NAME": "last_name",
    "SECOND_NAME": "second_name",
    "WORK_POSITION": "position",
    "UF_DEPARTMENT_NAME": "department__name",
}
LONGEST_SEARCH = 10


@method("user.current", scope="user", family=Family.USER, summary="Returns the user that the credential acts as.")
def user_current(call: Call) -> object:
    return encode_user(call.user, Shown(account().zone, call.at))


@method("user.admin", scope="", family=Family.USER, summary="Tells whether the caller is an administrator.")
def user_admin(call: Call) -> object:
    return call.user.is_admin


@method("user.fields", scope="user", family=Family.USER, summary="Names the fields of a user.")
def user_fields(_call: Call) -> object:
    return {name: name.replace("_", " ").capitalize() for name in (*USER_FIELDS, *ABSENT_FIELDS)}


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
    return _page(call, row_condition(conditions_of(call), USER_FIELDS, account().zone))


@method(
    "user.search",
    scope="user",
    family=Family.USER,
    summary="Finds active users by parts of their name, position or department.",
    params={
        "FILTER": "FIND: words looked for anywhere; or NAME, LAST_NAME, WORK_POSITION, UF_DEPARTMENT_NAME",
        "sort": "field to sort by",
        "order": "ASC or DESC",
        "start": "row to begin with, -1 not to count",
    },
    example={"FILTER": {"FIND": "anna sales"}},
)
def user_search(call: Call) -> Page:
    wanted = {**top_level(call), **{key.upper(): value for key, value in call.mapping("filter").items()}}
    condition = Q(is_active=True)
    for name, value in wanted.items():
        if name in SEARCHED and not isinstance(value, list | dict):
            condition &= Q(**{f"{SEARCHED[name]}__icontains": read_text(value)})
    find = wanted.get("FIND")
    for word in (find.split() if isinstance(find, str) else [])[:LONGEST_SEARCH]:
        condition &= _anywhere(word)
    return _page(call, condition)


def _anywhere(word: str) -> Q:
    found = Q(email__iexact=word)
    for column in SEARCHED.values():
        found |= Q(**{f"{column}__icontains": word})
    return found


def _page(call: Call, condition: Q) -> Page:
    by = Shown(account().zone, call.at)
    rows = User.objects.filter(condition).order_by(*ordering_of(call, USER_FIELDS))
    select = frozenset(name.upper() for name in call.names())
    return page_of(rows, call.start, lambda users: [encode_user(user, by, select) for user in users])
