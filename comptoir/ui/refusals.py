"""Showing a refused form again with the reasons at its fields, so that views need no try."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from comptoir.kit.errors import CrmError, Invalid


def on_its_page(
    attempt: Callable[[], HttpResponse],
    page: Callable[[CrmError], HttpResponse],
    also: tuple[type[CrmError], ...] = (),
) -> HttpResponse:
    """Return what the attempt gives, or the form's page with the reasons for which it is refused.

    Shown so are refused values (Invalid, status 422) and the kinds of refusal named in `also`.
    """
    try:
        return attempt()
    except CrmError as refusal:
        if not isinstance(refusal, (Invalid, *also)):
            raise
        response = page(refusal)
        response.status_code = refusal.status
        if refusal.retry_after:
            response["Retry-After"] = str(refusal.retry_after)
        return response


def refusal_context(refusal: CrmError | None) -> dict[str, Any]:
    """Return what a form's template needs: `error`, and `errors` by field, in which a sound field is empty."""
    fields = refusal.fields if refusal else {}
    return {"error": refusal.message if refusal else "", "errors": defaultdict(str, fields)}
