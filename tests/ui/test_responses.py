"""Answers that speak to the page on screen, and notices that wait for the next one."""

import json

from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from comptoir.ui.notices import COOKIE, Notice, collect
from comptoir.ui.responses import notify, saved

HTMX = {"HX-Request": "true"}


def test_a_toast_reaches_the_page_on_screen() -> None:
    response = notify(RequestFactory().post("/", headers=HTMX), HttpResponse(), "Été", undo_url="/undo/")
    assert json.loads(response["HX-Trigger"]) == {"toast": {"message": "Été", "undo": "/undo/", "kind": "info"}}
    assert response["HX-Trigger"].isascii()


def test_after_a_redirect_the_notice_waits_for_the_next_page() -> None:
    response = notify(RequestFactory().post("/"), HttpResponseRedirect("/deals/"), "Saved.", kind="good")
    following = RequestFactory().get("/deals/")
    following.COOKIES[COOKIE] = response.cookies[COOKIE].value
    assert collect(following) == [Notice("Saved.", "", "good")]


def test_a_forged_notice_is_ignored() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = '{"message": "Send your password"}:forged'
    assert collect(request) == []


def test_saving_closes_the_slider_and_tells_the_page_behind() -> None:
    request = RequestFactory().post("/", headers={**HTMX, "X-Comptoir-Slider": "1"})
    response = saved(request, "/deals/7/", "Saved.", undo_url="/undo/", event="deals:changed")
    assert response.status_code == 204
    assert list(json.loads(response["HX-Trigger"])) == ["slider:close", "deals:changed", "toast"]


def test_saving_an_ordinary_form_redirects() -> None:
    response = saved(RequestFactory().post("/"), "/deals/7/", "Saved.")
    assert (response.status_code, response["Location"]) == (302, "/deals/7/")
