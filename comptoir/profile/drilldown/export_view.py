"""The records behind a figure as a CSV file or an Excel workbook."""

import tempfile

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import local_day
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import OperationRefused
from comptoir.items.lists.export import write_csv, write_xlsx
from comptoir.profile.client import find_client
from comptoir.profile.drilldown.export import may_export, record_sheet
from comptoir.profile.drilldown.page import find_figure, part_of, term_of
from comptoir.profile.request import read_asked
from comptoir.profile.time_travel import in_its_time

WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def figure_export(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> FileResponse:
    """Send the list as a file named after figure, period and day. Errors: as the list, OperationRefused."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    figure = find_figure(code)
    metric, part = term_of(figure, request.GET.get("term", "")), part_of(request, figure)
    if not may_export(metric, viewer):
        raise OperationRefused(_("export"), metric.label)
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    write, content_type = WRITERS[kind]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    with in_its_time(asked):
        write(record_sheet(metric, asked, part, request.GET.get("order", "")), file)
    file.seek(0)
    name = f"{metric.code}-{asked.scope.period.code}-{local_day(asked.scope.as_of).isoformat()}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
