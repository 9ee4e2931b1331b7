"""The viewer's language: their own setting, else the browser's, else the account's. Times are in the account's zone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from comptoir.account.models import AccountSettings
from comptoir.account.queries import account
from comptoir.kit.languages import LANGUAGES
from comptoir.kit.memo import remembering


class ReaderLocale:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Templates that are rendered later than this, as streamed answers, would fall back to UTC and English.
        with remembering():
            current = account()
            language = reader_language(request, current)
            with timezone.override(current.zone), translation.override(language):
                request.LANGUAGE_CODE = language
                response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def reader_language(request: HttpRequest, current: AccountSettings) -> str:
    chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in LANGUAGES:
        return chosen
    for accepted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if accepted.split("-")[0] in LANGUAGES:
            return accepted.split("-")[0]
    return current.language
