"""The error file: every refused row and every warning, for a spreadsheet."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from comptoir.access.signed_in import user_of
from comptoir.imports.queries import error_file, run_for


@require_GET
def errors(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    run = run_for(run_id, user_of(request))
    return StreamingHttpResponse(
        error_file(run),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{run.pk}-errors.csv"'},
    )
