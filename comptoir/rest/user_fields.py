"""Users as REST shows, filters and sorts them: one table of fields."""

from __future__ import annotations

from datetime import datetime, timedelta

from comptoir.access.models import User
from comptoir.rest.row_fields import RowField, Shown, by_name
from comptoir.rest.values import classic_datetime

ONLINE_FOR = timedelta(minutes=15)

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
