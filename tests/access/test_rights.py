"""The rights engine: how far each level reaches, on rows and in every answer for one row."""

import pytest

from comptoir.access.gate import allowed, can, reach, visible
from comptoir.access.models import Department, Grant, Role, User
from comptoir.access.permissions import Level
from comptoir.items.core.item_types import item_types
from comptoir.sales.models import DealContact
from tests.world import World

DEAL = item_types.get("deal")


def grant(user: User, level: Level, subject: str = "deal", operation: str = "read") -> User:
    """Give the user one more role that allows just this; return the user as a new request would load it."""
    role = Role.objects.create(name=f"{subject} {operation} {level}")
    Grant.objects.create(role=role, subject=subject, operation=operation, level=level)
    user.roles.add(role)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def erin(world: World) -> User:
    """Works in sales, with no rights at all."""
    return world.user("erin", department=world.sales)


@pytest.fixture
def deals(world: World, erin: User) -> dict[str, object]:
    """One deal of each distance from Erin."""
    north = world.department("North", world.sales)
    owners = {
        "own": erin,
        "colleague": world.alice,
        "below": world.user("nora", department=north),
        "elsewhere": world.dave,
        "open": world.dave,
        "homeless": world.user("hugo"),
    }
    return {
        name: world.add("deal", title=name, responsible=owner, opened=name == "open") for name, owner in owners.items()
    }


OWN, COLLEAGUE, BELOW, OPEN, ALL = "own", "own colleague", "own colleague below", "own colleague below open", "*"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.NONE, ""),
        (Level.OWN, OWN),
        (Level.DEPARTMENT, COLLEAGUE),
        (Level.SUBTREE, BELOW),
        (Level.OPEN, OPEN),
        (Level.ALL, ALL),
    ],
)
def test_levels(erin: User, deals: dict, level: Level, expected: str) -> None:
    user = grant(erin, level)
    wanted = set(deals) if expected == ALL else set(expected.split())
    assert {deal.title for deal in DEAL.visible_to(user)} == wanted
    assert {name for name, deal in deals.items() if can(user, "deal", "read", deal)} == wanted
    assert allowed(user, "deal", "read") is (level > Level.NONE)


@pytest.mark.parametrize("level", Level)
def test_a_condition_on_a_related_row_says_the_same(world: World, erin: User, deals: dict, level: Level) -> None:
    contact = world.add("contact", last_name="Client")
    DealContact.objects.bulk_create(DealContact(deal=deal, contact=contact) for deal in deals.values())
    user = grant(erin, level)
    reached = DealContact.objects.filter(visible(user, "deal", prefix="deal__"))
    assert {link.deal_id for link in reached} == {deal.pk for deal in DEAL.visible_to(user)}


def test_heading_a_department_reaches_it_and_those_below(world: World, erin: User, deals: dict) -> None:
    Department.objects.filter(pk=world.support.pk).update(head=erin)
    assert {deal.title for deal in DEAL.visible_to(grant(erin, Level.DEPARTMENT))} == {
        "own",
        "colleague",
        "elsewhere",
        "open",
    }
    desk = world.department("Desk", world.support)
    world.add("deal", title="desk", responsible=world.user("dana", department=desk))
    assert "desk" in {deal.title for deal in DEAL.visible_to(grant(erin, Level.SUBTREE))}


def test_no_department_reaches_nobody_else(world: World, deals: dict) -> None:
    hugo = User.objects.get(login="hugo")
    assert {deal.title for deal in DEAL.visible_to(grant(hugo, Level.SUBTREE))} == {"homeless"}


def test_roles_add_up(erin: User, deals: dict) -> None:
    user = grant(grant(erin, Level.OWN), Level.DEPARTMENT)
    assert reach(user).level("deal", "read") == Level.DEPARTMENT
    user = grant(user, Level.OWN, operation="delete")
    assert {deal.title for deal in DEAL.visible_to(user)} == {"own", "colleague"}
    assert {deal.title for deal in DEAL.visible_to(user, "delete")} == {"own"}


def test_an_administrator_needs_no_role_and_a_deactivated_one_has_nothing(world: World, deals: dict) -> None:
    assert DEAL.visible_to(world.admin).count() == len(deals)
    world.admin.is_active = False
    world.admin.save()
    gone = User.objects.get(pk=world.admin.pk)
    assert DEAL.visible_to(gone).count() == 0
    assert not allowed(gone, "settings", "update")


@pytest.mark.parametrize(("subject", "operation"), [("dael", "read"), ("deal", "raed"), ("settings", "read"), ("", "")])
def test_unknown_names_raise(world: World, subject: str, operation: str) -> None:
    for user in (world.admin, world.alice):
        for ask in (allowed, visible):
            with pytest.raises(KeyError):
                ask(user, subject, operation)


def test_rights_are_read_once(world: World, deals: dict, django_assert_num_queries) -> None:
    alice = User.objects.get(pk=world.alice.pk)
    with django_assert_num_queries(2):
        for type_code in ("deal", "lead", "contact", "invoice"):
            allowed(alice, type_code, "read")
            visible(alice, type_code, "update")
