"""The records behind a figure as a CSV file or an Excel workbook: every row, in the order of the list."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import local_day
from comptoir.analytics.metric import Metric
from comptoir.analytics.scope import Rows
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.errors import OperationRefused
from comptoir.items.lists.export import CHUNK, Sheet, file_response
from comptoir.items.lists.table import in_order
from comptoir.profile.asked_figure import find_figure, part_of
from comptoir.profile.client import find_client
from comptoir.profile.drilldown.page import term_of
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.time_travel import in_its_time


@require_safe
def figure_export(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> FileResponse:
    """Send the list as a file named after figure, period and day. Errors: as the list, OperationRefused."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    figure = find_figure(code)
    metric, part = term_of(figure, request.GET.get("term", "")), part_of(figure, request.GET)
    if not metric.source.records.may_export(viewer):
        raise OperationRefused(_("export"), metric.label)
    name = f"{metric.code}-{asked.scope.period.code}-{local_day(asked.scope.as_of).isoformat()}"
    with in_its_time(asked):
        sheet = record_sheet(metric, asked, part, request.GET.get("order", ""))
        return file_response(sheet, name, request.GET.get("format", ""))


def record_sheet(metric: Metric, asked: Asked, part: dict[str, str], order: str) -> Sheet:
    """Return the records that the viewer may export. Errors: UnknownGroup."""
    viewer, table = asked.scope.viewer, metric.source.records
    rows = metric.rows(asked.scope, part, gate=lambda code: item_types.get(code).visible_to(viewer, "export"))
    columns = table.columns_with(metric.sums)
    in_their_order, _order = in_order(rows, columns, order, table.usual_order)
    return Sheet.of(str(metric.label), columns, _records(metric, in_their_order, asked))


def _records(metric: Metric, rows: Rows, asked: Asked) -> Iterator[Any]:
    """Yield the rows as they are listed, read in slices: what they refer to is looked up once a slice."""
    start = 0
    while found := metric.source.records.load(rows[start : start + CHUNK], asked.scope):
        yield from found
        start += CHUNK
