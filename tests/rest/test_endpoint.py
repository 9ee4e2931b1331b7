"""Addresses, credentials, methods and the envelope."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from comptoir.access.models import User
from comptoir.rest.models import IncomingWebhook
from tests.clock import moment
from tests.rest.conftest import Rest, make_user, make_webhook


@pytest.mark.parametrize(
    "name", ["server.time", "server.time.json", "server.time/", "server.time.json/", "Server.TIME"]
)
def test_finds_the_method_however_it_is_written(rest: Rest, frozen, name: str) -> None:
    assert rest.get(name).result == "2025-06-02T10:00:00+02:00"
    assert rest(name).result == "2025-06-02T10:00:00+02:00"


def test_sends_all_eight_times(rest: Rest, frozen) -> None:
    time = rest("server.time").body["time"]
    assert set(time) == {
        "start",
        "finish",
        "duration",
        "processing",
        "date_start",
        "date_finish",
        "operating_reset_at",
        "operating",
    }
    assert time["start"] == pytest.approx(moment("2025-06-02 10:00").timestamp())
    assert time["finish"] >= time["start"]
    assert time["duration"] == pytest.approx(time["finish"] - time["start"], abs=1e-6)
    assert time["date_start"] == "2025-06-02T10:00:00+02:00"
    assert isinstance(time["operating_reset_at"], int)
    assert 590 < time["operating_reset_at"] - time["start"] < 660
    assert 0 <= time["operating"] < 5


def test_ignores_unknown_parameters(rest: Rest) -> None:
    assert rest.get("profile", "bx24_request_id=x&bx24_sdk_ver=1&auth_connector=y").result["ID"] == str(rest.user.pk)


@pytest.mark.parametrize(
    "name", ["crm.nothing", "user", "", "__class__", "../user.get", "user.get\x00", "a\nb", "é" * 300]
)
def test_refuses_an_unknown_method(rest: Rest, name: str) -> None:
    assert rest.get(name.encode().decode("latin-1")).error == (404, "ERROR_METHOD_NOT_FOUND", "Method not found!")


def test_refuses_xml(rest: Rest) -> None:
    status, error, _ = rest("user.get.xml").error
    assert (status, error) == (400, "INVALID_REQUEST")


def test_refuses_other_verbs(rest: Rest) -> None:
    assert rest.client.put(rest.url("profile")).status_code == 405


def test_never_redirects(rest: Rest) -> None:
    for address in ("/rest/", "/rest/profile", f"/rest/{rest.user.pk}/{rest.token}", rest.url("profile")):
        assert rest.client.post(address).status_code in (200, 401, 404), address


def test_needs_no_csrf_token(rest: Rest) -> None:
    rest.client.handler.enforce_csrf_checks = True
    assert rest("profile").status == 200


def test_refuses_a_wrong_token(rest: Rest, alice: User) -> None:
    bob = make_user("bob")
    wrong = (401, "INVALID_CREDENTIALS", "Invalid request credentials")
    assert Rest(alice, "x" * 35)("profile").error == wrong
    assert Rest(alice, "")("profile").status in (401, 404)
    assert Rest(bob, rest.token)("profile").error == wrong
    assert Rest(alice, "x" * 100_000)("profile").error == wrong


def test_refuses_a_revoked_webhook(rest: Rest) -> None:
    IncomingWebhook.objects.update(revoked_at=timezone.now())
    assert rest("profile").error[:2] == (401, "INVALID_CREDENTIALS")


def test_refuses_an_inactive_user(rest: Rest, alice: User) -> None:
    alice.is_active = False
    alice.save()
    assert rest("profile").error[:2] == (401, "authorization_error")


def test_refuses_a_method_out_of_scope(alice: User) -> None:
    make_webhook(alice, "t" * 32, ("crm",))
    assert Rest(alice, "t" * 32)("user.get").error[:2] == (401, "insufficient_scope")
    assert Rest(alice, "t" * 32)("profile").status == 200


def test_asks_for_credentials(rest: Rest) -> None:
    client = rest.client
    assert client.get("/rest/profile").json()["error"] == "NO_AUTH_FOUND"
    assert client.get("/rest/profile").status_code == 401
    assert client.get("/rest/profile?auth=abc").json()["error"] == "invalid_token"
    answer = client.post("/rest/profile", {"auth": "abc"}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    assert client.get("/rest/profile", headers={"Authorization": "Bearer abc"}).json()["error"] == "invalid_token"


def test_has_no_version_three(rest: Rest) -> None:
    answer = rest.client.post(f"/rest/api/{rest.user.pk}/{rest.token}/tasks.task.get")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION"


def test_notes_the_last_use_once_a_minute(rest: Rest, frozen, django_assert_num_queries) -> None:
    rest("profile")
    first = IncomingWebhook.objects.get().last_used_at
    assert first == timezone.now()
    frozen.shift(timedelta(seconds=30))
    rest("profile")
    assert IncomingWebhook.objects.get().last_used_at == first
    frozen.shift(timedelta(seconds=31))
    rest("profile")
    assert IncomingWebhook.objects.get().last_used_at == timezone.now()


def test_asks_for_https_where_it_is_configured(rest: Rest, settings: Any) -> None:
    settings.HTTPS = True
    url = rest.url("profile")
    assert rest.client.post(url).status_code == 200
    for elsewhere in ({"REMOTE_ADDR": "192.0.2.7"}, {"headers": {"X-Forwarded-Proto": "http"}}):
        answer = rest.client.post(url, **elsewhere)
        assert (answer.status_code, answer.json()["error_description"]) == (400, "Https required.")
    assert rest.client.post(url, secure=True, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_asks_to_try_again_when_the_database_is_busy(rest: Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("comptoir.rest.methods.users.encode_user", busy)
    assert rest("user.current").error[:2] == (503, "OVERLOAD_LIMIT")
    batch = rest("batch", {"cmd": {"a": "user.current", "b": "profile"}}).result
    assert batch["result_error"]["a"]["error"] == "OVERLOAD_LIMIT"
    assert list(batch["result"]) == ["b"]
