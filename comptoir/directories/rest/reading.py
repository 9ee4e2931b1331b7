"""crm.status.fields, list, get, entity.items."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.directories.models import DirectoryValue
from comptoir.directories.rest.rows import MATCHER, all_rows, encode, entity_id, need_reader
from comptoir.directories.values.names import shown_name
from comptoir.directories.values.reading import snapshot
from comptoir.kit.filters import Condition, Group, Op
from comptoir.kit.text import Text
from comptoir.rest.protocol.call import Call, to_integer
from comptoir.rest.protocol.errors import RestError, classic_error
from comptoir.rest.protocol.filters import parse_classic, parse_order
from comptoir.rest.protocol.paging import Page
from comptoir.rest.protocol.phparray import as_mapping
from comptoir.rest.protocol.registry import method
from comptoir.rest.rows.fields import described

NOT_FOUND = "Status is not found."
R, READ_ONLY, IMMUTABLE = "isRequired", "isReadOnly", "isImmutable"
FIELDS: tuple[tuple[str, str, Text, tuple[str, ...]], ...] = (
    ("ID", "integer", _("ID"), (READ_ONLY,)),
    ("ENTITY_ID", "string", _("List"), (R, IMMUTABLE)),
    ("STATUS_ID", "string", _("Code"), (R, IMMUTABLE)),
    ("SORT", "integer", _("Sort"), ()),
    ("NAME", "string", _("Name"), (R,)),
    ("NAME_INIT", "string", _("Default name"), (READ_ONLY,)),
    ("SYSTEM", "char", _("System value"), (READ_ONLY,)),
    ("CATEGORY_ID", "integer", _("Pipeline"), (IMMUTABLE,)),
    ("COLOR", "string", _("Colour"), ()),
    ("SEMANTICS", "char", _("Stage group"), (IMMUTABLE,)),
    ("EXTRA", "crm_status_extra", _("Further properties"), ()),
)
EXTRA_FIELDS: tuple[tuple[str, str, Text, tuple[str, ...]], ...] = (
    ("SEMANTICS", "string", _("Stage group"), (READ_ONLY,)),
    ("COLOR", "string", _("Colour"), ()),
)


@method("crm.status.fields", summary="Describes the fields of a value of a directory.")
def status_fields(_call: Call) -> object:
    return {name: described(type_name, title, flags) for name, type_name, title, flags in FIELDS}


@method("crm.status.extra.fields", summary="Describes the fields of EXTRA.")
def extra_fields(_call: Call) -> object:
    return {name: described(type_name, title, flags) for name, type_name, title, flags in EXTRA_FIELDS}


@method(
    "crm.status.list",
    summary="Lists the values of directories, all of them in one answer.",
    params={"filter": "conditions, for example ENTITY_ID", "order": "field and direction; SORT unless said otherwise"},
    example={"filter": {"ENTITY_ID": "SOURCE"}, "order": {"SORT": "ASC"}},
)
def status_list(call: Call) -> Page:
    need_reader(call.user)
    for name in ("filter", "order"):
        if call.params.get(name) not in (None, "") and as_mapping(call.params.get(name)) is None:
            raise classic_error("Invalid parameters.")
    where = _with_aliases(parse_classic(call.mapping("filter")))
    rows = MATCHER.sort(MATCHER.select(all_rows(), where), parse_order(call.mapping("order")))
    if call.start < 0:
        return Page(rows, total=0)
    return Page(rows[call.start :], total=len(rows))


@method("crm.status.get", summary="Returns one value.", params={"id": "the value"}, example={"id": 7})
def status_get(call: Call) -> object:
    need_reader(call.user)
    return encode(found_value(call))


@method(
    "crm.status.entity.items",
    summary="Lists the codes and names of one directory, in their order.",
    params={"entityId": "the directory"},
    example={"entityId": "SOURCE"},
)
def entity_items(call: Call) -> object:
    given = call.params.get("entityId")
    if not isinstance(given, str) or not given:
        raise classic_error("The parameter entityId is not defined or invalid.")
    language = account().language
    return [
        {"NAME": shown_name(value, language), "SORT": value.sort, "STATUS_ID": value.code}
        for value in snapshot().rows.get(entity_id(given), ())
    ]


def found_value(call: Call, directory: str = "") -> DirectoryValue:
    """Return the value that `id` names, within that directory when one is given. Errors: the two texts of the page."""
    number = to_integer(call.params.get("id"))
    if number is None or number <= 0:
        raise classic_error("Invalid identifier.")
    values = (value for rows in snapshot().rows.values() for value in rows if value.pk == number)
    found = next(values, None)
    if found is None or directory not in ("", found.directory):
        raise status_not_found()
    return found


def status_not_found() -> RestError:
    return classic_error(NOT_FOUND)


def _with_aliases(where: Group) -> Group:
    """Return the conditions with ENTITY_ID as the directories are called."""
    parts = tuple(
        Condition(part.field, part.op, entity_id(part.value))
        if isinstance(part, Condition)
        and part.field == "ENTITY_ID"
        and part.op is Op.EQ
        and isinstance(part.value, str)
        else part
        for part in where.parts
    )
    return Group(where.joiner, parts)
