"""The fold of conditions: opposites, AND and OR, conditions that say nothing; alike for a query and for a yes or no."""

from functools import partial

import pytest
from django.db.models import Q

from comptoir.access.models import User
from comptoir.kit.filters import (
    EVERYTHING,
    NOTHING,
    OF_ANSWERS,
    OF_QUERIES,
    OPPOSITE,
    Condition,
    Group,
    Op,
    all_of,
    any_of,
    fold,
    is_like,
)

NAMES = ("ann", "bob", "cara")
IGNORED = Condition("unknown", Op.EQ, "x")
IS_ANN, NOT_ANN = Condition("login", Op.EQ, "ann"), Condition("login", Op.NE, "ann")
IS_BOB = Condition("login", Op.EQ, "bob")


def kept(part: Condition | Group) -> set[str]:
    """Return the names that fit, asked of each by itself."""
    return {name for name in NAMES if fold(part, partial(answer, name), OF_ANSWERS)}


def answer(name: str, condition: Condition) -> bool | None:
    assert condition.op not in OPPOSITE
    return None if condition.field != "login" else name == condition.value


def read(part: Condition | Group) -> set[str]:
    """Return the names that fit, asked of the database."""

    def query(condition: Condition) -> Q | None:
        return None if condition.field != "login" else Q(login=condition.value)

    return set(User.objects.filter(fold(part, query, OF_QUERIES)).values_list("login", flat=True))


@pytest.fixture
def users(db: None) -> None:
    User.objects.bulk_create(User(login=name, name=name) for name in NAMES)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (EVERYTHING, {"ann", "bob", "cara"}),
        (NOTHING, set()),
        (IS_ANN, {"ann"}),
        (NOT_ANN, {"bob", "cara"}),
        (all_of(IS_ANN, IS_BOB), set()),
        (any_of(IS_ANN, IS_BOB), {"ann", "bob"}),
        (any_of(IS_ANN, NOT_ANN), {"ann", "bob", "cara"}),
        (any_of(NOTHING, IS_BOB), {"bob"}),
        (all_of(NOT_ANN, any_of(IS_ANN, IS_BOB)), {"bob"}),
        (IGNORED, {"ann", "bob", "cara"}),
        (all_of(IGNORED, IS_ANN), {"ann"}),
        (any_of(IGNORED, IS_ANN), {"ann"}),
        (any_of(EVERYTHING, IS_ANN), {"ann"}),
        (all_of(any_of(IGNORED, IGNORED), IS_ANN), {"ann"}),
        (any_of(all_of(IGNORED), IS_BOB), {"bob"}),
    ],
)
def test_means_the_same_in_memory_and_in_the_database(users: None, part: Condition | Group, expected: set[str]) -> None:
    assert kept(part) == expected
    assert read(part) == expected


@pytest.mark.parametrize(
    "part",
    [
        all_of(Condition("yes", Op.EQ), Condition("no", Op.NE)),
        any_of(Condition("yes", Op.NOT_IN), Condition("no", Op.EQ)),
        any_of(Condition("no", Op.EQ), Condition("yes", Op.EQ)),
        all_of(Condition("yes", Op.NOT_EMPTY)),
    ],
)
def test_a_leaf_may_say_everything_or_nothing(users: None, part: Group) -> None:
    answered = fold(part, lambda condition: condition.field == "yes", OF_ANSWERS)
    leaves = {"yes": OF_QUERIES.everything, "no": OF_QUERIES.nothing}
    assert User.objects.filter(fold(part, lambda condition: leaves[condition.field], OF_QUERIES)).exists() is answered


@pytest.mark.parametrize(
    ("text", "pattern", "fits"),
    [
        ("annab", "ann%", True),
        ("annab", "%ab", True),
        ("annab", "a%n%b", True),
        ("annab", "annab", True),
        ("annab", "ann", False),
        ("a_b", "a_b", True),
        ("axb", "a_b", False),
        ("ab", "ab%b", False),
        ("", "%", True),
    ],
)
def test_like(db: None, text: str, pattern: str, fits: bool) -> None:
    User.objects.create(login="someone", name=text)
    assert is_like(text, pattern) is fits
    assert User.objects.filter(name__like=pattern.upper()).exists() is fits


def test_like_of_a_number(db: None) -> None:
    user = User.objects.create(login="someone")
    assert User.objects.filter(pk__like=f"{str(user.pk)[0]}%").exists()
