"""What describes the files: datapackage.json (Frictionless Data) for programs, README.md for people."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Model
from django.utils.translation import gettext as _

from comptoir.items.core.item_types import ItemType, item_types
from comptoir.kit.text import Text
from comptoir.ops.open_files.rules import LEFT_OUT, Rule
from comptoir.ops.portal_tables import columns, key

PROFILE = "tabular-data-resource"
# From the most special class to the most general one.
TYPES: tuple[tuple[type, str, str], ...] = (
    (models.BooleanField, "boolean", ""),
    (models.JSONField, "object", ""),
    (models.DateTimeField, "datetime", "any"),
    (models.DateField, "date", ""),
    (models.FloatField, "number", ""),
    (models.DecimalField, "number", ""),
    (models.IntegerField, "integer", ""),
)


@dataclass(frozen=True, slots=True)
class Table:
    """An exported table: its file and how many rows that holds."""

    model: type[Model]
    rule: Rule
    path: str
    rows: int

    @property
    def name(self) -> str:
        return self.model._meta.db_table


@dataclass(frozen=True, slots=True)
class Records:
    """The readable file of a type of records."""

    item_type: ItemType
    path: str
    rows: int


def datapackage(tables: list[Table], at: str, version: str) -> dict[str, Any]:
    exported = {table.name for table in tables}
    return {
        "name": "comptoir-portal",
        "profile": "data-package",
        "created": at,
        "comptoir": version,
        "resources": [_resource(table, exported) for table in tables],
        "leftOut": {name: str(reason) for name, reason in LEFT_OUT.items()},
    }


def _resource(table: Table, exported: set[str]) -> dict[str, Any]:
    fields = _columns(table)
    links = [
        {"fields": field.attname, "reference": {"resource": _target(field), "fields": _target_key(field)}}
        for field in fields
        if _target(field) in exported
    ]
    schema: dict[str, Any] = {
        "primaryKey": key(table.model).attname,
        "fields": [_described(table.model, field) for field in fields],
    }
    return {
        "name": table.name,
        "path": table.path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "description": str(table.rule.holds),
        "rows": table.rows,
        "schema": schema | ({"foreignKeys": links} if links else {}),
    }


def _described(model: type[Model], field: Any) -> dict[str, Any]:
    type_name, format_ = _type(field)
    found: dict[str, Any] = {"name": field.attname, "type": type_name}
    if format_:
        found["format"] = format_
    if title := _title(model, field):
        found["title"] = title
    if choices := getattr(field, "flatchoices", None):
        found["constraints"] = {"enum": [code for code, _label in choices]}
    return found


def readme(tables: list[Table], records: list[Records], at: str, version: str) -> str:
    """Return the page in the language in force."""
    lines = [
        "# " + _("The portal as open files"),
        "",
        _("Written by Comptoir %(version)s; everything is as it was at %(at)s.") % {"version": version, "at": at},
        "",
        _(
            "`records/` holds the records that are not deleted as people read them: CSV, UTF-8, a heading for each "
            "column. `data/` holds every row of every table, deleted records too: a JSON object a line, named values. "
            "`directories.yaml` holds stages and drop-down lists, `files/` the files. `datapackage.json` describes "
            "`data/` for programs (Frictionless Data)."
        ),
        "",
        _(
            "Moments are in UTC. Amounts are exact decimal numbers, written as text. A column whose name ends in _id "
            "holds the id of a row of another table; a pair item_type, item_id points to a record by the number of its "
            "type, below. No passwords and no keys are in these files."
        ),
        "",
        *_head(_("type"), _("number"), _("file"), _("rows")),
        *(f"| {each.item_type.plural} | {each.item_type.type_id} | `{each.path}` | {each.rows} |" for each in records),
    ]
    for table in tables:
        lines += [
            "",
            f"## `{table.path}`",
            "",
            f"{table.rule.holds} " + _("Rows: %(count)s.") % {"count": table.rows},
            "",
        ]
        lines += _head(_("column"), _("type"), _("meaning"), _("points to"))
        for field in _columns(table):
            target = f"`{_target(field)}.{_target_key(field)}`" if _target(field) else ""
            lines.append(f"| `{field.attname}` | {_type(field)[0]} | {_title(table.model, field)} | {target} |")
    lines += ["", "## " + _("Left out"), "", *(f"- `{name}`: {reason}" for name, reason in LEFT_OUT.items())]
    return "\n".join(lines) + "\n"


def _head(*names: str) -> list[str]:
    return [f"| {' | '.join(names)} |", "| --- | --- | --- | --- |"]


def _columns(table: Table) -> list[Any]:
    return [field for field in columns(table.model) if field.attname not in table.rule.without]


def _type(field: Any) -> tuple[str, str]:
    told = field.target_field if field.is_relation else field
    # Amounts are integers of the database, but exact decimal numbers everywhere else.
    if told.__class__.__name__ in ("AmountField", "OptionalAmountField"):
        return "number", ""
    return next(((name, format_) for kind, name, format_ in TYPES if isinstance(told, kind)), ("string", ""))


def _title(model: type[Model], field: Any) -> Text:
    """Return how the field of a record is called on the screen; "" for what no screen shows."""
    item_type = next((each for each in item_types if each.model is model), None)
    if item_type is None:
        return str(field.verbose_name) if str(field.verbose_name) != field.name.replace("_", " ") else ""
    found = (each for each in item_type.fields() if field.attname in (each.attribute, each.code))
    return str(next((each.label for each in found), ""))


def _target(field: Any) -> str:
    return str(field.related_model._meta.db_table) if field.is_relation else ""


def _target_key(field: Any) -> str:
    return str(field.target_field.attname)
