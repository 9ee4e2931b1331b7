"""The records behind a figure as a file: the columns of their list, values in their neutral form, every row."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.access.models import User
from comptoir.analytics.metric import Metric
from comptoir.items.core.item_types import item_types
from comptoir.items.lists.export import Sheet
from comptoir.items.lists.table import Value
from comptoir.profile.drilldown.records import KINDS, ordered
from comptoir.profile.request import Asked

CHUNK = 500
# Whose right to export covers a kind of record that is not an item of its own.
EXPORTED_AS = {"pair": "activity", "payment": "invoice"}


def may_export(metric: Metric, viewer: User) -> bool:
    """Say whether the viewer may take records of this kind out of the house."""
    code = metric.source.item_type
    return item_types.get(EXPORTED_AS.get(code, code)).allowed(viewer, "export")


def record_sheet(metric: Metric, asked: Asked, part: dict[str, str], order: str) -> Sheet:
    """Return the records that the viewer may export, in the order of the list. Errors: UnknownGroup."""
    viewer = asked.scope.viewer
    rows = metric.rows(asked.scope, part, gate=lambda code: item_types.get(code).visible_to(viewer, "export"))
    in_order, _order = ordered(metric, rows, order)
    columns = [each for each in KINDS[metric.source.item_type].columns if not each.sums or each.sums == metric.sums]
    heads = [str(column.label) for column in columns]
    if any(column.code == "amount" for column in columns):
        heads.append(_("Currency"))
    return Sheet(str(metric.label), heads, _rows(metric, in_order, asked, [column.code for column in columns]))


def _rows(metric: Metric, rows: Any, asked: Asked, codes: list[str]) -> Iterator[list[Value]]:
    load = KINDS[metric.source.item_type].load
    start = 0
    while drawn := load(rows[start : start + CHUNK], asked.scope):
        for row in drawn:
            values = [plain_value(code, row) for code in codes]
            yield [*values, row["currency"]] if "amount" in codes else values
        start += CHUNK


def plain_value(code: str, row: Mapping[str, Any]) -> Value:
    """Return a cell in its neutral form: ISO dates, exact amounts, the names of choices."""
    item = row["item"]
    match code:
        case "title" | "subject":
            return str(row["title"])
        case "stage":
            return row["stage"].name if row["stage"] else str(item.stage)
        case "responsible":
            return item.responsible.full_name if item.responsible else ""
        case "kind":
            return str(item.get_kind_display())
        case "direction":
            return str(item.get_direction_display()) if item.direction else ""
        case "completed":
            return _("yes") if item.completed else _("no")
        case "deals":
            return ", ".join(title for title, _address in row["deals"])
        case "role":
            return _role(row["role"])
    return _plain(row[code] if code in row else getattr(item, code))


def _role(is_main: bool | None) -> str:
    if is_main is None:
        return ""
    return pgettext("of a contact in a deal", "main") if is_main else pgettext("of a contact in a deal", "secondary")


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (int, Decimal)) else str(value or "")
