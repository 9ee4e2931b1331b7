"""The average load of all clients: of companies with their contacts, of contacts; per pipeline; by a job once a day."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from comptoir.items.core.item_types import item_types
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from comptoir.profile.metrics import PAIRS
from comptoir.profile.sections.load.measuring import measure_load, refresh_later
from comptoir.profile.sections.load.targets import load_averages
from tests.analytics.conftest import scope_of
from tests.world import World


def contact(world: World, *items: Any, **values: Any) -> None:
    bindings = [(item_types.get(item.type_code).type_id, item.pk) for item in items]
    world.add("activity", kind="call", direction="in", bindings=bindings, **{"completed": True, **values})


@pytest.fixture
def clients(world: World) -> list[Any]:
    """Five companies with a contact and two deals each; 6 activities on deals of the first, one of another's."""
    companies = [world.add("company", title=f"C{number}") for number in range(5)]
    people = [world.add("contact", name="P", last_name=company.title, company=company) for company in companies]
    deals = [
        world.add("deal", title=title, company=company, contacts=[person.pk])
        for company, person in zip(companies, people, strict=True)
        for title in "AB"
    ]
    for _number in range(3):
        contact(world, companies[0], deals[0])
        contact(world, people[0], deals[1])
    contact(world, companies[1], people[1], deals[0], deals[2])
    contact(world, companies[2], deals[4], completed=False)
    contact(world, deals[5])
    return companies


def test_measures_companies_with_their_contacts(clients: list[Any]) -> None:
    measure_load("company", at=timezone.now())
    average = load_averages("company")[None]
    assert (average.clients, average.deals, average.pairs, average.heaviest) == (5, 10, 7, 4)
    assert average.average == Decimal("0.7")
    assert load_averages("company")[0].pairs == 7


def test_measures_contacts(clients: list[Any]) -> None:
    measure_load("contact", at=timezone.now())
    average = load_averages("contact")[None]
    assert (average.clients, average.deals, average.pairs) == (5, 10, 4)


def test_agrees_with_the_figures_of_the_clients(clients: list[Any], world: World) -> None:
    measure_load("company", at=timezone.now())
    each = [PAIRS.value(scope_of(company, world.admin)) for company in clients]
    assert load_averages("company")[None].pairs == sum(each)


def test_tells_nothing_of_few_clients(world: World) -> None:
    company = world.add("company", title="Alone")
    contact(world, company, world.add("deal", title="D", company=company))
    measure_load("company", at=timezone.now())
    assert load_averages("company")[None].average is None


def test_measures_again_in_one_job(clients: list[Any]) -> None:
    measure_load("company", at=timezone.now() - timedelta(days=2))
    refresh_later("company")
    refresh_later("company")
    job = Job.objects.get(name="profile.measure_load")
    run(job.pk)
    assert load_averages("company")[None].computed_at > timezone.now() - timedelta(minutes=5)
