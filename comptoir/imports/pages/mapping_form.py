"""Reading the mapping form, and the options it offers."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comptoir.imports.mapping.options import ImportOptions
from comptoir.imports.mapping.plan import Plan
from comptoir.imports.readers.encoding import ENCODINGS
from comptoir.imports.running.importers import Importer
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option

CREATE_LABELS: dict[str, Text] = {
    "companies": _("Companies"),
    "contacts": _("Contacts"),
    "products": _("Products"),
    "values": _("Values of lists"),
    "pipelines": _("Pipelines"),
    "stages": _("Stages"),
    "departments": _("Departments"),
    "users": _("Users"),
}
HEADERS = {"": None, "yes": True, "no": False}


def plan_from(data: QueryDict, headings: Sequence[str], before: Plan) -> Plan:
    """Return the mapping that the form's selects say; what the form does not show stays as it was."""
    columns: dict[str, str | list[str]] = {}
    for index, heading in enumerate(headings):
        target = data.get(f"column-{index}", "")
        known = columns.get(heading)
        columns[heading] = target if known is None else [*([known] if isinstance(known, str) else known), target]
    return Plan(
        columns=columns,
        templates=before.templates,
        constants=before.constants,
        values=before.values,
        factors=before.factors,
        stages=before.stages,
        origin=before.origin,
    )


def options_from(data: QueryDict, before: ImportOptions) -> ImportOptions:
    return ImportOptions(
        encoding=data.get("encoding", before.encoding),
        delimiter=data.get("delimiter", before.delimiter),
        header=HEADERS.get(data.get("header", ""), before.header),
        sheet=data.get("sheet", before.sheet),
        originator=data.get("originator", before.originator).strip(),
        id_column=data.get("id_column", before.id_column),
        create=data.getlist("create"),
        pipeline=data.get("pipeline", before.pipeline).strip(),
        currency=data.get("currency", before.currency).strip(),
        update=data.get("known", "") == "update",
        dates=data.get("dates", before.dates),
        language=before.language,
    )


def creatable(importer: Importer) -> dict[str, Text]:
    """Return what rows of this kind can name, by the word for it in the options."""
    return {code: label for code, label in CREATE_LABELS.items() if code in importer.creates()}


def target_options(importer: Importer) -> list[Option]:
    return [Option(target.code, target.label) for target in importer.targets()]


def encoding_options() -> list[Option]:
    return [Option(code, name) for code, name in ENCODINGS.items()]


def delimiter_options() -> list[Option]:
    return [
        Option(";", _("Semicolon")),
        Option(",", _("Comma")),
        Option("\t", _("Tab")),
        Option("|", _("Vertical bar")),
    ]


def header_options() -> list[Option]:
    return [Option("yes", _("Holds the headings")), Option("no", _("Holds data already"))]


def known_options() -> list[Option]:
    return [Option("skip", _("Leave them as they are")), Option("update", _("Change them to what the file says"))]


def date_options() -> list[Option]:
    return [Option("dmy", _("Day first: 31/12/2017")), Option("mdy", _("Month first: 12/31/2017"))]
