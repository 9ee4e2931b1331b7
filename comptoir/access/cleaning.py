"""Checks of what is typed about users and departments; all mistakes are reported together."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from comptoir.access import errors
from comptoir.access.models import Department, Role, User
from comptoir.kit.errors import Invalid, NotAValue
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.text import Text, clean_line, normalise_email

Clean = Callable[[object], Any]


def clean_all(values: Mapping[str, object], cleaners: Mapping[str, Clean]) -> dict[str, Any]:
    """Return the cleaned values.

    Errors: Invalid with every field that is refused; KeyError for an unknown name.
    """
    cleaned: dict[str, Any] = {}
    refused: dict[str, Text] = {}
    for name, value in values.items():
        try:
            cleaned[name] = cleaners[name](value)
        except NotAValue as error:
            refused[name] = error.reason
    if refused:
        raise Invalid(fields=refused)
    return cleaned


def user_cleaners(user: User | None) -> dict[str, Clean]:
    """Return the cleaner of each value of a user; `user` is the one being changed, None for a new one."""
    return {
        "login": lambda value: _login(value, user),
        "email": _email,
        **{name: line(_most(User, name)) for name in ("name", "second_name", "last_name", "position", "phone")},
        "external_id": line(_most(User, "external_id")),
        "department": department,
        "roles": _roles,
        "is_admin": bool,
        "language": one_of(("", *LANGUAGES)),
        "theme": one_of(User.Theme.values),
        "density": one_of(User.Density.values),
    }


def line(most: int, required: bool = False) -> Clean:
    """Return a cleaner for one line of text of at most `most` characters."""

    def clean(value: object) -> str:
        text = clean_line(str(value or ""))
        if required and not text:
            raise NotAValue(errors.REQUIRED)
        if len(text) > most:
            raise NotAValue(errors.TOO_LONG % {"most": most})
        return text

    return clean


def one_of(allowed: Collection[str]) -> Clean:
    def clean(value: object) -> str:
        if value not in allowed:
            raise NotAValue(errors.UNKNOWN_CHOICE)
        return str(value)

    return clean


def row_id(value: object) -> int | None:
    """Return the id of a row, None for an empty value. Errors: NotAValue for what cannot be an id."""
    text = str(value if value is not None else "").strip()
    if not text:
        return None
    # isdigit() alone accepts ² and ٣; a number of 19 digits may exceed a bigint, for which the database raises.
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotAValue(errors.UNKNOWN_CHOICE)
    return int(text)


def department(value: object) -> Department | None:
    number = row_id(value)
    if number is None:
        return None
    found = Department.objects.filter(pk=number).first()
    if found is None:
        raise NotAValue(errors.UNKNOWN_CHOICE)
    return found


def active_user(value: object) -> User | None:
    number = row_id(value)
    if number is None:
        return None
    found: User | None = User.objects.active().filter(pk=number).first()
    if found is None:
        raise NotAValue(errors.UNKNOWN_CHOICE)
    return found


def _most(model: type[User], name: str) -> int:
    return int(getattr(model._meta.get_field(name), "max_length", 0))


def _login(value: object, user: User | None) -> str:
    text: str = line(_most(User, "login"), required=True)(value)
    if " " in text:
        raise NotAValue(errors.LOGIN_BLANKS)
    # For a good message only: two requests at once are stopped by the constraint login_unique_without_case.
    if User.objects.filter(login__iexact=text).exclude(pk=user.pk if user else None).exists():
        raise NotAValue(errors.LOGIN_TAKEN)
    return text


def _email(value: object) -> str:
    text = normalise_email(str(value or ""))
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise NotAValue(errors.INVALID_EMAIL) from error
    return text


def _roles(value: object) -> list[Role]:
    numbers = {number for each in _listed(value) if (number := row_id(each)) is not None}
    found = list(Role.objects.filter(pk__in=numbers))
    if len(found) != len(numbers):
        raise NotAValue(errors.UNKNOWN_CHOICE)
    return found


def _listed(value: object) -> Collection[object]:
    return value if isinstance(value, list | tuple | set) else [value]
