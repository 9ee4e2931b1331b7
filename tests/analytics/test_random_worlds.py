"""In any world, for anybody: a number is count and sum of its list, parts add up, hidden rows change nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.access.models import User
from comptoir.account.models import Currency
from comptoir.analytics.metric import Metric, metrics
from comptoir.analytics.reading import read
from comptoir.items.types import item_types
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


def check_numbers_are_their_lists(client: Any, viewer: User, period: str, with_contacts: bool) -> None:
    scope = scope_of(client, viewer, period, with_contacts=with_contacts)
    reading = read(scope, metrics.all(), by={"activities": {"channel": "kind", "direction": "direction"}})
    for figure in metrics:
        assert reading.value(figure) == figure.value(scope), figure.code
        if not isinstance(figure, Metric):
            continue
        rows = list(figure.rows(scope))
        assert len({row.pk for row in rows}) == len(rows), figure.code
        listed = (
            sum((figure.number(getattr(row, figure.sums)) for row in rows), Decimal(0)) if figure.sums else len(rows)
        )
        assert listed == figure.value(scope), figure.code
    won, lost, closed = (reading.count(metrics.get(code)) for code in ("won", "lost", "closed"))  # type: ignore[arg-type]
    assert won + lost == closed


def check_hidden_rows_change_nothing(world: World, client: Any, period: str) -> None:
    """Take away what Alice may not see: her figures stay as they were."""
    scope = scope_of(client, world.alice, period)
    before = {figure.code: figure.value(scope) for figure in metrics}
    with transaction.atomic():
        for code in ("deal", "contact"):
            item_types.get(code).model.objects.filter(responsible=world.dave).update(deleted_at=NOW)
        after = {figure.code: figure.value(scope) for figure in metrics}
        transaction.set_rollback(True)
    assert before == after


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deals=DEALS, activities=ACTIVITIES, period=PERIODS, with_contacts=st.booleans())
def test_a_number_is_its_list(
    deals: list[dict[str, Any]], activities: list[dict[str, Any]], period: str, with_contacts: bool, db: None
) -> None:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        world = World()
        company, clients = build(world, deals, activities)
        for client in clients[:2]:
            for viewer in (world.admin, world.alice, world.bob):
                check_numbers_are_their_lists(client, viewer, period, with_contacts)
        check_hidden_rows_change_nothing(world, company, period)
        transaction.set_rollback(True)
