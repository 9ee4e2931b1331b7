"""Activities that nothing alive holds any more go with the item they were bound to, and come back with it."""

from django.utils import timezone

from comptoir.activities.models import Activity
from comptoir.events.outbox import deliver
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, restore_items
from tests.world import World


def test_only_those_bound_to_nothing_else_alive(world: World) -> None:
    deal, other = world.add("deal", title="Goes"), world.add("deal", title="Stays")
    alone = world.add("activity", title="Alone", kind="call", bindings=[(2, deal.pk)])
    shared = world.add("activity", title="Shared", kind="call", bindings=[(2, deal.pk), (2, other.pk)])
    batch = delete_items(item_types.get("deal"), [deal.pk], actor=world.admin, at=timezone.now())
    deliver()
    assert list(Activity.objects.alive()) == [shared]
    restore_items(batch, actor=world.admin, at=timezone.now())
    deliver()
    assert set(Activity.objects.alive()) == {alone, shared}


def test_items_deleted_together_leave_nothing_behind(world: World) -> None:
    deals = [world.add("deal", title=title) for title in ("One", "Two")]
    world.add("activity", title="Shared", kind="call", bindings=[(2, deal.pk) for deal in deals])
    delete_items(item_types.get("deal"), [deal.pk for deal in deals], actor=world.admin, at=timezone.now())
    deliver()
    assert not Activity.objects.alive().exists()


def test_what_was_deleted_before_stays_deleted(world: World) -> None:
    deal = world.add("deal", title="Deal")
    activity = world.add("activity", title="Old", kind="call", bindings=[(2, deal.pk)])
    delete_items(item_types.get("activity"), [activity.pk], actor=world.admin, at=timezone.now())
    batch = delete_items(item_types.get("deal"), [deal.pk], actor=world.admin, at=timezone.now())
    deliver()
    restore_items(batch, actor=world.admin, at=timezone.now())
    deliver()
    assert not Activity.objects.alive().exists()
