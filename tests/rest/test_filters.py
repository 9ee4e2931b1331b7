"""The two filter grammars and `order`, read into the neutral language."""

import pytest

from comptoir.kit.errors import CrmError
from comptoir.kit.filters import EVERYTHING, NOTHING, Condition, Group, Op, Order, all_of, any_of
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.filters import parse_classic, parse_nested, parse_order, split_prefix


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ID", (Op.EQ, "ID")),
        ("=ID", (Op.EQ, "ID")),
        ("!ID", (Op.NE, "ID")),
        ("!=ID", (Op.NE, "ID")),
        (">ID", (Op.GT, "ID")),
        (">=ID", (Op.GTE, "ID")),
        ("<ID", (Op.LT, "ID")),
        ("<=ID", (Op.LTE, "ID")),
        ("@ID", (Op.IN, "ID")),
        ("!@ID", (Op.NOT_IN, "ID")),
        ("%TITLE", (Op.CONTAINS, "TITLE")),
        ("!%TITLE", (Op.NOT_CONTAINS, "TITLE")),
        ("=%TITLE", (Op.LIKE, "TITLE")),
        ("%=TITLE", (Op.LIKE, "TITLE")),
        ("!=%TITLE", (Op.NOT_LIKE, "TITLE")),
        ("!%=TITLE", (Op.NOT_LIKE, "TITLE")),
        ("><ID", (Op.BETWEEN, "ID")),
        ("<>STATUS_ID", (Op.LT, ">STATUS_ID")),
        ("~TITLE", (Op.EQ, "~TITLE")),
        ("?TITLE", (Op.EQ, "?TITLE")),
        ("!", (Op.EQ, "!")),
        ("", (Op.EQ, "")),
        (">=", (Op.GT, "=")),
    ],
)
def test_prefixes(key: str, expected: tuple[Op, str]) -> None:
    assert split_prefix(key) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, EVERYTHING),
        ({"A": "x", ">B": 5}, all_of(Condition("A", Op.EQ, "x"), Condition("B", Op.GT, 5))),
        ({"A": ["x", "y"]}, all_of(Condition("A", Op.IN, ("x", "y")))),
        ({"A": {"5": "x", "9": "y"}}, all_of(Condition("A", Op.IN, ("x", "y")))),
        ({"!A": ["x"]}, all_of(Condition("A", Op.NOT_IN, ("x",)))),
        ({"@A": "x"}, all_of(Condition("A", Op.IN, ("x",)))),
        ({"@A": []}, all_of(NOTHING)),
        ({"!@A": []}, all_of(EVERYTHING)),
        ({"A": ["x", ""]}, all_of(any_of(Condition("A", Op.IN, ("x",)), Condition("A", Op.EMPTY)))),
        ({"!A": ["x", None]}, all_of(all_of(Condition("A", Op.NOT_IN, ("x",)), Condition("A", Op.NOT_EMPTY)))),
        ({"A": ""}, all_of(Condition("A", Op.EMPTY))),
        ({"A": None}, all_of(Condition("A", Op.EMPTY))),
        ({"A": False}, all_of(Condition("A", Op.EMPTY))),
        ({"A": 0}, all_of(Condition("A", Op.EQ, 0))),
        ({"A": "0"}, all_of(Condition("A", Op.EQ, "0"))),
        ({"!A": ""}, all_of(Condition("A", Op.NOT_EMPTY))),
        ({">A": ""}, all_of(NOTHING)),
        ({"<=A": None}, all_of(NOTHING)),
        ({"%A": ""}, all_of(NOTHING)),
        ({"!%A": ""}, all_of(EVERYTHING)),
        ({"><A": [1, 5]}, all_of(Condition("A", Op.BETWEEN, (1, 5)))),
        ({"><A": {"0": "x"}}, all_of(NOTHING)),
        ({"><A": "x"}, all_of(NOTHING)),
        ({"%A": ["x", "y"]}, all_of(any_of(Condition("A", Op.CONTAINS, "x"), Condition("A", Op.CONTAINS, "y")))),
        ({"LOGIC": "OR", "0": {"ID": "1"}, "A": "x"}, all_of(Condition("A", Op.EQ, "x"))),
        ({"A": {"b": {"c": "d"}}}, all_of(NOTHING)),
    ],
)
def test_classic(where: dict, expected: Group) -> None:
    assert parse_classic(where) == expected


NAMES = any_of(Condition("name", Op.NOT_EMPTY), Condition("lastName", Op.NOT_EMPTY))


@pytest.mark.parametrize(
    "where",
    [
        {"0": {"logic": "OR", "0": {"!=name": ""}, "1": {"!=lastName": ""}}},
        {"x": {"logic": "or", "!=name": "", "!=lastName": ""}},
        [{"logic": "OR", "0": {"!=name": ""}, "1": {"!=lastName": ""}}],
        {"0": [{"logic": "OR"}, {"!=name": ""}, {"!=lastName": ""}]},
    ],
)
def test_every_form_of_logic(where: object) -> None:
    group = parse_nested(where)
    assert flat(group) == NAMES


def flat(group: Group) -> Group:
    """Return the group without the levels that hold one part only."""
    parts = tuple(flat(part) if isinstance(part, Group) else part for part in group.parts)
    lone = [part.parts[0] if isinstance(part, Group) and len(part.parts) == 1 else part for part in parts]
    if len(lone) == 1 and isinstance(lone[0], Group):
        return lone[0]
    return Group(group.joiner, tuple(lone))


def test_nested_beside_conditions() -> None:
    where = {
        "0": {"logic": "OR", "0": {"!=name": ""}, "1": {"!=lastName": ""}},
        "@stageId": ["NEW", "IN_PROCESS"],
        ">=opportunity": 5000,
    }
    assert parse_nested(where) == all_of(
        any_of(all_of(Condition("name", Op.NOT_EMPTY)), all_of(Condition("lastName", Op.NOT_EMPTY))),
        Condition("stageId", Op.IN, ("NEW", "IN_PROCESS")),
        Condition("opportunity", Op.GTE, 5000),
    )


def test_the_top_level_may_be_an_or() -> None:
    where = [{"logic": "OR"}, {"id": 1}, {"id": 2}]
    assert parse_nested(where) == any_of(all_of(Condition("id", Op.EQ, 1)), all_of(Condition("id", Op.EQ, 2)))
    assert parse_nested({"logic": "OR", "0": {"id": 1}, "1": {"id": 2}}) == parse_nested(where)


@pytest.mark.parametrize("where", [{"logic": "XOR", "a": 1}, {"logic": ["OR"]}, {"0": "x"}, {"0": 5}])
def test_refuses_bad_nesting(where: dict) -> None:
    with pytest.raises(CrmError) as refusal:
        parse_nested(where)
    assert refusal.value.code == "INVALID_ARG_VALUE"


def test_refuses_too_much() -> None:
    deep: dict = {"id": 1}
    for _level in range(40):
        deep = {"0": deep}
    for attempt in (lambda: parse_nested(deep), lambda: parse_classic({f"F{n}": 1 for n in range(3000)})):
        with pytest.raises(CrmError) as refusal:
            attempt()
        assert refusal.value.status == 400


def test_order() -> None:
    assert parse_order({"ID": "desc", "TITLE": "ASC"}) == (Order("ID", descending=True), Order("TITLE"))
    assert parse_order({"ID": "ASC; DROP TABLE"}) == (Order("ID"),)
    assert parse_order({"ID": ["x"]}) == (Order("ID"),)
    with pytest.raises(CrmError, match=r"allowed sort directions are ASC, DESC. But got 'x' for field 'id'"):
        parse_order({"id": "x"}, Family.CAMEL)
