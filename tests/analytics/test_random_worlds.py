"""In any world, for anybody: a number is count and sum of its list, parts add up, hidden rows change nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.access.models import Department, User
from comptoir.account.models import Currency
from comptoir.account.queries import today
from comptoir.analytics.metric import Metric, metrics, needs_client
from comptoir.analytics.questions import Question, groups_of, units_of
from comptoir.analytics.questions import ask as ask_all
from comptoir.analytics.reading import read
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import DepartmentSubject, PersonSubject, PortalSubject, Subject
from comptoir.directories.models import DirectoryValue
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.kit.period import parse_period
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.world import World

NOW = moment("2025-06-15 12:00")
DAYS = st.integers(0, 120)
MASKS = st.integers(1, 31)
DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "stage": st.sampled_from(("NEW", "WON", "LOSE")),
            "amount": st.decimals("-1000", "1000", places=2),
            "currency": st.sampled_from(("EUR", "EUR", "XTS")),
            "begin": DAYS,
            "close": DAYS,
            "company": st.booleans(),
            "contacts": st.integers(0, 3),
            "owner": st.booleans(),
        }
    ),
    max_size=4,
)
ACTIVITIES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("call", "email", "task")),
            "direction": st.sampled_from(("in", "out", "")),
            "outcome": st.sampled_from(("reached", "reached", "missed")),
            "completed": st.booleans(),
            "day": DAYS,
            "bound": MASKS,
            "deals": st.integers(0, 15),
        }
    ),
    max_size=6,
)
INVOICES = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.decimals("-100", "1000", places=2),
            "currency": st.sampled_from(("EUR", "EUR", "XTS")),
            "semantics": st.sampled_from("PSF"),
            "issued": DAYS,
            "due": DAYS,
            "payments": st.lists(st.tuples(st.decimals("-50", "1000", places=2), DAYS), max_size=3),
            "contacts": st.integers(0, 3),
            "owner": st.booleans(),
        }
    ),
    max_size=3,
)
PERIODS = st.sampled_from(("ALL", "D30", "M-2025-05", "Q0", "D-2025-06-01", "U-2025-05-01"))


def build(world: World, deals: list[dict[str, Any]], activities: list[dict[str, Any]]) -> tuple[Any, list[Any]]:
    """Make a company with two contacts, one of them and some deals out of Alice's sight, and what is given."""
    Currency.objects.get_or_create(code="XTS")
    company = world.add("company", title="K")
    people = [world.add("contact", name="Seen", company=company), world.add("contact", name="Hidden", company=company,
              responsible=world.dave)]  # fmt: skip
    stranger = world.add("contact", name="Stranger")
    made = [_deal(world, company, people, row) for row in deals]
    for row in activities:
        bound = [item for bit, item in enumerate((company, *people, stranger)) if row["bound"] >> bit & 1]
        bound += [deal for bit, deal in enumerate(made) if row["deals"] >> bit & 1]
        world.add(
            "activity", kind=row["kind"], direction=row["direction"], outcome=row["outcome"],
            completed=row["completed"], happened_at=NOW - timedelta(days=row["day"]),
            bindings=[(item_types.get(item.type_code).type_id, item.pk) for item in bound or [company]],
        )  # fmt: skip
    return company, [company, *people]


def _deal(world: World, company: Any, people: list[Any], row: dict[str, Any]) -> Any:
    today = NOW.date()
    return world.add(
        "deal", title="D", stage=row["stage"], amount=row["amount"], currency=row["currency"],
        begin_date=today - timedelta(days=row["begin"]), close_date=today - timedelta(days=row["close"]),
        company=company if row["company"] else "",
        contacts=[person.pk for bit, person in enumerate(people) if row["contacts"] >> bit & 1],
        responsible=world.alice if row["owner"] else world.dave,
    )  # fmt: skip


def add_invoices(world: World, company: Any, people: list[Any], rows: list[dict[str, Any]]) -> None:
    today, directory = NOW.date(), item_types.get("invoice").stages_of(sources.pipelines.all("invoice")[0].id)
    stages = {choice.semantics: choice.code for choice in reversed(sources.choices.values(directory))}
    for row in rows:
        world.add(
            "invoice", title="I", company=company, amount=row["amount"], currency=row["currency"],
            stage=stages[row["semantics"]], begin_date=today - timedelta(days=row["issued"]),
            close_date=today - timedelta(days=row["due"]), responsible=world.alice if row["owner"] else world.dave,
            contacts=[person.pk for bit, person in enumerate(people) if row["contacts"] >> bit & 1],
            payments=[{"amount": amount, "day": today - timedelta(days=day)} for amount, day in row["payments"]],
        )  # fmt: skip


def check_parts_add_up(client: Any, viewer: User, period: str, number: int) -> None:
    """The points of a division add up to the whole; each is the figure of its part."""
    scope = scope_of(client, viewer, period)
    plain = [figure for figure in metrics if isinstance(figure, Metric)]
    divisions = [
        Question(figure, scope.period, by)
        for figure in plain
        for by in (*groups_of(figure), *units_of(figure)[1:4:2])
        if by not in ("hour", "weekday")
    ]
    answers = ask_all(scope, divisions)
    for question in divisions:
        whole = answers.value(question)
        assert sum(point.value or 0 for point in answers.points(question)) == whole, (question.figure.code, question.by)
    one = divisions[number % len(divisions)]
    for point in answers.points(one)[:3]:
        assert one.figure.value(scope, {one.by: point.key}) == point.value, (one.figure.code, one.by)


def check_people_add_up_to_the_portal(viewer: User, period: str) -> None:
    """What each person has adds up to what the portal has; so do the departments with the people who have none."""
    portal = Scope(viewer, PortalSubject(), parse_period(period, today()))
    plain = [figure for figure in metrics if isinstance(figure, Metric) and not needs_client(figure)]
    whole = read(portal, plain)
    homeless = User.objects.filter(department=None).values_list("pk", flat=True)
    people: list[Subject] = [PersonSubject(id) for id in User.objects.values_list("pk", flat=True)]
    departments: list[Subject] = [PersonSubject(id) for id in homeless]
    for id, parent in Department.objects.values_list("pk", "parent"):
        departments.append(DepartmentSubject(id, with_subdepartments=parent is not None))
    for parts in (people, departments):
        readings = [read(replace(portal, subject=subject), plain) for subject in parts]
        for figure in plain:
            assert sum(reading.count(figure) for reading in readings) == whole.count(figure), figure.code
    divided = [Question(figure, portal.period, "person") for figure in plain]
    answers = ask_all(portal, divided)
    for question in divided:
        assert sum(point.value or 0 for point in answers.points(question)) == answers.value(question)


def check_other_worlds_change_nothing(world: World, client: Any, period: str, rows: list[dict[str, Any]]) -> None:
    """Other clients' records, and other names of the stages, leave every figure as it was."""
    scope = scope_of(client, world.alice, period)
    before = values_of(scope)
    other = world.add("company", title="Other")
    for row in rows:
        _deal(world, other, [world.add("contact", name="Else", company=other)], {**row, "contacts": 1, "company": True})
    DirectoryValue.objects.filter(directory="DEAL_STAGE").update(name="Renamed")
    assert values_of(scope) == before


def values_of(scope: Scope) -> dict[str, Any]:
    reading = read(scope, metrics.all())
    return {figure.code: reading.value(figure) for figure in metrics}


def check_numbers_are_their_lists(client: Any, viewer: User, period: str, with_contacts: bool) -> None:
    scope = scope_of(client, viewer, period, with_contacts=with_contacts)
    values = values_of(scope)
    for figure in metrics:
        if not isinstance(figure, Metric):
            assert values[figure.code] == figure.of(*(values[term.code] for term in figure.terms)), figure.code
            continue
        rows = list(figure.rows(scope))
        assert len({row.pk for row in rows}) == len(rows), figure.code
        listed = sum(figure.number(getattr(row, figure.sums)) for row in rows) if figure.sums else len(rows)
        assert listed == values[figure.code], figure.code
    assert values["won"] + values["lost"] == values["closed"]


def check_hidden_rows_change_nothing(world: World, client: Any, period: str) -> None:
    """Take away what Alice may not see: her figures stay as they were."""
    scope = scope_of(client, world.alice, period)
    before = values_of(scope)
    with transaction.atomic():
        for code in ("deal", "contact", "invoice"):
            item_types.get(code).model.objects.filter(responsible=world.dave).update(deleted_at=NOW)
        after = values_of(scope)
        transaction.set_rollback(True)
    assert before == after


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deals=DEALS,
    activities=ACTIVITIES,
    invoices=INVOICES,
    period=PERIODS,
    with_contacts=st.booleans(),
    number=st.integers(0, 1000),
)
def test_a_number_is_its_list(
    deals: list[dict[str, Any]],
    activities: list[dict[str, Any]],
    invoices: list[dict[str, Any]],
    period: str,
    with_contacts: bool,
    number: int,
    db: None,
) -> None:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        world = World()
        company, clients = build(world, deals, activities)
        add_invoices(world, company, clients[1:], invoices)
        viewer = (world.admin, world.alice, world.bob)[number % 3]
        check_numbers_are_their_lists(clients[number % 2], viewer, period, with_contacts)
        check_hidden_rows_change_nothing(world, company, period)
        check_parts_add_up(company, world.alice, period, number)
        check_people_add_up_to_the_portal(viewer, period)
        check_other_worlds_change_nothing(world, company, period, deals)
        transaction.set_rollback(True)
