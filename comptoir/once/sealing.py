"""Answers as they are kept: their body is encrypted with the token, which only the caller has.

An answer may show a secret once, such as the address of a new webhook; a copy of the database must not.
"""

from __future__ import annotations

import zlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from comptoir.kit.sealing import cipher
from comptoir.once.models import Claim

LARGEST_BODY = 512 * 1024
NOT_KEPT = frozenset({"content-length", "content-encoding", "set-cookie", "date"})


def keep_answer(claim: Claim, secret: str, response: HttpResponseBase) -> None:
    """Put the answer into the claim, without saving it; a stream and a very large body are left out."""
    body = None if response.streaming or not isinstance(response, HttpResponse) else response.content
    claim.status = response.status_code
    claim.headers = {name: value for name, value in response.items() if name.lower() not in NOT_KEPT}
    claim.cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    kept = body is not None and len(body) <= LARGEST_BODY
    claim.body = _cipher(secret).encrypt(zlib.compress(body)) if kept and body is not None else None


def kept_answer(claim: Claim, secret: str) -> HttpResponse | None:
    """Return the answer of the claim; None when it was not kept, or by another secret key."""
    if claim.body is None:
        return None
    try:
        body = zlib.decompress(_cipher(secret).decrypt(bytes(claim.body)))
    except InvalidToken:
        return None
    response = HttpResponse(body, status=claim.status)
    del response["Content-Type"]
    for name, value in claim.headers.items():
        response[name] = value
    for cookie in claim.cookies:
        response.cookies.load(cookie)
    return response


def _cipher(secret: str) -> Fernet:
    return cipher(settings.SECRET_KEY, f"answers to {secret}")
