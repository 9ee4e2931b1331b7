"""The load aimed at: automatic, or set by hand by whoever may change settings, for everybody, and on record."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.errors import SettingsRefused
from comptoir.events.models import Event
from comptoir.kit.errors import Invalid
from comptoir.kit.memo import forget
from comptoir.profile.models import LoadAverage, LoadTarget
from comptoir.profile.sections.load.measuring import measure_load
from comptoir.profile.sections.load.scale import LoadScale, scale_for
from comptoir.profile.sections.load.set_targets import set_load_targets
from comptoir.profile.sections.load.targets import load_targets
from tests.profile.reading import text_of
from tests.world import World


@pytest.fixture
def company(world: World) -> Any:
    company = world.add("company", title="Acme")
    world.add("deal", title="First", company=company)
    return company


def set_for(world: World, values: dict[int | None, object], user: str = "admin") -> dict[int | None, Decimal]:
    return set_load_targets("company", values, actor=world.who(user), at=timezone.now())


def test_is_set_and_made_automatic_again(world: World) -> None:
    assert set_for(world, {None: "2,5", 0: 3}) == {None: Decimal("2.5"), 0: 3}
    assert load_targets("company") == {None: Decimal("2.5"), 0: 3}
    assert load_targets("contact") == {}
    assert set_for(world, {None: None}) == {0: 3}
    forget("load targets of company")
    assert load_targets("company") == {0: 3}


def test_leaves_a_record_of_what_changed(world: World) -> None:
    set_for(world, {None: "2.5"})
    set_for(world, {None: "2.5"})
    set_for(world, {None: None})
    events = Event.objects.filter(subject="load-target:company").order_by("pk")
    assert [event.changes for event in events] == [{"all": [None, "2.5"]}, {"all": ["2.5", None]}]
    assert events[0].actor == world.admin


@pytest.mark.parametrize("value", ["", "0", "0.05", "1000.1", "1e9", "-2", "NaN", "two", "2.55", "9" * 50])
def test_refuses_what_is_no_target(value: str, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        set_for(world, {None: value, 0: "3"})
    assert list(refusal.value.fields) == ["all"]
    assert not LoadTarget.objects.exists()


def test_refuses_a_pipeline_that_is_not_there(world: World) -> None:
    with pytest.raises(Invalid):
        set_for(world, {4711: "3"})


@pytest.mark.parametrize("user", ["alice", "bob", "carol"])
def test_asks_for_the_right_to_change_settings(user: str, company: Any, world: World) -> None:
    with pytest.raises(SettingsRefused):
        set_for(world, {None: "3"}, user)
    client = world.client_of(user)
    assert "Set the load target" not in client.get(f"/companies/{company.pk}/profile/").content.decode()
    assert client.get(f"/companies/{company.pk}/profile/targets/").status_code == 403
    assert client.post(f"/companies/{company.pk}/profile/targets/").status_code == 403


def test_a_hidden_client_is_not_there(company: Any, world: World) -> None:
    assert world.client_of("dave").get(f"/companies/{company.pk}/profile/targets/").status_code == 404


def test_is_set_on_the_page_for_everybody(company: Any, world: World) -> None:
    client, path = world.client_of("admin"), f"/companies/{company.pk}/profile/"
    assert "Set the load target" in client.get(path).content.decode()
    response = client.post(f"{path}targets/", {"mode-all": "manual", "all": "2.5"})
    assert response.status_code == 302
    page = text_of(world.client_of("alice").get(path))
    assert "target set by hand" in page
    assert "target 2.5" in page
    client.post(f"{path}targets/", {"mode-all": "automatic", "all": "2.5"})
    assert "target set by hand" not in text_of(client.get(path))


def test_the_page_says_what_automatic_would_be(company: Any, world: World) -> None:
    for number in range(5):
        world.add("deal", title="D", company=world.add("company", title=f"C{number}"))
    measure_load("company", at=timezone.now())
    LoadAverage.objects.update(pairs=12)
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/targets/"))
    assert "target 2 · average of 6 companies: 2.0, measured" in page


def test_a_refused_form_keeps_what_was_typed(company: Any, world: World) -> None:
    response = world.client_of("admin").post(
        f"/companies/{company.pk}/profile/targets/", {"mode-all": "manual", "all": "lots"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="lots"' in page
    assert "Write a number from 0.1 to 1000" in page


def average(**values: int) -> LoadAverage:
    values = {"pairs": 10, "deals": 10, "clients": 5, "heaviest": 30, **values}
    return LoadAverage(computed_at=timezone.now(), **values)


@pytest.mark.parametrize(
    ("target", "given", "drawn"),
    [("2.5", average(), "30"), ("40", average(), "40"), ("2.5", None, "8"), ("2.5", average(clients=4), "8")],
)
def test_the_scale_obeys_it_and_tells_nothing_of_few_clients(target: str, given: Any, drawn: str) -> None:
    scale = scale_for(Decimal(99), given, Decimal(target))
    assert scale is not None
    assert (scale.target, scale.highest) == (Decimal(target), Decimal(drawn))
    assert (scale.segment, scale.place) == (6, 100)


def test_a_target_of_nought_or_the_whole_scale_keeps_a_hundredth() -> None:
    low = LoadScale(Decimal(0), Decimal(8), Decimal(0)).boundaries
    high = LoadScale(Decimal(8), Decimal(8), Decimal(0)).boundaries
    assert [round(edge, 2) for edge in low[:5]] == [Decimal(text) for text in ("0", "0.08", "0.16", "0.24", "0.32")]
    assert [round(edge, 2) for edge in high[3:]] == [Decimal(text) for text in ("7.68", "7.76", "7.84", "7.92", "8")]
