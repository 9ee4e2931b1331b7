"""Users as REST shows, filters and sorts them: one table of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from comptoir.access.models import User
from comptoir.rest.values import classic_datetime

ONLINE_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a value may depend on beside the user."""

    zone: tzinfo
    at: datetime


@dataclass(frozen=True, slots=True)
class UserField:
    """A field of user.*; `column` is where it is kept, empty for a field that cannot be filtered or sorted by."""

    name: str
    value: Callable[[User, Shown], object]
    kind: str = "string"
    column: str = ""


USER_FIELDS: dict[str, UserField] = {
    entry.name: entry
    for entry in (
        UserField("ID", lambda user, _: str(user.pk), "integer", "id"),
        UserField("XML_ID", lambda user, _: user.external_id, column="external_id"),
        UserField("ACTIVE", lambda user, _: user.is_active, "boolean", "is_active"),
        UserField("NAME", lambda user, _: user.name, column="name"),
        UserField("LAST_NAME", lambda user, _: user.last_name, column="last_name"),
        UserField("SECOND_NAME", lambda user, _: user.second_name, column="second_name"),
        UserField("EMAIL", lambda user, _: user.email, column="email"),
        UserField("LAST_LOGIN", lambda user, by: classic_datetime(user.last_login, by.zone), "datetime", "last_login"),
        UserField(
            "DATE_REGISTER", lambda user, by: classic_datetime(user.created_at, by.zone), "datetime", "created_at"
        ),
        UserField("TIME_ZONE", lambda user, _: user.time_zone, column="time_zone"),
        UserField("IS_ONLINE", lambda user, by: _is_online(user, by.at)),
        UserField("TIMESTAMP_X", lambda user, by: classic_datetime(user.updated_at, by.zone), "datetime", "updated_at"),
        UserField(
            "LAST_ACTIVITY_DATE",
            lambda user, by: classic_datetime(user.last_seen_at, by.zone),
            "datetime",
            "last_seen_at",
        ),
        UserField("WORK_PHONE", lambda user, _: user.phone, column="phone"),
        UserField("WORK_POSITION", lambda user, _: user.position, column="position"),
        UserField(
            "UF_DEPARTMENT", lambda user, _: [user.department_id] if user.department_id else [], "integer", "department"
        ),
        UserField("USER_TYPE", lambda user, _: "employee"),
    )
}

# Kept by the reference product and not by this one: clients expect the keys, so they are there, empty.
ABSENT_FIELDS = (
    "TITLE", "PERSONAL_GENDER", "PERSONAL_PROFESSION", "PERSONAL_WWW", "PERSONAL_BIRTHDAY", "PERSONAL_PHOTO",
    "PERSONAL_ICQ", "PERSONAL_PHONE", "PERSONAL_FAX", "PERSONAL_MOBILE", "PERSONAL_PAGER", "PERSONAL_STREET",
    "PERSONAL_CITY", "PERSONAL_STATE", "PERSONAL_ZIP", "PERSONAL_COUNTRY", "PERSONAL_MAILBOX", "PERSONAL_NOTES",
    "WORK_COMPANY", "WORK_DEPARTMENT", "WORK_WWW", "WORK_FAX", "WORK_PAGER", "WORK_STREET", "WORK_MAILBOX",
    "WORK_CITY", "WORK_STATE", "WORK_ZIP", "WORK_COUNTRY", "WORK_PROFILE", "WORK_LOGO", "WORK_NOTES",
    "UF_SKYPE_LINK", "UF_ZOOM", "UF_EMPLOYMENT_DATE", "UF_TIMEMAN", "UF_INTERESTS", "UF_SKILLS", "UF_WEB_SITES",
    "UF_XING", "UF_LINKEDIN", "UF_TWITTER", "UF_SKYPE", "UF_DISTRICT", "UF_PHONE_INNER",
)  # fmt: skip


def encode_user(user: User, by: Shown, select: frozenset[str] = frozenset()) -> dict[str, object]:
    """Return a user as user.get shows it; `select` names the fields wanted beside ID, none means all."""
    everything = not select or "*" in select
    shown = {name: entry.value(user, by) for name, entry in USER_FIELDS.items() if everything or name in select}
    absent = {name: "" for name in ABSENT_FIELDS if everything or name in select}
    return {"ID": str(user.pk), **shown, **absent}


def _is_online(user: User, at: datetime) -> str:
    return "Y" if user.last_seen_at is not None and user.last_seen_at > at - ONLINE_FOR else "N"
