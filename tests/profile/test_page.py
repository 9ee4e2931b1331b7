"""The tab: its figures in both languages, who sees it, what its address says and what is remembered."""

from typing import Any

import pytest
from django.test import Client

from comptoir.items.core.item_types import item_types
from comptoir.jobs.models import Job
from comptoir.profile.models import ProfileView
from tests.profile.reading import text_of
from tests.world import CAST, World


def add_contact(world: World, *items: Any, **values: Any) -> Any:
    bindings = [(item_types.get(item.type_code).type_id, item.pk) for item in items]
    values = {"kind": "call", "direction": "in", "completed": True, **values}
    return world.add("activity", bindings=bindings, **values)


@pytest.fixture
def company(world: World) -> Any:
    company = world.add("company", title="Acme")
    deal = world.add("deal", title="First", company=company, stage="WON", amount="1234.50", close_date="2025-05-20")
    add_contact(world, company, deal)
    return company


@pytest.mark.parametrize(
    ("user", "status"), [("admin", 200), ("alice", 200), ("bob", 200), ("carol", 200), ("dave", 404), ("nobody", 302)]
)
def test_who_gets_it(user: str, status: int, company: Any, world: World) -> None:
    assert user in CAST
    client = world.client_of(user)
    for path in ("", "won/", "won/explained/"):
        assert client.get(f"/companies/{company.pk}/profile/{path}").status_code == status, path


def test_shows_the_figures(company: Any, world: World) -> None:
    english = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    assert "Communication load produced by the company" in english
    assert "1 won ÷ 1 activity × 100" in english
    assert "€1,234.50" in english
    french = text_of(world.client_of("admin", "fr").get(f"/companies/{company.pk}/profile/"))
    assert "Charge de communication produite par l’entreprise" in french
    assert "Valeur des transactions conclues" in french
    assert "Taux de réussite" in french
    assert "100,00 %" in french
    assert "1 234,50 €" in french


def test_a_contact_has_it_too(company: Any, world: World) -> None:
    contact = world.add("contact", name="Léa", company=company)
    add_contact(world, contact)
    page = text_of(world.client_of("admin").get(f"/contacts/{contact.pk}/profile/"))
    assert "produced by the contact" in page
    assert "Company only" not in page


def test_says_what_to_do_with_nothing(world: World) -> None:
    company = world.add("company", title="New")
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    assert "Nothing to measure yet" in page
    assert "Add a deal" in page


def test_a_period_without_anything_is_no_data_and_no_zero_rate(company: Any, world: World) -> None:
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/?period=Y-1999"))
    assert "No data: no activity in this period." in page
    assert "No data: no deal was alive in this period." in page


def test_the_period_is_written_on_each_block_unless_it_is_all_time(company: Any, world: World) -> None:
    client = world.client_of("admin")
    assert "T2 2025" not in client.get(f"/companies/{company.pk}/profile/?period=ALL").content.decode()
    page = client.get(f"/companies/{company.pk}/profile/?period=Q-2025-2").content.decode()
    blocks, below = page.split('class="profile-widgets"')
    widgets = below.split('class="rhythm panel"')[0]
    assert blocks.count('<span class="caption">Q2 2025</span>') >= 4
    without_own = widgets.count('<article class="widget"') - 1
    assert widgets.count('<span class="caption">Q2 2025</span>') == without_own
    assert "Last 90 days" in widgets


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("period=soon", 400),
        ("period=Q-2025-5", 400),
        ("period=D-2025-02-30", 400),
        ("period=Y-9999", 400),
        ("period=Y-9998", 200),
        ("period=D-1000-01-01", 200),
        ("period=M-9999-11", 200),
        ("period=U-2025-06-15", 200),
        ("period=W-2025-23", 200),
        ("from=2025-05-01&to=2025-05-15", 200),
        ("from=&to=2025-05-15", 200),
        ("year=2025&part=Q2", 200),
        ("from=x&to=y", 400),
        ("responsible=x", 400),
        ("responsible=99999999999999999999999", 400),
        ("responsible=4711", 400),
        ("contacts=0", 200),
        ("contacts=banana", 200),
        ("period=%00", 400),
        ("period=" + "9" * 5000, 400),
    ],
)
def test_answers_any_address(query: str, status: int, company: Any, world: World) -> None:
    response = world.client_of("admin").get(f"/companies/{company.pk}/profile/?{query}")
    assert response.status_code == status
    if status == 400:
        assert b"500" not in response.content[:200]


@pytest.mark.parametrize(
    "path", ["/deals/1/profile/", "/companies/4711/profile/", "/contacts/99999999999999999999/profile/"]
)
def test_no_such_client(path: str, company: Any, world: World) -> None:
    assert world.client_of("admin").get(path).status_code == 404


def test_remembers_what_is_chosen_for_all_clients_of_that_kind(company: Any, world: World) -> None:
    other, contact = world.add("company", title="Other"), world.add("contact", name="Léa")
    client = world.client_of("alice")
    chosen = f"/companies/{company.pk}/profile/?period=Q-2025-2&contacts=0"
    response = client.get(f"{chosen}&keep=1")
    assert (response.status_code, response["Location"]) == (302, chosen)
    assert "Quarter 2 2025" in text_of(client.get(f"/companies/{other.pk}/profile/"))
    assert "All time" in text_of(client.get(f"/contacts/{contact.pk}/profile/"))
    assert "All time" in text_of(world.client_of("admin").get(f"/companies/{other.pk}/profile/"))


def test_an_address_wins_and_changes_nothing_for_later(company: Any, world: World) -> None:
    client = world.client_of("alice")
    client.get(f"/companies/{company.pk}/profile/?period=Q-2025-2&keep=1")
    assert "2024" in text_of(client.get(f"/companies/{company.pk}/profile/?period=Y-2024"))
    assert ProfileView.objects.get().period == "Q-2025-2"


def test_a_kept_period_that_is_not_understood_is_all_time(company: Any, world: World) -> None:
    ProfileView.objects.create(user=world.alice, client_type="company", period="gone", responsible_id=4711)
    assert "All time" in text_of(world.client_of("alice").get(f"/companies/{company.pk}/profile/"))


def test_says_when_something_was_hidden_but_not_what(company: Any, world: World) -> None:
    client: Client = world.client_of("alice")
    address = f"/companies/{company.pk}/profile/"
    before = text_of(client.get(address))
    world.add("deal", title="Secret", company=company, stage="WON", amount="77", responsible=world.dave)
    after = text_of(client.get(address))
    assert "Limited to the records that you may see." not in before
    assert after.replace("Limited to the records that you may see. ", "") == before


def test_costs_the_same_whatever_the_number_of_records(
    company: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    """The frame of a card costs 10 queries, 12 with few rights (reader, item, tabs); the tab itself: fixed
    blocks 9 and 11, widgets 5, rhythm, standing and comparison the rest.
    """
    address = f"/companies/{company.pk}/profile/?period=Q-2025-2"
    for user, most in (("admin", 34), ("alice", 42)):
        client = world.client_of(user)
        client.get(address)
        with django_assert_max_num_queries(most) as first:
            client.get(address)
        for number in range(5):
            add_contact(world, company, kind="email")
            world.add("deal", title=f"D{number}", company=company, stage="WON", amount="3")
        with django_assert_max_num_queries(most) as second:
            client.get(address)
        assert len(first) == len(second)


def test_a_large_account_is_measured_by_a_job(company: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comptoir.profile.metrics.MOST_DEALS_AT_ONCE", 0)
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    assert "The target is being computed" in page
    assert Job.objects.filter(name="profile.measure_load").count() == 1


def test_scripts_in_names_stay_text(world: World) -> None:
    name = "<script>alert(1)</script>" + "x" * 200
    company = world.add("company", title=name)
    deal = world.add("deal", title=name, company=company, stage="WON", amount="1")
    add_contact(world, company, deal, title=name)
    client = world.client_of("admin")
    for path in ("", "won/", "activities/", "pairs/", "conversion/explained/"):
        assert b"<script>alert" not in client.get(f"/companies/{company.pk}/profile/{path}").content
