"""Existing clients against a running server: b24pysdk and fast_bitrix24 as their users call them."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import requests
from b24pysdk import BitrixWebhook, Client
from b24pysdk.errors import BitrixAPIError
from fast_bitrix24 import Bitrix
from requests.adapters import HTTPAdapter

from comptoir.access.models import User
from tests.rest.conftest import TOKEN, make_webhook
from tests.world import World

DOMAIN = "crm.example.com"


@pytest.fixture
def server(live_server: Any, world: World) -> str:
    """A running server with 121 users, the administrator's webhook first."""
    make_webhook(world.admin)
    User.objects.bulk_create(User(login=f"u{n}", name=f"Name{n:03}") for n in range(120))
    url: str = live_server.url
    return url


@pytest.fixture
def b24(server: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """b24pysdk, which only ever speaks https to a domain name: its requests are sent to the local server instead."""

    class ToLocalServer(HTTPAdapter):
        def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
            parts = urlsplit(request.url or "")
            assert (parts.scheme, parts.hostname) == ("https", DOMAIN)
            request.url = urlunsplit(urlsplit(server)._replace(path=parts.path, query=parts.query))
            return super().send(request, **options)

    monkeypatch.setattr(requests.sessions, "HTTPAdapter", ToLocalServer)
    return Client(BitrixWebhook(domain=DOMAIN, webhook_token=f"{admin_id()}/{TOKEN}"))


@pytest.fixture
def fast(server: str) -> Bitrix:
    return Bitrix(f"{server}/rest/{admin_id()}/{TOKEN}/", verbose=False)


def admin_id() -> int:
    return User.objects.get(login="admin").pk


def test_b24pysdk_reads_the_service_methods(b24: Client) -> None:
    assert b24.profile().result["ADMIN"] is True
    assert b24.server.time().result
    assert "user" in b24.scope().result
    assert b24.method.get("user.get").result == {"isExisting": True, "isAvailable": True}
    answer = b24.user.current().response
    assert answer.result["ID"] == str(admin_id())
    assert answer.time.duration >= 0


def test_b24pysdk_walks_through_pages(b24: Client) -> None:
    request = b24.user.get()
    assert (len(request.result), request.response.total, request.response.next) == (50, 121, 50)
    assert len(list(request.as_list().result)) == 121
    everybody = list(request.as_list_fast().result)
    assert len(everybody) == 121
    assert len({row["ID"] for row in everybody}) == 121


def test_b24pysdk_filters_and_sorts(b24: Client) -> None:
    found = b24.user.get(filter={"%NAME": "Name00"}, sort="NAME", order="DESC").result
    assert [row["NAME"] for row in found] == [f"Name{n:03}" for n in range(9, -1, -1)]


def test_b24pysdk_sends_batches(b24: Client) -> None:
    commands = {"me": b24.user.current(), "missing": b24.user.get(filter={"ID": 10**9}), "bad": b24.crm.vat.list()}
    answer = b24.call_batch(commands).response.result
    assert answer.result["me"]["ID"] == str(admin_id())
    assert answer.result["missing"] == []
    assert answer.result_error["bad"]["error"] == "ERROR_METHOD_NOT_FOUND"
    many = b24.call_batches([b24.user.get(filter={"NAME": f"Name{n:03}"}) for n in range(120)]).response.result
    assert [rows[0]["NAME"] for rows in many.result.values()] == [f"Name{n:03}" for n in range(120)]


def test_b24pysdk_understands_refusals(b24: Client) -> None:
    with pytest.raises(BitrixAPIError) as unknown:
        _ = b24.crm.vat.list().result
    assert unknown.value.error == "ERROR_METHOD_NOT_FOUND"
    stranger = Client(BitrixWebhook(domain=DOMAIN, webhook_token=f"{admin_id()}/{'x' * 32}"))
    with pytest.raises(BitrixAPIError) as refused:
        _ = stranger.profile().result
    assert refused.value.status_code == 401


def test_fast_bitrix24_gets_everybody(fast: Bitrix) -> None:
    everybody = fast.get_all("user.get")
    assert len(everybody) == 121
    assert len({row["ID"] for row in everybody}) == 121
    named = fast.get_all("user.get", {"filter": {"!NAME": "Name000", "%NAME": "Name"}})
    assert len(named) == 119


def test_fast_bitrix24_gets_by_id_and_calls(fast: Bitrix) -> None:
    ids = [str(pk) for pk in User.objects.filter(name__lt="Name060", name__gte="Name000").values_list("pk", flat=True)]
    found = fast.get_by_ID("user.get", ids)
    assert set(found) == set(ids)
    assert fast.call("user.current", raw=True)["result"]["ID"] == str(admin_id())
    batch = fast.call_batch({"halt": 0, "cmd": {"me": "user.current", "again": "user.get?ID=$result[me][ID]"}})
    assert batch["again"][0]["ID"] == str(admin_id())
