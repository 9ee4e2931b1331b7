"""Figures about people, departments and the whole portal, worked out by hand; those of one client refuse the others.

Alice and Bob work in Sales, Dave in Support, both below the company; Carol heads Sales and reads what is Sales'.

deal      whose   stage  amount  closed        activity   whose   bound to
D1 Acme   Alice   won    100     20 May        a1 call    Alice   Acme
D2 Best   Bob     won    40      21 May        a2 e-mail  Bob     Best
D3 Best   Dave    won    7       22 May        a3 call    Dave    D3 alone
D4 none   Alice   lost   5       23 May        a4 task    Alice   Acme (does not count)
D5 Acme   Dave    open   900

invoice   whose   issued   gross   paid            invoice   whose   issued   gross   paid
I1 Acme   Alice   1 May    60      20 on 5 May     I2 Best   Dave    2 May    30      30 on 6 May
"""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from comptoir.access.models import Grant, Role, User
from comptoir.access.permissions import Level
from comptoir.account.queries import today
from comptoir.analytics.errors import NeedsClient
from comptoir.analytics.explain import explain, hidden
from comptoir.analytics.metric import Figure, metrics, needs_client
from comptoir.analytics.questions import Question, ask
from comptoir.analytics.reading import read
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import DepartmentSubject, PersonSubject, PortalSubject, Subject
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import parse_period
from tests.clock import moment
from tests.world import World

NOW = moment("2025-06-15 12:00")
# code: about the portal, Sales, the company with Sales and Support below it, Alice, Dave
FIGURES: dict[str, tuple[Any, Any, Any, Any, Any]] = {
    "won": (3, 2, 3, 1, 1),
    "won_value": (147, 140, 147, 100, 7),
    "lost": (1, 1, 1, 1, 0),
    "win_rate": (75, "66.6667", 75, 50, 100),
    "average_won": (49, 70, 49, 100, 7),
    "deals_open": (1, 0, 1, 0, 1),
    "open_value": (900, 0, 900, 0, 900),
    "activities": (3, 2, 3, 1, 1),
    "uncounted": (1, 1, 1, 1, 0),
    "conversion": (100, 100, 100, 100, 100),
    "invoiced_gross": (90, 60, 90, 60, 30),
    "paid_gross": (50, 20, 50, 20, 30),
    "unpaid_gross": (40, 40, 40, 40, 0),
    "paid_amount": (50, 20, 50, 20, 30),
}


@pytest.fixture
def portal(world: World) -> Any:
    with time_machine.travel(NOW, tick=False):
        acme, best = world.add("company", title="Acme"), world.add("company", title="Best", responsible=world.bob)
        _deal(world, world.alice, "WON", 100, "2025-05-20", acme)
        _deal(world, world.bob, "WON", 40, "2025-05-21", best)
        d3 = _deal(world, world.dave, "WON", 7, "2025-05-22", best)
        _deal(world, world.alice, "LOSE", 5, "2025-05-23", "")
        _deal(world, world.dave, "NEW", 900, "", acme)
        for kind, owner, item in (
            ("call", world.alice, acme),
            ("email", world.bob, best),
            ("call", world.dave, d3),
            ("task", world.alice, acme),
        ):
            world.add(
                "activity", kind=kind, direction="in", completed=True, responsible=owner,
                happened_at=NOW - timedelta(days=9), bindings=[(item_types.get(item.type_code).type_id, item.pk)],
            )  # fmt: skip
        _invoice(world, world.alice, acme, 60, 20, "2025-05-01")
        _invoice(world, world.dave, best, 30, 30, "2025-05-02")
        yield SimpleNamespace(acme=acme, best=best)


def _deal(world: World, owner: User, stage: str, amount: int, closed: str, company: Any) -> Any:
    return world.add(
        "deal", title="D", stage=stage, amount=amount, begin_date="2025-05-01", close_date=closed, company=company,
        responsible=owner,
    )  # fmt: skip


def _invoice(world: World, owner: User, company: Any, amount: int, paid: int, issued: str) -> None:
    directory = item_types.get("invoice").stages_of(sources.pipelines.all("invoice")[0].id)
    meaning = "S" if paid == amount else "P"
    stage = next(choice.code for choice in sources.choices.values(directory) if choice.semantics == meaning)
    world.add(
        "invoice", title="I", company=company, amount=amount, stage=stage, begin_date=issued, responsible=owner,
        payments=[{"amount": paid, "day": "2025-05-06"}],
    )  # fmt: skip


def about(subject: Subject, viewer: User, period: str = "ALL", **options: Any) -> Scope:
    return Scope(viewer, subject, parse_period(period, today()), **options)


def value(code: str, scope: Scope) -> Decimal | None:
    found = metrics.get(code).value(scope)
    return None if found is None else round(Decimal(found), 4)


@pytest.mark.parametrize("code", FIGURES)
def test_gives_the_figures_of_the_table(code: str, portal: Any, world: World) -> None:
    subjects = (
        PortalSubject(),
        DepartmentSubject(world.sales.pk),
        DepartmentSubject(world.company.pk),
        PersonSubject(world.alice.pk),
        PersonSubject(world.dave.pk),
    )
    found = [value(code, about(subject, world.admin)) for subject in subjects]
    assert found == [Decimal(expected) for expected in FIGURES[code]]


def test_a_department_without_those_below_it_is_its_own_people(portal: Any, world: World) -> None:
    alone = DepartmentSubject(world.company.pk, with_subdepartments=False)
    assert value("won", about(alone, world.admin)) == 0
    User.objects.filter(pk=world.bob.pk).update(department=world.company)
    assert value("won", about(alone, world.admin)) == 1


def test_the_period_and_the_responsible_person_narrow_any_subject(portal: Any, world: World) -> None:
    assert value("won", about(PortalSubject(), world.admin, "D-2025-05-21")) == 1
    assert value("won_value", about(PortalSubject(), world.admin, responsible=world.bob.pk)) == 40
    assert value("won", about(PersonSubject(world.alice.pk), world.admin, responsible=world.bob.pk)) == 0


def test_everybody_gets_what_they_may_see(portal: Any, world: World) -> None:
    of_sales = about(DepartmentSubject(world.sales.pk), world.alice)
    assert [value("won_value", about(PortalSubject(), viewer)) for viewer in (world.alice, world.carol)] == [100, 140]
    assert value("won_value", of_sales) == 100
    # Managers read every company, so that a2 on Best is within Alice's sight; a3 on Dave's deal is not.
    assert value("activities", about(PortalSubject(), world.alice)) == 2
    assert hidden(of_sales, [metrics.get("won")]) == {"won"}
    assert hidden(about(PersonSubject(world.alice.pk), world.alice), [metrics.get("won")]) == set()


def test_full_client_totals_open_clients_and_nobody_elses_figures(portal: Any, world: World) -> None:
    role = Role.objects.get(default_key="manager")
    Grant.objects.create(role=role, subject="client_totals", operation="read", level=Level.ALL)
    assert value("won_value", about(PersonSubject(world.dave.pk), world.alice)) == 0


@pytest.mark.parametrize("figure", metrics.all(), ids=lambda figure: figure.code)
def test_a_figure_of_one_client_refuses_other_subjects(figure: Figure, portal: Any, world: World) -> None:
    scope = about(PortalSubject(), world.admin)
    assert needs_client(figure) == (figure.code in ("pairs", "load"))
    if needs_client(figure):
        with pytest.raises(NeedsClient):
            figure.value(scope)
    else:
        assert figure.value(scope) == read(scope, [figure]).value(figure) == explain(figure, scope).value


def test_divides_the_portal_by_person(portal: Any, world: World) -> None:
    scope = about(PortalSubject(), world.admin)
    question = Question(metrics.get("won_value"), scope.period, "person")
    points = {point.label: point.value for point in ask(scope, [question]).points(question)}
    assert points == {"Alice Arnaud": 100, "Bob Blanc": 40, "Dave Durand": 7}
