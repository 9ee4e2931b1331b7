"""Refusals become pages, sliders, toasts or JSON, each with its own status."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from comptoir.kit.errors import CrmError, Invalid, NotFound
from comptoir.ui.error_pages import ErrorPages

HTMX = {"HX-Request": "true"}
SLIDER = {"HX-Request": "true", "X-Comptoir-Slider": "1"}


def answer(exception: Exception, method: str = "GET", headers: dict[str, str] | None = None) -> HttpResponse:
    request: HttpRequest = RequestFactory().generic(method, "/deals/7/", headers=headers or {})
    response = ErrorPages(lambda _request: HttpResponse()).process_exception(request, exception)
    assert response is not None
    return response


def events(response: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response["HX-Trigger"])
    return found


@pytest.mark.parametrize(
    ("exception", "status"),
    [(NotFound(), 404), (Http404(), 404), (PermissionDenied(), 403), (CrmError(status=409), 409)],
)
def test_a_page_says_what_happened_with_the_right_status(exception: Exception, status: int) -> None:
    response = answer(exception)
    assert response.status_code == status
    assert b"<!doctype html>" in response.content


def test_a_page_speaks_the_language_of_its_reader() -> None:
    with translation.override("fr"):
        assert "Introuvable" in answer(Http404()).content.decode()


def test_a_slider_shows_the_refusal_inside_itself() -> None:
    response = answer(NotFound(), headers=SLIDER)
    assert response.status_code == 404
    assert b"slider__inner" in response.content
    assert b"<!doctype" not in response.content


@pytest.mark.parametrize("headers", [HTMX, SLIDER])
def test_a_refused_form_stays_as_it_is(headers: dict[str, str]) -> None:
    response = answer(Invalid(fields={"amount": "Write a number."}), "POST", headers)
    assert (response.status_code, response.content, response["HX-Reswap"]) == (422, b"", "none")
    assert events(response)["form:refused"] == {"fields": {"amount": "Write a number."}}
    assert events(response)["toast"]["kind"] == "bad"


def test_json_is_answered_with_json() -> None:
    response = answer(Invalid(fields={"amount": "Write a number."}), headers={"Accept": "application/json"})
    assert response.status_code == 422
    assert json.loads(response.content)["fields"] == {"amount": "Write a number."}


def test_a_fault_of_ours_is_left_to_django() -> None:
    request = RequestFactory().get("/")
    assert ErrorPages(lambda _request: HttpResponse()).process_exception(request, ValueError()) is None


def test_markup_in_a_message_is_shown_as_text() -> None:
    assert b"<b>x" not in answer(CrmError("<b>x</b>")).content
