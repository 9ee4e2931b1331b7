"""/health/ for whoever watches over the product."""

import pytest
from django.db import OperationalError
from django.test import Client

from comptoir.ops import health


def test_works(db: None) -> None:
    answer = Client().get("/health/", headers={"host": "probe.internal"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_needs_the_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise OperationalError("could not connect to server: password of postgres://secret")

    monkeypatch.setattr(health.AccountSettings.objects, "exists", refuse)
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "database": "unavailable"})
