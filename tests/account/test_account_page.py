"""The account's settings."""

import pytest
from django.test import Client

from comptoir.account.models import AccountSettings
from comptoir.events.models import Event
from tests.world import World

VALUES = {
    "time_zone": "UTC",
    "language": "en",
    "currency": "CAD",
    "country": "CA",
    "contact_kinds": ["task", "call"],
}
URL = "/settings/account/"


@pytest.fixture
def admin(world: World) -> Client:
    return world.client_of("admin")


def test_saves(admin: Client) -> None:
    answer = admin.post(URL, {**VALUES, "time_zone": "America/Toronto"})
    assert (answer.status_code, answer["Location"]) == (302, URL)
    kept = AccountSettings.objects.get()
    assert (kept.time_zone, kept.language, kept.currency, kept.country) == ("America/Toronto", "en", "CAD", "CA")
    assert kept.contact_kinds == ["call", "task"]
    event = Event.objects.get(code="account.changed")
    assert event.changes["currency"] == ["EUR", "CAD"]


def test_says_that_a_new_currency_means_new_amounts(admin: Client) -> None:
    admin.post(URL, {**VALUES, "time_zone": "Europe/Paris"})
    assert "worked out anew" in admin.get(URL).content.decode().split('id="toasts"')[1]
    admin.post(URL, {**VALUES, "time_zone": "UTC"})
    assert "worked out anew" not in admin.get(URL).content.decode().split('id="toasts"')[1]


def test_the_new_time_zone_counts_at_once(admin: Client, frozen) -> None:
    admin.post(URL, {**VALUES, "time_zone": "Pacific/Auckland"})
    assert 'value="2025-06-02"' in admin.get("/settings/account/currencies/USD/").content.decode()
    frozen.shift(5 * 3600)
    assert 'value="2025-06-03"' in admin.get("/settings/account/currencies/USD/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Europe/Nowhere"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("language", "de"),
        ("currency", "XXX"),
        ("currency", ""),
        ("country", "ZZ"),
        ("contact_kinds", ["call", "smoke"]),
    ],
)
def test_refuses_what_cannot_be_kept(admin: Client, field: str, value: object) -> None:
    before = AccountSettings.objects.values().get()
    assert admin.post(URL, {**VALUES, "time_zone": "UTC", field: value}).status_code == 422
    assert AccountSettings.objects.values().get() == before


def test_no_kind_at_all_may_count(admin: Client) -> None:
    assert admin.post(URL, {**VALUES, "time_zone": "UTC", "contact_kinds": []}).status_code == 302
    assert AccountSettings.objects.get().contact_kinds == []


def test_a_holder_of_the_right_may(world: World) -> None:
    erin = world.client_of(world.user("erin", "administrator"))
    assert erin.post(URL, {**VALUES, "time_zone": "UTC"}).status_code == 302


HOURS = {"work_days": ["2", "6"], "work_start": "08:30", "work_end": "17:00"}


def test_saves_working_hours(admin: Client) -> None:
    assert admin.post(URL, {**VALUES, **HOURS}).status_code == 302
    kept = AccountSettings.objects.get()
    assert (kept.work_days, kept.work_start, kept.work_end) == ([2, 6], "08:30", "17:00")
    assert Event.objects.get(code="account.changed").changes["work_end"] == ["18:00", "17:00"]
    admin.post(URL, {**VALUES, **HOURS, "work_end": "00:00"})
    assert AccountSettings.objects.get().work_end == "24:00"
    assert admin.get(URL).status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"work_days": []}, "Choose at least one working day."),
        ({"work_days": ["8"]}, "not offered"),
        ({"work_start": "25:00"}, "Give a time of day"),
        ({"work_start": "24:00"}, "Give a time of day"),
        ({"work_end": "nine"}, "Give a time of day"),
        ({"work_end": "08:30"}, "Work must end after it starts."),
    ],
)
def test_refuses_hours_that_cannot_be(values: dict[str, object], message: str, admin: Client) -> None:
    answer = admin.post(URL, {**VALUES, **HOURS, **values})
    assert answer.status_code == 422
    if message != "not offered":
        assert message in answer.content.decode()
    assert AccountSettings.objects.get().work_start == "09:00"
