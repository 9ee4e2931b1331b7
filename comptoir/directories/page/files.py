"""Lists as files: downloading them, and applying one after a look at what it would change."""

import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comptoir.access.policies import require_settings
from comptoir.access.signed_in import user_of
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.errors import UnreadableFile
from comptoir.directories.files.document import LARGEST, read, to_csv, to_document, to_yaml
from comptoir.directories.files.plan import apply_document, plan_document
from comptoir.directories.files.words import plan_lines
from comptoir.directories.history.reading import change_set
from comptoir.directories.page.screen import crumbs
from comptoir.directories.values.reading import reader_language, values_of
from comptoir.kit.errors import CrmError, NotFound
from comptoir.ui.render import render
from comptoir.ui.responses import saved

CHANGED = "directories:changed"
FORMATS = {"yaml": (to_yaml, "application/yaml"), "csv": (to_csv, "text/csv")}


@require_GET
def export(request: HttpRequest, slug: str) -> HttpResponse:
    require_settings(user_of(request))
    return _file(request, [catalogue.by_slug(slug)], slug)


@require_GET
def export_all(request: HttpRequest) -> HttpResponse:
    require_settings(user_of(request))
    return _file(request, [directory for directory in catalogue.all() if directory.shown], "directories")


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Show what an uploaded file would change; with `apply` do it."""
    require_settings(user_of(request))
    if request.method == "GET":
        return _form(request)
    try:
        content = _content(request)
        document = read(content)
        if "apply" in request.POST:
            batch = uuid.uuid4()
            apply_document(document, actor=user_of(request), at=timezone.now(), batch=batch)
            undo = reverse("directories:undo", args=[batch]) if change_set(batch) else ""
            return saved(request, reverse("directories:first"), _("The file is applied."), undo_url=undo, event=CHANGED)
    except CrmError as refusal:
        return _form(request, refusal)
    plans = plan_document(document)
    can_apply = any(p.changes_something for p in plans) and not any(p.refused for p in plans)
    shown = [(plan, plan_lines(plan, document, reader_language())) for plan in plans]
    context = {"plans": shown, "content": content.decode("utf-8-sig"), "can_apply": can_apply, "crumbs": crumbs()}
    return render(request, "directories/page/import.html", context)


def _form(request: HttpRequest, refusal: CrmError | None = None) -> HttpResponse:
    reasons = [str(refusal), *(f"{code}: {why}" for code, why in refusal.fields.items())] if refusal else []
    context = {"plans": None, "error": " ".join(reasons), "crumbs": crumbs()}
    return render(request, "directories/page/import.html", context, status=refusal.status if refusal else 200)


def _content(request: HttpRequest) -> bytes:
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return request.POST.get("content", "").encode()
    if upload.size is None or upload.size > LARGEST:
        raise UnreadableFile
    content: bytes = upload.read()
    return content


def _file(request: HttpRequest, directories: Sequence[Directory], name: str) -> HttpResponse:
    wanted = request.GET.get("format", "yaml")
    if wanted not in FORMATS:
        raise NotFound
    write, content_type = FORMATS[wanted]
    text = write(to_document((directory, values_of(directory)) for directory in directories))
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    return response
