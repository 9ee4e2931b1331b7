"""A portal with a few people, a webhook, and `rest(...)`: one call over HTTP."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comptoir.access.models import User
from comptoir.account.models import AccountSettings
from comptoir.rest.incoming.credentials import digest
from comptoir.rest.models import IncomingWebhook

TOKEN = "t0ken" * 7


def make_user(login: str, **values: Any) -> User:
    return User.objects.create(login=login, **values)


def make_webhook(user: User, token: str = TOKEN, scopes: tuple[str, ...] = ("crm", "user")) -> IncomingWebhook:
    return IncomingWebhook.objects.create(
        user=user, title="Test", token_hash=digest(token), scopes=list(scopes), created_at=timezone.now()
    )


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any

    @property
    def result(self) -> Any:
        assert self.status == 200, self.body
        return self.body["result"]

    @property
    def error(self) -> tuple[int, Any, Any]:
        assert "result" not in self.body
        return self.status, self.body["error"], self.body["error_description"]


@dataclass
class Rest:
    """Calls methods as one webhook: JSON unless raw bytes are given."""

    user: User
    token: str = TOKEN
    client: Client = field(default_factory=Client)

    def __call__(self, method: str, params: Any = None) -> Answer:
        return self.post(method, params or {}, "application/json")

    def post(self, method: str, data: Any, content_type: str = "application/x-www-form-urlencoded") -> Answer:
        return self._answer(self.client.post(self.url(method), data, content_type=content_type))

    def get(self, method: str, query: str = "") -> Answer:
        return self._answer(self.client.get(f"{self.url(method)}?{query}"))

    def url(self, method: str) -> str:
        return f"/rest/{self.user.pk}/{self.token}/{method}"

    def _answer(self, response: Any) -> Answer:
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return Answer(response.status_code, response.json(), response.headers)


@pytest.fixture
def portal(db: None) -> AccountSettings:
    AccountSettings.objects.update(language="en", time_zone="Europe/Paris")
    return AccountSettings.objects.get()


@pytest.fixture
def alice(portal: AccountSettings) -> User:
    return make_user("alice", name="Alice", last_name="Martin", email="alice@example.com", is_admin=True)


@pytest.fixture
def rest(alice: User) -> Rest:
    make_webhook(alice)
    return Rest(alice)


@pytest.fixture
def rest_as(portal: AccountSettings) -> Callable[[User], Rest]:
    def connect(user: User, *scopes: str) -> Rest:
        token = f"token-of-{user.login}-{'x' * 20}"
        make_webhook(user, token, scopes or ("crm", "user"))
        return Rest(user, token)

    return connect
