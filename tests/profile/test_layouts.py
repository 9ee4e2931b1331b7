"""Layouts: which one a reader sees, what may be kept, publishing, giving up and undo."""

from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.errors import SettingsRefused
from comptoir.access.models import Department, Role, User
from comptoir.analytics.metric import metrics
from comptoir.events.models import Event
from comptoir.profile.errors import (
    InvalidLayout,
    InvalidWidget,
    LayoutChanged,
    NothingToUndo,
    TooManyWidgets,
    UnknownLayout,
)
from comptoir.profile.layouts.in_force import InForce, layout_in_force
from comptoir.profile.layouts.publishing import Readers, publish_layout, withdraw_layout
from comptoir.profile.layouts.saving import give_up_layout, save_layout, undo_layout
from comptoir.profile.models import Audience, ProfileLayout
from comptoir.profile.widget_pages.presets import shelves
from comptoir.profile.widgets.check import check_widgets, faults_of
from comptoir.profile.widgets.reading import read_layout, read_widget
from comptoir.profile.widgets.shipped import default_grid
from comptoir.profile.widgets.type import widget_types
from comptoir.profile.widgets.widget import Series, Widget
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = timezone.now


def seen(user: User) -> InForce:
    return layout_in_force(user, "company")


def one(figure: str, id: str = "own") -> list[Widget]:
    return [Widget(id, "number", (Series(figure),))]


def shown(user: User) -> list[str]:
    return [widget.id for widget in seen(user).widgets]


def test_what_is_shipped_can_be_drawn(world: World) -> None:
    offered = [widget for shelf in shelves("company") for widget in shelf.widgets]
    begun = [kind.begin() for kind in widget_types]
    for widget in [*default_grid("company"), *offered, *begun]:
        assert faults_of(widget) == {}, widget.id
    assert len(default_grid("contact")) == 12


def test_the_nearest_layout_wins(world: World) -> None:
    role = Role.objects.get(default_key="manager")
    for readers, figure in (
        (Readers(Audience.EVERYONE), "won"),
        (Readers(Audience.DEPARTMENT, department=world.company), "lost"),
        (Readers(Audience.DEPARTMENT, department=world.sales), "closed"),
    ):
        publish_layout(one(figure, figure), "company", readers, actor=world.admin, at=NOW())
    boss = world.user("boss", department=world.company)
    marketing = world.department("Marketing", parent=world.company)
    assert shown(world.user("stranger")) == ["won"]
    assert shown(boss) == ["lost"]
    assert shown(world.user("marc", department=marketing)) == ["lost"]
    assert shown(world.alice) == ["closed"]
    publish_layout(one("won", "role"), "company", Readers(Audience.ROLE, role=role), actor=world.admin, at=NOW())
    assert shown(world.alice) == ["role"]
    save_layout(seen(world.alice), one("won", "mine"), at=NOW())
    assert shown(world.alice) == ["mine"]
    give_up_layout(seen(world.alice), at=NOW())
    assert shown(world.alice) == ["role"]
    assert layout_in_force(world.alice, "contact").widgets[0].id == "deals"


def test_publishing_is_for_holders_of_the_right_and_is_told(world: World) -> None:
    with pytest.raises(SettingsRefused):
        publish_layout(one("won"), "company", Readers(Audience.EVERYONE), actor=world.alice, at=NOW())
    layout = publish_layout(one("won"), "company", Readers(Audience.EVERYONE), actor=world.admin, at=NOW())
    with pytest.raises(SettingsRefused):
        withdraw_layout(layout.pk, "company", actor=world.alice, at=NOW())
    withdraw_layout(layout.pk, "company", actor=world.admin, at=NOW())
    told = Event.objects.filter(subject="profile-layout:company").order_by("id")
    assert [event.code for event in told] == ["profile.layout_published", "profile.layout_withdrawn"]
    assert told[0].changes["widgets"] == [None, 1]
    assert shown(world.alice)[0] == "deals"


def test_somebody_elses_own_layout_cannot_be_withdrawn(world: World) -> None:
    own = save_layout(seen(world.alice), one("won"), at=NOW())
    with pytest.raises(UnknownLayout):
        withdraw_layout(own.pk, "company", actor=world.admin, at=NOW())


def test_a_layout_goes_with_its_role_and_department(world: World) -> None:
    role = Role.objects.create(name="Temporary")
    department = Department.objects.create(name="Temporary")
    publish_layout(one("won"), "company", Readers(Audience.ROLE, role=role), actor=world.admin, at=NOW())
    readers = Readers(Audience.DEPARTMENT, department=department)
    publish_layout(one("won"), "company", readers, actor=world.admin, at=NOW())
    role.delete()
    department.delete()
    assert not ProfileLayout.objects.exists()


def test_two_windows_notice_each_other(world: World) -> None:
    first, second = seen(world.alice), seen(world.alice)
    save_layout(first, one("won"), at=NOW())
    with pytest.raises(LayoutChanged):
        save_layout(second, one("lost"), at=NOW())
    stale = seen(world.alice)
    save_layout(seen(world.alice), one("closed"), at=NOW())
    with pytest.raises(LayoutChanged):
        save_layout(stale, one("lost"), at=NOW())
    with pytest.raises(LayoutChanged):
        seen(world.alice).expect(stale.version)


def test_a_removal_is_undone_whole(world: World) -> None:
    before = shown(world.alice)
    layout = save_layout(seen(world.alice), seen(world.alice).widgets[1:], at=NOW())
    assert shown(world.alice) == before[1:]
    undo_layout(world.alice, "company", layout.version, at=NOW())
    assert shown(world.alice) == before
    assert not seen(world.alice).is_own


def test_a_removal_is_undone_after_other_changes(world: World) -> None:
    widgets = seen(world.alice).widgets
    layout = save_layout(seen(world.alice), [widgets[0], *widgets[2:]], at=NOW())
    save_layout(seen(world.alice), [*seen(world.alice).widgets, *one("lost", "later")], at=NOW())
    undo_layout(world.alice, "company", layout.version, at=NOW())
    assert shown(world.alice) == [*(widget.id for widget in widgets), "later"]
    with pytest.raises(NothingToUndo):
        undo_layout(world.alice, "company", layout.version, at=NOW())


def test_giving_up_is_undone(world: World) -> None:
    save_layout(seen(world.alice), one("won", "mine"), at=NOW())
    layout = give_up_layout(seen(world.alice), at=NOW())
    assert layout
    assert shown(world.alice)[0] == "deals"
    undo_layout(world.alice, "company", layout.version, at=NOW())
    assert shown(world.alice) == ["mine"]


def test_undo_belongs_to_its_owner(world: World) -> None:
    layout = save_layout(seen(world.alice), one("won"), at=NOW())
    with pytest.raises(NothingToUndo):
        undo_layout(world.bob, "company", layout.version, at=NOW())


def test_thirty_widgets_and_no_more(world: World) -> None:
    widgets = [Widget(f"w{number}", "number", (Series("won"),)) for number in range(31)]
    save_layout(seen(world.alice), widgets[:30], at=NOW())
    with pytest.raises(TooManyWidgets):
        save_layout(seen(world.alice), widgets, at=NOW())


SOUND: dict[str, Any] = {"type": "columns", "series": [{"figure": "won_value"}], "by": "month"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "map"}, "type"),
        ({"type": ["number"]}, "type"),
        ({"title": "x" * 201}, "title"),
        ({"title": 7}, "title"),
        ({"series": []}, "series"),
        ({"series": [{"figure": "won"}] * 7}, "series"),
        ({"series": ["won"]}, "series.0"),
        ({"series": [{"figure": "won", "ink": "pink"}]}, "series.0.ink"),
        ({"series": [{"figure": "won", "part": ["call"]}]}, "series.0.part"),
        ({"series": [{"figure": "won", "part": {"a": {"b": {}}}}]}, "series.0.part"),
        ({"width": 2}, "width"),
        ({"width": "6"}, "width"),
        ({"width": True}, "width"),
        ({"height": 4}, "height"),
        ({"id": "../x"}, "id"),
        ({"id": "gallery"}, "id"),
        ({"onclick": "x"}, "onclick"),
        ({"operation": "power"}, "operation"),
    ],
)
def test_refuses_what_is_no_widget(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidWidget) as refusal:
        read_widget({**SOUND, **change})
    assert field in refusal.value.fields


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"series": [{"figure": "gone"}]}, "series.0.figure"),
        ({"series": [{"figure": "won"}, {"figure": "won_value"}]}, "series.1.figure"),
        ({"series": [{"figure": "activities", "part": {"channel": "smoke"}}]}, "series.0.figure"),
        ({"series": [{"figure": "activities", "part": {"stage": "WON"}}]}, "series.0.figure"),
        ({"series": [{"figure": "activities", "part": {"person": "1"}}]}, "series.0.figure"),
        ({"by": "channel"}, "by"),
        ({"by": ""}, "by"),
        ({"period": "SOMETIMES"}, "period"),
        ({"type": "number", "series": [{"figure": "won"}] * 2, "by": ""}, "series"),
        ({"type": "expression", "series": [{"figure": "won"}] * 2, "by": ""}, "operation"),
        ({"type": "stacked", "series": [{"figure": "win_rate"}]}, "series.0.figure"),
        ({"type": "funnel", "series": [{"figure": "activities"}], "by": "stage"}, "series.0.figure"),
        ({"type": "pie", "by": ""}, "by"),
    ],
)
def test_refuses_what_cannot_be_drawn(change: dict[str, Any], field: str, world: World) -> None:
    with pytest.raises(InvalidWidget) as refusal:
        check_widgets([read_widget({**SOUND, **change})], prefix="")
    assert field in refusal.value.fields


@pytest.mark.parametrize("raw", [None, {}, "[]", 7])
def test_refuses_what_is_no_layout(raw: object) -> None:
    with pytest.raises(InvalidLayout):
        read_layout(raw)


def test_ids_are_unique() -> None:
    with pytest.raises(InvalidLayout):
        read_layout([{**SOUND, "id": "same"}, {**SOUND, "id": "same"}])
    with pytest.raises(TooManyWidgets):
        read_layout([SOUND] * 31)


def test_what_is_stored_reads_back(world: World) -> None:
    widgets = read_layout([{**SOUND, "id": "a", "title": " Two  words ", "period": "D30"}])
    save_layout(seen(world.alice), widgets, at=NOW())
    assert seen(world.alice).widgets == widgets
    assert widgets[0].title == "Two words"
    assert all(series.figure in metrics for series in widgets[0].series)
