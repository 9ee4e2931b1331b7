"""crm.status.add, update, delete: edits of directories, refused in the exact words of the reference."""

from __future__ import annotations

from collections.abc import Mapping

from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS
from comptoir.directories import errors
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.errors import InvalidEdits, Reason
from comptoir.directories.models import DirectoryValue
from comptoir.directories.rest.reading import NOT_FOUND, found_value
from comptoir.directories.rest.rows import access_denied, entity_id
from comptoir.directories.values.codes import full_code
from comptoir.directories.writing.edits import Add, Change, Drop, Edit, Place
from comptoir.directories.writing.save import Saved, save_directory
from comptoir.kit.semantics import FINAL, Semantics
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
# Refusals of the draft as error code and text of the reference; others get the general text of the method.
REFUSALS: dict[Reason, tuple[str, str]] = {
    errors.UNKNOWN_VALUE: ("", NOT_FOUND),
    errors.NAME_NEEDED: ("", "The field Title is required."),
    errors.NAME_TOO_LONG: ("ERROR_CORE", "NAME is too long"),
    errors.NOT_A_CODE: ("ERROR_CORE", "STATUS_ID is too long / contains invalid characters"),
    errors.CODE_TAKEN: ("ERROR_CORE", "The specified status ID already exists."),
    errors.NOT_A_COLOUR: ("ERROR_CORE", "COLOR must be written as #RRGGBB"),
    errors.NO_SECOND_SUCCESS: ("ERROR_CORE", "There is a success stage already."),
    errors.MISPLACED: ("", TOO_LATE),
    errors.PROTECTED_VALUE: ("", FORCED_ONLY),
    errors.REPLACEMENT_NEEDED: ("", "There are active items in this status."),
}
FOR_UPDATES: dict[Reason, tuple[str, str]] = {errors.UNKNOWN_VALUE: ("", NOT_FOUND)}


def save_one(
    call: Call,
    directory: Directory,
    *edits: Edit,
    otherwise: str,
    words: Mapping[Reason, tuple[str, str]] = REFUSALS,
) -> Saved:
    """Save edits of one value, and refuse in the reference's words; what it has none for is `otherwise`."""
    try:
        return save_directory(directory, edits, actor=call.user, at=call.at)
    except InvalidEdits as refusal:
        code, text = words.get(next(iter(refusal.reasons.values())), ("", otherwise))
        raise RestError(code, text) from refusal


def directory_of(value: DirectoryValue) -> Directory:
    """Return the list of a value; its rows are still there for a moment when a pipeline is gone."""
    return catalogue.find(value.directory) or Directory(value.directory, value.directory)


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
    directory = catalogue.find(entity_id(text_of(fields, "ENTITY_ID")))
    if directory is None:
        raise classic_error("Specified entity type is not supported.")
    code = full_code(directory, text_of(fields, "STATUS_ID"))
    semantics = _semantics(fields, directory)
    add = Add(code, text_of(fields, "NAME"), code, semantics, text_of(fields, "COLOR"))
    sort = sort_of(fields, otherwise=None if semantics in FINAL else DEFAULT_SORT)
    return added(call, directory, add, sort)


def added(call: Call, directory: Directory, add: Add, sort: int | None) -> int:
    """Add a value and return its number; without `sort` at the end."""
    place = [] if sort is None else [Place(add.key, sort)]
    saved = save_one(call, directory, add, *place, otherwise="Error on creating status.")
    return saved.added[add.key].pk


@method(
    "crm.status.update",
    writes=True,
    summary="Renames, moves or recolours a value; NAME equal to NAME_INIT restores the shipped name.",
    params={"id": "the value", "fields": "NAME, SORT, COLOR; others are ignored"},
    example={"id": 7, "fields": {"NAME": "Trade fair", "SORT": 70}},
)
def status_update(call: Call) -> object:
    require_settings(call.user)
    return updated(call, found_value(call))


def updated(call: Call, value: DirectoryValue) -> bool:
    """Change what the fields say of a value; immutable and unknown names are ignored."""
    fields = call.need_mapping("fields")
    name = text_of(fields, "NAME") if "NAME" in fields else None
    colour = text_of(fields, "COLOR") if "COLOR" in fields else None
    sort = sort_of(fields, otherwise=None)
    edits: list[Edit] = [Change(value.code, name=name, colour=colour)]
    if sort is not None:
        edits.append(Place(value.code, sort))
    save_one(call, directory_of(value), *edits, otherwise="Error on updating status.", words=FOR_UPDATES)
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
    return deleted(call, found_value(call), forced=to_flag(call.mapping("params").get("FORCED")))


def deleted(call: Call, value: DirectoryValue, *, forced: bool = False) -> bool:
    save_one(call, directory_of(value), Drop(value.code, forced), otherwise="Error on deleting status.")
    return True


def require_settings(user: User) -> None:
    """Errors: `Access denied.`, before anything else is looked at."""
    if not allowed(user, CHANGE_SETTINGS, "update"):
        raise access_denied()


def _semantics(fields: Mapping[str, Value], directory: Directory) -> str:
    """Return the letter, or "" for in progress; a list ignores it."""
    given = text_of(fields, "SEMANTICS").upper()
    if not directory.is_stages:
        return ""
    if given not in ("", *Semantics):
        raise classic_error("Error on creating status.")
    return given


def _need_identity(fields: Mapping[str, Value]) -> None:
    missing = [name for name in ("ENTITY_ID", "STATUS_ID") if not text_of(fields, name)]
    if missing:
        raise classic_error("\n".join(f"The field {name} is required." for name in missing))


def text_of(fields: Mapping[str, Value], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, list | dict):
        raise classic_error("Invalid parameters.")
    return read_text(value).strip()


def sort_of(fields: Mapping[str, Value], *, otherwise: int | None) -> int | None:
    given = fields.get("SORT")
    if given is None or given == "":
        return otherwise
    number = to_integer(given)
    if number is None or abs(number) > 2**31 - 1:
        raise classic_error("Invalid parameters.")
    return number
