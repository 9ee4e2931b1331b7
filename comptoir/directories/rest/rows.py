"""A value of a directory as crm.status.* shows it: text everywhere, names in the portal's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.names import shipped_name, shown_name
from comptoir.directories.values.reading import snapshot
from comptoir.items.core.item_types import item_types
from comptoir.kit.semantics import Semantics
from comptoir.rest.protocol.errors import RestError, classic_error
from comptoir.rest.rows.matching import Matcher

MATCHER = Matcher(
    ("ID", "ENTITY_ID", "STATUS_ID", "NAME", "NAME_INIT", "SORT", "SYSTEM", "COLOR", "SEMANTICS", "CATEGORY_ID"),
    numbers=("ID", "SORT", "CATEGORY_ID"),
)
# REST lists the stages of invoices under this name only; the other one is accepted, as some clients compose it.
ALIAS = re.compile(r"DYNAMIC_31_STAGE_([0-9]+)\Z")
WITH_EXTRA = ("STATUS", "QUOTE_STATUS", "DEAL_STAGE")


def entity_id(given: str) -> str:
    """Return the directory's code that an ENTITY_ID means."""
    return ALIAS.sub(r"SMART_INVOICE_STAGE_\1", given)


def all_rows() -> list[Mapping[str, object]]:
    """Return every value, sorted as lists show them: by SORT, then by ID."""
    values = [value for rows in snapshot().rows.values() for value in rows]
    return [encode(value) for value in sorted(values, key=lambda value: (value.sort, value.pk))]


def encode(value: DirectoryValue) -> dict[str, object]:
    language = account().language
    row: dict[str, object] = {
        "ID": str(value.pk),
        "ENTITY_ID": value.directory,
        "STATUS_ID": value.code,
        "NAME": shown_name(value, language),
        "NAME_INIT": shipped_name(value.default_key, language),
        "SORT": str(value.sort),
        "SYSTEM": "Y" if value.is_system else "N",
        "COLOR": value.colour or None,
        "SEMANTICS": value.semantics or None,
        "CATEGORY_ID": str(value.pipeline_id),
    }
    if has_extra(value.directory):
        row["EXTRA"] = {"SEMANTICS": text_semantics(value), "COLOR": value.colour or None}
    return row


def has_extra(directory: str) -> bool:
    return directory in WITH_EXTRA or directory.startswith("DEAL_STAGE_")


def text_semantics(value: DirectoryValue) -> str:
    """Return the word for a stage's group: the first failure is `failure`, the others are `apology`."""
    if value.semantics == Semantics.FAILURE:
        return "failure" if value.is_system else "apology"
    return "success" if value.semantics == Semantics.SUCCESS else "process"


def need_reader(user: User) -> None:
    """Errors: `Access denied.` for a user who may read no type of record."""
    if not any(item_type.allowed(user, "read") for item_type in item_types if item_type.short):
        raise access_denied()


def access_denied() -> RestError:
    return classic_error("Access denied.")
