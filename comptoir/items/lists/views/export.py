"""GET /deals/export/: the filtered list as a file, for who has the right to export; only rows that it reaches."""

import tempfile

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _

from comptoir.access.signed_in import user_of
from comptoir.account.queries import today
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import OperationRefused
from comptoir.items.lists.export import sheet_of, write_csv, write_xlsx
from comptoir.items.lists.listing import Listing
from comptoir.items.segments.reading import asked_for

WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def export(request: HttpRequest, item_type: ItemType) -> FileResponse:
    if not item_type.allowed(user_of(request), "export"):
        raise OperationRefused(_("export"), item_type.plural)
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    write, content_type = WRITERS[kind]
    listing = Listing(asked_for(item_type, request.GET, user_of(request)), user_of(request), operation="export")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    write(sheet_of(listing), file)
    file.seek(0)
    name = f"{item_type.path}-{today().isoformat()}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
