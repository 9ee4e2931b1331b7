"""user.*: the users of the portal, whom every caller may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.paging import Page, page_of
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import classic_datetime, read_text
from comptoir.rest.rows.conditions import conditions_of, ordering_of, row_condition, top_level
from comptoir.rest.rows.fields import RowField, Shown, by_name

# The columns of user.search: each by its parameter, all of them for every word of FIND.
SEARCHED = {
    "NAME": "name",
    "LAST_NAME": "last_name",
    "SECOND_NAME": "second_name",
    "WORK_POSITION": "position",
    "UF_DEPARTMENT_NAME": "department__name",
}
LONGEST_SEARCH = 10
ONLINE_FOR = timedelta(minutes=15)


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


USER_FIELDS = by_name(
    RowField("ID", lambda user, _: str(user.pk), "integer", "id"),
    RowField("XML_ID", lambda user, _: user.external_id, column="external_id"),
    RowField("ACTIVE", lambda user, _: user.is_active, "boolean", "is_active"),
    RowField("NAME", lambda user, _: user.name, column="name"),
    RowField("LAST_NAME", lambda user, _: user.last_name, column="last_name"),
    RowField("SECOND_NAME", lambda user, _: user.second_name, column="second_name"),
    RowField("EMAIL", lambda user, _: user.email, column="email"),
    RowField("LAST_LOGIN", lambda user, by: classic_datetime(user.last_login, by.zone), "datetime", "last_login"),
    RowField("DATE_REGISTER", lambda user, by: classic_datetime(user.created_at, by.zone), "datetime", "created_at"),
    RowField("TIME_ZONE", lambda user, _: user.time_zone, column="time_zone"),
    RowField("IS_ONLINE", lambda user, by: _is_online(user, by.at)),
    RowField("TIMESTAMP_X", lambda user, by: classic_datetime(user.updated_at, by.zone), "datetime", "updated_at"),
    RowField(
        "LAST_ACTIVITY_DATE",
        lambda user, by: classic_datetime(user.last_seen_at, by.zone),
        "datetime",
        "last_seen_at",
    ),
    RowField("WORK_PHONE", lambda user, _: user.phone, column="phone"),
    RowField("WORK_POSITION", lambda user, _: user.position, column="position"),
    RowField(
        "UF_DEPARTMENT", lambda user, _: [user.department_id] if user.department_id else [], "integer", "department"
    ),
    RowField("USER_TYPE", lambda *_: "employee", constant="employee"),
)

# Fields of the reference that do not exist here: clients expect their keys, so they are sent, empty.
ABSENT_FIELDS = (
    "TITLE",
    "PERSONAL_GENDER",
    "PERSONAL_PROFESSION",
    "PERSONAL_WWW",
    "PERSONAL_BIRTHDAY",
    "PERSONAL_PHOTO",
    "PERSONAL_ICQ",
    "PERSONAL_PHONE",
    "PERSONAL_FAX",
    "PERSONAL_MOBILE",
    "PERSONAL_PAGER",
    "PERSONAL_STREET",
    "PERSONAL_CITY",
    "PERSONAL_STATE",
    "PERSONAL_ZIP",
    "PERSONAL_COUNTRY",
    "PERSONAL_MAILBOX",
    "PERSONAL_NOTES",
    "WORK_COMPANY",
    "WORK_DEPARTMENT",
    "WORK_WWW",
    "WORK_FAX",
    "WORK_PAGER",
    "WORK_STREET",
    "WORK_MAILBOX",
    "WORK_CITY",
    "WORK_STATE",
    "WORK_ZIP",
    "WORK_COUNTRY",
    "WORK_PROFILE",
    "WORK_LOGO",
    "WORK_NOTES",
    "UF_SKYPE_LINK",
    "UF_ZOOM",
    "UF_EMPLOYMENT_DATE",
    "UF_TIMEMAN",
    "UF_INTERESTS",
    "UF_SKILLS",
    "UF_WEB_SITES",
    "UF_XING",
    "UF_LINKEDIN",
    "UF_TWITTER",
    "UF_SKYPE",
    "UF_DISTRICT",
    "UF_PHONE_INNER",
)


def encode_user(user: User, by: Shown, select: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return a user as user.get shows them; `select` names fields besides ID, an empty one means all."""
    everything = not select or "*" in select
    shown = {name: entry.value(user, by) for name, entry in USER_FIELDS.items() if everything or name in select}
    absent = {name: "" for name in ABSENT_FIELDS if everything or name in select}
    return {"ID": str(user.pk), **shown, **absent}


def _is_online(user: User, at: datetime) -> str:
    return "Y" if user.last_seen_at is not None and user.last_seen_at > at - ONLINE_FOR else "N"
