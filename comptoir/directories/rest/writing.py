"""crm.status.add, update, delete: the actions of directories in the exact words of the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS
from comptoir.directories import errors
from comptoir.directories.rest.reading import found_value
from comptoir.directories.rest.rows import access_denied, entity_id
from comptoir.directories.writing.add_value import add_value
from comptoir.directories.writing.delete_value import delete_value
from comptoir.directories.writing.update_value import update_value
from comptoir.kit.errors import CrmError, Forbidden, NotFound
from comptoir.rest.protocol.call import Call, to_flag, to_integer
from comptoir.rest.protocol.errors import RestError, classic_error
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import read_text

FORCED_ONLY = 'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".'
TOO_LATE = (
    "Cannot create more stages after the final stage. "
    "Use a sort lower than that of the final stage to add a stage in progress."
)
DEFAULT_SORT = 10
REFUSALS: dict[type[CrmError], tuple[str, str]] = {
    errors.UnknownDirectory: ("", "Specified entity type is not supported."),
    errors.NameRequired: ("", "The field Title is required."),
    errors.NameTooLong: ("ERROR_CORE", "NAME is too long"),
    errors.InvalidCode: ("ERROR_CORE", "STATUS_ID is too long / contains invalid characters"),
    errors.CodeTaken: ("ERROR_CORE", "The specified status ID already exists."),
    errors.InvalidColour: ("ERROR_CORE", "COLOR must be written as #RRGGBB"),
    errors.SecondSuccess: ("ERROR_CORE", "There is a success stage already."),
    errors.MisplacedStage: ("", TOO_LATE),
    errors.SystemValue: ("", FORCED_ONLY),
    errors.ValueInUse: ("", "There are active items in this status."),
}


@contextmanager
def refusals(otherwise: str, *, exact: bool = True) -> Iterator[None]:
    """Give refusals of actions the reference's texts; what it has no text for is `otherwise`."""
    try:
        yield
    except RestError:
        raise
    except Forbidden as error:
        raise access_denied() from error
    except CrmError as error:
        known = REFUSALS.get(type(error)) if exact else None
        if known is None and isinstance(error, NotFound):
            known = ("", "Status is not found.")
        code, text = known or ("", otherwise)
        raise RestError(code, text) from error


@method(
    "crm.status.add",
    writes=True,
    summary="Adds a value to a directory and returns its id.",
    params={"fields": "ENTITY_ID, STATUS_ID, NAME, SORT (10), COLOR, SEMANTICS (S, F or empty)"},
    example={"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Fair", "SORT": 140}},
)
def status_add(call: Call) -> object:
    fields = call.need_mapping("fields")
    require_settings(call.user)
    _need_identity(fields)
    with refusals("Error on creating status."):
        semantics = _text(fields, "SEMANTICS").upper()
        value = add_value(
            entity_id(_text(fields, "ENTITY_ID")),
            _text(fields, "NAME"),
            actor=call.user,
            at=call.at,
            code=_text(fields, "STATUS_ID"),
            semantics=semantics,
            colour=_text(fields, "COLOR"),
            sort=_sort(fields, otherwise=None if semantics in ("S", "F") else DEFAULT_SORT),
        )
    return value.pk


@method(
    "crm.status.update",
    writes=True,
    summary="Renames, moves or recolours a value; NAME equal to NAME_INIT restores the shipped name.",
    params={"id": "the value", "fields": "NAME, SORT, COLOR; others are ignored"},
    example={"id": 7, "fields": {"NAME": "Trade fair", "SORT": 70}},
)
def status_update(call: Call) -> object:
    require_settings(call.user)
    value = found_value(call)
    fields = call.need_mapping("fields")
    with refusals("Error on updating status.", exact=False):
        update_value(value.pk, changes_of(fields), actor=call.user, at=call.at)
    return True


@method(
    "crm.status.delete",
    writes=True,
    summary="Deletes a value that is not in use.",
    params={"id": "the value", "params": "FORCED=Y deletes system and used values of lists, never stages with items"},
    example={"id": 7, "params": {"FORCED": "Y"}},
)
def status_delete(call: Call) -> object:
    require_settings(call.user)
    value = found_value(call)
    forced = to_flag(call.mapping("params").get("FORCED"))
    with refusals("Error on deleting status."):
        delete_value(value.pk, actor=call.user, at=call.at, forced=forced)
    return True


def require_settings(user: User) -> None:
    """Errors: `Access denied.`, before anything else is looked at."""
    if not allowed(user, CHANGE_SETTINGS, "update"):
        raise access_denied()


def changes_of(fields: Mapping[str, Value]) -> dict[str, object]:
    """Return what may be changed of a value; immutable and unknown names are ignored."""
    changes: dict[str, object] = {}
    if "NAME" in fields:
        changes["name"] = _text(fields, "NAME")
    if "COLOR" in fields:
        changes["colour"] = _text(fields, "COLOR")
    if fields.get("SORT") not in (None, ""):
        changes["sort"] = _sort(fields, otherwise=None)
    return changes


def _need_identity(fields: Mapping[str, Value]) -> None:
    missing = [name for name in ("ENTITY_ID", "STATUS_ID") if not _text(fields, name)]
    if missing:
        raise classic_error("\n".join(f"The field {name} is required." for name in missing))


def _text(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, list | dict):
        raise classic_error("Invalid parameters.")
    return read_text(value).strip()


def _sort(fields: Mapping[str, Value], *, otherwise: int | None) -> int | None:
    given = fields.get("SORT")
    if given is None or given == "":
        return otherwise
    number = to_integer(given)
    if number is None or abs(number) > 2**31 - 1:
        raise classic_error("Invalid parameters.")
    return number
