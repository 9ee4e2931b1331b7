"""The worked example of the specification: four deals, nine activities; a contact, its company, and both together.

Today is 15 June 2025; "last 30 days" is 17 May to 15 June. 1 USD = 0.90 EUR.

D1 1000 EUR, won on 20 May      a1 call in 18 May, C1 K1 D1        a6 call out 10 June, planned, C1 D2
D2 500 USD, open, C1 secondary  a2 e-mail out 19 May, C1 D1        a7 call in 12 June, C1
D3 300 EUR, lost on 1 June,     a3 meeting 25 May, C1 K1 D2        a8 web form 1 March, C1 D1
   not of K1, pipeline 1        a4 task 26 May, C1 D2              a9 e-mail in 14 June, C1 D1 D2
D4 200 EUR, won on 10 April,    a5 e-mail in 5 April, C1 D4
   pipeline 1
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from comptoir.account.models import Currency, CurrencyRate
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.writing import add_pipeline
from tests.analytics.conftest import Ask
from tests.clock import moment
from tests.world import World

MONTH = "D30"
COLUMNS = ("contact", "company only", "company")

# code, period, what it gives for the contact, for the company alone, for the company with its contacts
FIGURES: list[tuple[str, str, tuple[Any, Any, Any]]] = [
    ("pairs", "ALL", (7, 2, 7)),
    ("deals_alive", "ALL", (4, 3, 3)),
    ("load", "ALL", ("1.7500", "0.6667", "2.3333")),
    ("activities", "ALL", (7, 2, 7)),
    ("planned", "ALL", (1, 0, 1)),
    ("uncounted", "ALL", (1, 0, 1)),
    ("won", "ALL", (2, 2, 2)),
    ("won_value", "ALL", ("1200", "1200", "1200")),
    ("lost", "ALL", (1, 0, 0)),
    ("closed", "ALL", (3, 2, 2)),
    ("deals_open", "ALL", (1, 1, 1)),
    ("conversion", "ALL", ("28.5714", "100", "28.5714")),
    ("win_rate", "ALL", ("66.6667", "100", "100")),
    ("open_value", "ALL", ("450", "450", "450")),
    ("open_value", MONTH, ("450", "450", "450")),
    ("lost_value", "ALL", ("300", "0", "0")),
    ("deals_value", "ALL", ("1950", "1650", "1650")),
    ("in_progress_value", "ALL", ("1750", "1450", "1450")),  # D4 began and ended on one day
    ("in_progress", "ALL", (3, 2, 2)),
    ("average_won", "ALL", ("600", "600", "600")),
    ("time_to_win", "ALL", ("40", "40", "40")),  # 80 days for D1, none for D4
    ("deals_begun", "ALL", (4, 3, 3)),
    ("deals_begun", "M-2025-04", (2, 1, 1)),
    ("begun_value", "M-2025-05", ("450", "450", "450")),
    ("lost_value", MONTH, ("300", "0", "0")),
    ("in_progress", MONTH, (3, 2, 2)),
    ("in_progress_value", MONTH, ("1750", "1450", "1450")),  # M3
    ("deals_value", MONTH, ("1750", "1450", "1450")),  # M4
    ("won", MONTH, (1, 1, 1)),
    ("won_value", MONTH, ("1000", "1000", "1000")),
    ("lost", MONTH, (1, 0, 0)),
    ("activities", MONTH, (5, 2, 5)),
    ("conversion", MONTH, ("20", "50", "20")),
    ("deals_alive", MONTH, (3, 2, 2)),
    ("pairs", MONTH, (5, 2, 5)),
    ("load", MONTH, ("1.6667", "1", "2.5")),
]
CHANNELS = {
    "contact": {"call": 2, "email": 3, "meeting": 1, "webform": 1},
    "company only": {"call": 1, "meeting": 1},
    "company": {"call": 2, "email": 3, "meeting": 1, "webform": 1},
}
LOADS = {"contact": ("3", "0.5"), "company only": ("1", "0"), "company": ("3", "1")}


@pytest.fixture
def example(world: World) -> Any:
    """The rows of the example, made in the order of their dates."""
    with time_machine.travel(moment("2025-06-15 12:00"), tick=False):
        Currency.objects.get_or_create(code="USD")
        CurrencyRate.objects.create(currency_id="USD", since=date(2025, 1, 1), rate=Decimal("0.9"))
        k1 = world.add("company", title="K1")
        c1 = world.add("contact", name="C", last_name="1", company=k1)
        other = world.add("contact", name="Main", last_name="Other")
        stages = (("New", "P"), ("Won", "S"), ("Lost", "F"))
        p1 = add_pipeline("deal", "One", actor=world.admin, at=moment("2025-06-15 12:00"), stages=stages)
        won, lost = _stage(p1, "S"), _stage(p1, "F")
        d1 = _deal(world, "D1", 1000, "2025-03-01", company=k1, contact=c1, stage="WON", close_date="2025-05-20")
        d2 = _deal(world, "D2", 500, "2025-05-10", company=k1, contacts=[other.pk, c1.pk], currency="USD")
        d3 = _deal(world, "D3", 300, "2025-04-01", contact=c1, pipeline=p1, stage=lost, close_date="2025-06-01")
        d4 = _deal(
            world, "D4", 200, "2025-04-10", company=k1, contact=c1, pipeline=p1, stage=won, close_date="2025-04-10"
        )
        for kind, direction, day, bound in [
            ("call", "in", "2025-05-18", (c1, k1, d1)),
            ("email", "out", "2025-05-19", (c1, d1)),
            ("meeting", "", "2025-05-25", (c1, k1, d2)),
            ("task", "", "2025-05-26", (c1, d2)),
            ("email", "in", "2025-04-05", (c1, d4)),
            ("call", "in", "2025-06-12", (c1,)),
            ("webform", "in", "2025-03-01", (c1, d1)),
            ("email", "in", "2025-06-14", (c1, d1, d2)),
        ]:
            _activity(world, kind, direction, day, bound)
        _activity(world, "call", "out", "2025-06-10", (c1, d2), completed=False)
        yield SimpleNamespace(contact=c1, company=k1, p1=p1.pk, d3=d3)


def _stage(pipeline: Pipeline, semantics: str) -> str:
    directory = item_types.get("deal").stages_of(pipeline.pk)
    return next(choice.code for choice in sources.choices.values(directory) if choice.semantics == semantics)


def _deal(world: World, title: str, amount: int, begin: str, **values: Any) -> Any:
    values.setdefault("close_date", "")
    return world.add("deal", title=title, amount=amount, begin_date=begin, **values)


def _activity(world: World, kind: str, direction: str, day: str, bound: Any, completed: bool = True) -> Any:
    bindings = [(item_types.get(item.type_code).type_id, item.pk) for item in bound]
    return world.add(
        "activity", kind=kind, direction=direction, completed=completed, happened_at=moment(f"{day} 10:00"),
        bindings=bindings,
    )  # fmt: skip


def _who(example: Any, column: str) -> tuple[Any, dict[str, bool]]:
    if column == "contact":
        return example.contact, {}
    return example.company, {"with_contacts": column == "company"}


@pytest.mark.parametrize(("code", "period", "expected"), FIGURES)
def test_gives_the_figures_of_the_three_columns(
    code: str, period: str, expected: tuple[Any, Any, Any], example: Any, ask: Ask
) -> None:
    for column, value in zip(COLUMNS, expected, strict=True):
        client, options = _who(example, column)
        found = Decimal(ask(code, client, period, **options) or 0)
        assert round(found, 4) == Decimal(value), column


@pytest.mark.parametrize("column", COLUMNS)
def test_divides_by_channel(column: str, example: Any, ask: Ask) -> None:
    client, options = _who(example, column)
    kinds = ("call", "email", "meeting", "chat", "webform", "sms")
    found = {kind: ask("activities", client, part={"channel": kind}, **options) for kind in kinds}
    assert {kind: count for kind, count in found.items() if count} == CHANNELS[column]


@pytest.mark.parametrize("column", COLUMNS)
def test_divides_the_load_by_pipeline(column: str, example: Any, ask: Ask) -> None:
    client, options = _who(example, column)
    found = [ask("load", client, part={"pipeline": str(id)}, **options) for id in (0, example.p1)]
    assert found == [Decimal(value) for value in LOADS[column]]
