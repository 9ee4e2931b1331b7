"""Similar clients: what they reached agrees with their own profiles; from five others up; never one by one."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comptoir.analytics.metric import Figure
from comptoir.items.core.item_types import item_types
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from comptoir.profile.comparison.measuring import COMPARED, measure_later, measure_peers
from comptoir.profile.comparison.peers import PeerFigures, Peers, figures_of, peer_groups, thinned
from comptoir.profile.models import PeerMeasure
from tests.analytics.conftest import scope_of
from tests.profile.reading import text_of
from tests.world import World

RETAIL = Peers("company", "industry", "industry", "IT", "Industry: IT")


def add_contact(world: World, *items: Any, **values: Any) -> None:
    bindings = [(item_types.get(item.type_code).type_id, item.pk) for item in items]
    values = {"kind": "call", "direction": "in", "completed": True, "happened_at": "2025-05-05 10:00", **values}
    world.add("activity", bindings=bindings, **values)


@pytest.fixture
def companies(world: World) -> list[Any]:
    """Six companies of an industry: the n-th has n won deals of 100 each, activities of its own and its contact's."""
    found = []
    for number in range(6):
        company = world.add("company", title=f"C{number}", industry="IT")
        person = world.add("contact", name="P", last_name=str(number), company=company)
        deals = [
            world.add("deal", title="D", company=company, contacts=[person.pk], stage="WON", amount="100",
                      close_date="2025-05-05")
            for _deal in range(number)
        ]  # fmt: skip
        lost = world.add("deal", title="L", company=company, stage="LOSE", close_date="2025-02-05")
        add_contact(world, company, person, lost)
        add_contact(world, person, *deals)
        add_contact(world, company, *deals, happened_at="2025-02-05 10:00")
        add_contact(world, company, completed=False)
        add_contact(world, company, kind="task")
        found.append(company)
    world.add("company", title="Another", industry="TELECOM")
    world.add("company", title="We ourselves", industry="IT", is_my_company=True)
    return found


def measured(scope: Any, peers: Peers = RETAIL) -> PeerFigures:
    return figures_of(peers, measure_peers(peers, scope, at=timezone.now()))


def own_values(figure: Figure, clients: list[Any], world: World, *args: Any, **options: Any) -> list[Decimal]:
    values = [figure.value(scope_of(client, world.admin, *args, **options)) for client in clients]
    return sorted(Decimal(value) for value in values if value is not None)


@pytest.mark.parametrize("figure", COMPARED, ids=lambda figure: figure.code)
@pytest.mark.parametrize("period", ["ALL", "Q-2025-2", "U-2025-03-31"])
@pytest.mark.parametrize("together", [True, False])
def test_agrees_with_the_clients_own_profiles(
    figure: Figure, period: str, together: bool, companies: list[Any], world: World
) -> None:
    scope = scope_of(companies[0], world.admin, period, with_contacts=together)
    expected = own_values(figure, companies, world, period, with_contacts=together)
    assert measured(scope).values[figure.code] == expected


@pytest.mark.parametrize("figure", COMPARED, ids=lambda figure: figure.code)
def test_agrees_for_contacts(figure: Figure, companies: list[Any], world: World) -> None:
    people = [company.contact_links.get().contact for company in companies]
    for person in people:
        type(person).objects.filter(pk=person.pk).update(type="CLIENT")
    peers = Peers("contact", "type", "type", "CLIENT", "Type: Client")
    assert measured(scope_of(people[0], world.admin), peers).values[figure.code] == own_values(figure, people, world)


def test_says_where_a_value_stands(companies: list[Any], world: World) -> None:
    figures = measured(scope_of(companies[0], world.admin))
    place = figures.place_of("won", 4)
    assert place is not None
    assert (place.median, place.higher_than, place.others) == (Decimal("2.5"), 80, 5)
    assert figures.place_of("won", 0).higher_than == 0  # type: ignore[union-attr]
    assert figures.place_of("won", 99).higher_than == 100  # type: ignore[union-attr]
    assert figures.place_of("won", None) is None


def test_a_figure_that_few_have_is_not_compared(companies: list[Any], world: World) -> None:
    figures = measured(scope_of(companies[0], world.admin, "Q-2025-1", with_contacts=False))
    assert len(figures.values["win_rate"]) == 6
    figures.values["win_rate"].pop()
    assert figures.place_of("win_rate", Decimal(50)) is None


def page(world: World, company: Any, query: str, user: str = "admin") -> str:
    return text_of(world.client_of(user).get(f"/companies/{company.pk}/profile/?{query}"))


def test_stands_beside_the_figures(companies: list[Any], world: World) -> None:
    text = page(world, companies[4], "period=ALL&compare=peers")
    assert "Compared with 5 others (Industry: Information Technology), over all records" in text
    assert "median €250 · higher than 80% of 5 others" in text


def test_counts_what_the_reader_may_not_see(companies: list[Any], world: World) -> None:
    for company in companies[1:]:
        type(company).objects.filter(pk=company.pk).update(responsible=world.dave)
    alone = page(world, companies[0], "period=ALL&compare=peers", "alice")
    assert "Compared with 5 others" in alone


def test_tells_nothing_of_few(companies: list[Any], world: World) -> None:
    world.add("company", title="Lonely", industry="TELECOM")
    lonely = world.add("company", title="Lonely too", industry="TELECOM")
    add_contact(world, lonely)
    text = page(world, lonely, "period=ALL&compare=peers-industry")
    assert "Fewer than five others are similar" in text
    assert "higher than" not in text
    assert not PeerMeasure.objects.filter(value="TELECOM").exists()


def test_takes_a_wider_group_when_the_closest_is_too_small(companies: list[Any], world: World) -> None:
    lonely = world.add("company", title="Lonely", industry="TELECOM", type="CUSTOMER")
    add_contact(world, lonely)
    for company in companies:
        type(company).objects.filter(pk=company.pk).update(type="CUSTOMER")
    assert "Compared with 6 others (Company type" in page(world, lonely, "period=ALL&compare=peers")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("compare=peers&responsible={alice}", "choose “anyone” to see them"),
        ("compare=peers-source", "Nothing says which clients are similar"),
    ],
)
def test_says_why_there_is_no_comparison(query: str, words: str, companies: list[Any], world: World) -> None:
    assert words in page(world, companies[1], "period=ALL&" + query.format(alice=world.alice.pk))


def test_is_kept_for_a_day(companies: list[Any], world: World) -> None:
    page(world, companies[1], "period=ALL&compare=peers")
    first = PeerMeasure.objects.get()
    page(world, companies[2], "period=ALL&compare=peers")
    assert PeerMeasure.objects.get().computed_at == first.computed_at
    PeerMeasure.objects.update(computed_at=timezone.now() - timedelta(hours=25))
    page(world, companies[2], "period=ALL&compare=peers")
    assert PeerMeasure.objects.get().computed_at > first.computed_at


def test_a_job_measures_it_for_large_accounts(companies: list[Any], world: World) -> None:
    scope = scope_of(companies[0], world.admin, "Q-2025-2")
    measure_later(RETAIL, scope)
    measure_later(RETAIL, scope)
    job = Job.objects.get(name="profile.measure_peers")
    run(job.pk)
    kept = PeerMeasure.objects.get()
    assert (kept.period, kept.value, kept.clients) == ("R-2025-04-01-2025-06-30", "IT", 6)


def test_costs_two_queries_whatever_the_number_of_clients(companies: list[Any], world: World) -> None:
    scope = scope_of(companies[0], world.admin)
    with CaptureQueriesContext(connection) as queries:
        measure_peers(RETAIL, scope, at=timezone.now())
    reads = [
        query["sql"] for query in queries if query["sql"].startswith("SELECT") and "peermeasure" not in query["sql"]
    ]
    assert len([sql for sql in reads if "accountsettings" not in sql]) == 2


def test_groups_by_what_was_won_where_the_size_is_not_known(companies: list[Any], world: World) -> None:
    scope = scope_of(companies[0], world.admin)
    groups = {number: peer_groups(scope.client, companies[0], number)[-1] for number in (0, 1, 1000, 1001, 10**9)}
    assert [group.value for group in groups.values()] == ["0", "1", "1", "2", "5"]
    assert sorted(group.rows(scope).count() for group in groups.values()) == [0, 0, 2, 5, 5]


@given(st.lists(st.integers(-1000, 1000), max_size=600), st.integers(2, 50))
def test_thinning_keeps_order_and_ends(values: list[int], most: int) -> None:
    kept = [Decimal(text) for text in thinned(values, most)]
    assert kept == sorted(kept)
    assert len(kept) == min(len(values), most)
    if values:
        assert (kept[0], kept[-1]) == (min(values), max(values))
