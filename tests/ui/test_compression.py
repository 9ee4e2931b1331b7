"""Pages and JSON travel compressed, to those who take it; files and small answers as they are."""

import gzip
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.test import RequestFactory

from comptoir.ui.compression import Compression, takes_gzip
from tests.world import World

TEXT = "Éclair au chocolat " * 200


def answered(response: HttpResponseBase, accepted: str = "gzip, deflate, br") -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return Compression(lambda _request: response)(request)


def test_a_page_through_a_real_server(world: World, transactional_db: None, live_server: Any) -> None:
    address = urlsplit(live_server.url)
    cookie = f"{settings.SESSION_COOKIE_NAME}={world.client_of('alice').cookies[settings.SESSION_COOKIE_NAME].value}"
    sizes = {}
    for accepted in ("gzip", "identity"):
        connection = http.client.HTTPConnection(address.hostname or "", address.port)
        connection.request("GET", "/deals/", headers={"Cookie": cookie, "Accept-Encoding": accepted})
        response = connection.getresponse()
        body = response.read()
        assert response.getheader("Content-Length") == str(len(body))
        assert "Accept-Encoding" in (response.getheader("Vary") or "")
        is_compressed = response.getheader("Content-Encoding") == "gzip"
        assert is_compressed == (accepted == "gzip")
        assert b"<!doctype html>" in (gzip.decompress(body) if is_compressed else body).lower()
        sizes[accepted] = len(body)
        connection.close()
    assert sizes["gzip"] < sizes["identity"] / 3


def test_json_is_compressed() -> None:
    response = answered(JsonResponse({"result": [TEXT]}))
    assert response["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(response.content)) == {"result": [TEXT]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(TEXT.encode(), content_type="application/vnd.ms-excel"),
        HttpResponse(TEXT, headers={"Content-Encoding": "br"}),
        FileResponse([TEXT.encode()], content_type="text/csv"),
    ],
    ids=["small", "binary", "encoded already", "a file"],
)
def test_is_sent_as_it_is(response: HttpResponseBase) -> None:
    before = dict(response.items())
    assert dict(answered(response).items()) == before


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("br;q=1.0, gzip;q=0.8", True), ("*", True), ("gzip;q=0, *", False), ("gzip; q=0.0", False),
     ("identity", False), ("", False), ("br", False)],
)  # fmt: skip
def test_asks_what_the_client_takes(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) == taken


def test_a_strong_etag_becomes_weak() -> None:
    assert answered(HttpResponse(TEXT, headers={"ETag": '"1"'}))["ETag"] == 'W/"1"'
    assert answered(HttpResponse(TEXT, headers={"ETag": '"1"'}), "identity")["ETag"] == '"1"'


def test_the_length_tells_nothing_exact() -> None:
    lengths = {len(answered(HttpResponse(TEXT)).content) for _again in range(40)}  # type: ignore[attr-defined]
    assert len(lengths) > 5
