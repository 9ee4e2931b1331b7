"""A fault of ours, told in the caller's language: JSON to programs, the page to people."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from comptoir.ui.views import errors


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an unexpected failure (handler500) without asking database or session."""
    if request.path.startswith("/rest/"):
        return JsonResponse(
            {"error": "INTERNAL_SERVER_ERROR", "error_description": "Internal server error."}, status=500
        )
    return errors.server_error(request)
