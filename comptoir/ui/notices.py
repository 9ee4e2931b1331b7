"""What to tell the user on the next page, after a redirect: kept in one signed, short-lived cookie."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

COOKIE = "comptoir_notice"
COOKIE_AGE = 60

Kind = Literal["info", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A toast: what happened, and the address that takes it back when posted to."""

    message: str
    undo: str = ""
    kind: Kind = "info"

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def leave(response: HttpResponse, notice: Notice) -> None:
    """Leave a notice for the next whole page."""
    text = json.dumps(notice.as_dict())
    response.set_signed_cookie(COOKIE, text, max_age=COOKIE_AGE, httponly=True, samesite="Lax")


def collect(request: HttpRequest) -> list[Notice]:
    """Return what the last answer left, if anything."""
    try:
        text = request.get_signed_cookie(COOKIE, default="", max_age=COOKIE_AGE)
    except BadSignature:
        return []
    return [Notice(**json.loads(text))] if text else []
