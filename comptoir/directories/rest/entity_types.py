"""crm.status.entity.types: which directories there are, and what a client must know to work with stages."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.models import DirectoryValue
from comptoir.directories.rest.rows import has_extra
from comptoir.directories.values.reading import snapshot
from comptoir.items.core.item_types import item_types
from comptoir.kit.semantics import Semantics
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.registry import method

LEADING = ("STATUS", "SOURCE", "CONTACT_TYPE", "COMPANY_TYPE", "EMPLOYEES", "INDUSTRY", "DEAL_TYPE")
TRAILING = ("DEAL_STAGE", "QUOTE_STATUS", "HONORIFIC", "EVENT_TYPE", "CALL_LIST")


@method("crm.status.entity.types", summary="Lists the directories, with what is known of those that hold stages.")
def entity_types(_call: Call) -> object:
    return [describe(directory) for directory in in_order()]


def in_order() -> Iterator[Directory]:
    """Yield the directories as the reference orders them; the old invoices' statuses are not listed."""
    known = {directory.code: directory for directory in catalogue.all() if directory.shown}
    yield from (known[code] for code in LEADING if code in known)
    others = [directory for code, directory in known.items() if code not in LEADING + TRAILING]
    yield from (directory for directory in others if directory.item_type == "invoice")
    yield from (directory for directory in others if directory.item_type != "invoice")
    yield from (known[code] for code in TRAILING if code in known)


def describe(directory: Directory) -> dict[str, object]:
    shown: dict[str, object] = {"ID": directory.code, "NAME": _name(directory)}
    if not directory.is_stages:
        return shown
    if directory.code.startswith("DEAL_STAGE_"):
        shown["PARENT_ID"] = "DEAL_STAGE"
    shown["SEMANTIC_INFO"] = _semantics(directory) if has_extra(directory.code) else []
    if directory.prefix:
        shown["PREFIX"] = directory.prefix
    if directory.pipeline_name:
        shown["FIELD_ATTRIBUTE_SCOPE"] = f"category_{directory.pipeline_id}" if directory.pipeline_id else ""
    shown["ENTITY_TYPE_ID"] = item_types.get(directory.item_type).type_id
    if directory.pipeline_name:
        # The reference writes the number of a further deal pipeline as text, every other one as a number.
        is_text = directory.code.startswith("DEAL_STAGE_")
        shown["CATEGORY_ID"] = str(directory.pipeline_id) if is_text else directory.pipeline_id
    if directory.item_type == "invoice":
        shown["IS_ENABLED"] = True
    return shown


def _name(directory: Directory) -> str:
    if not directory.pipeline_name:
        return str(directory.label)
    return _("%(list)s (%(pipeline)s)") % {"list": directory.label, "pipeline": directory.pipeline_name}


def _semantics(directory: Directory) -> dict[str, object]:
    rows = snapshot().rows.get(directory.code, ())
    return {
        "START_FIELD": _first(rows, Semantics.IN_PROGRESS),
        "FINAL_SUCCESS_FIELD": _first(rows, Semantics.SUCCESS),
        "FINAL_UNSUCCESS_FIELD": _first(rows, Semantics.FAILURE),
        "FINAL_SORT": 0,
    }


def _first(rows: tuple[DirectoryValue, ...], semantics: Semantics) -> str:
    """Return the system row among those of that meaning, else the first one."""
    group = sorted((row for row in rows if row.semantics == semantics.stored), key=lambda row: not row.is_system)
    return group[0].code if group else ""
