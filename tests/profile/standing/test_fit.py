"""The daily fit over all clients, and the switch that leaves a contact out of it."""

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from comptoir.account.models import AccountSettings
from comptoir.clients.models import Company
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, update_item
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from comptoir.pipelines.models import Pipeline
from comptoir.profile.models import ClientStanding, StandingFit
from comptoir.profile.sections.standing.fit_standings import FIT_JOB, fit_later, fit_standings
from comptoir.sales.models import Deal
from tests.world import World

CALIBRATED_TO = datetime(1997, 9, 30, 12, tzinfo=UTC)
NOON = timedelta(hours=12)


def win(world: World, days_ago: int, amount: str = "100", **values: Any) -> Any:
    day = (timezone.now() - timedelta(days=days_ago)).date()
    return world.add("deal", title="D", stage="WON", amount=amount, close_date=day.isoformat(), **values)


@pytest.fixture
def clients(world: World) -> list[Any]:
    """Six contacts with two won deals each."""
    people = [world.add("contact", name=f"P{number}") for number in range(6)]
    for number, person in enumerate(people):
        win(world, 10 + number, contacts=[person.pk])
        win(world, 40 + 3 * number, str(50 + number), contacts=[person.pk])
    return people


def change(contact: Any, world: World, **values: Any) -> None:
    update_item(item_types.get("contact"), contact.pk, values, actor=world.admin, at=timezone.now())


def test_gives_the_published_parameters_from_deals(db: None, data_folder: Path) -> None:
    """Every CDNOW customer is a company, every purchase a won deal; calibrated to 30 September 1997."""
    (path,) = (data_folder / "cdnow").glob("*.csv")
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    then = timezone.now()
    names = sorted({row["customer_id"] for row in rows})
    stamps = {"created_at": then, "updated_at": then, "last_activity_at": then}
    companies = Company.objects.bulk_create([Company(title=name, **stamps) for name in names], batch_size=500)
    ids = {company.title: company.pk for company in companies}
    Deal.objects.bulk_create(
        [
            Deal(
                title=row["master_id"], company_id=ids[row["customer_id"]], stage="WON", semantics="S", currency="EUR",
                pipeline=Pipeline.objects.get(pk=0), amount=Decimal(row["amount"]),
                account_amount=Decimal(row["amount"]), moved_at=then,
                closed_at=datetime.combine(date.fromisoformat(row["date"]), datetime.min.time(), UTC) + NOON, **stamps,
            )
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
    Deal.objects.filter(closed_at__gt=CALIBRATED_TO).update(semantics="P")
    fit = fit_standings("company", at=CALIBRATED_TO)
    found = fit.parameters
    assert (fit.clients, fit.repeating, fit.refusal) == (2357, 946, "")
    assert [found[name] for name in ("r", "alpha", "a", "b")] == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=6e-4)
    assert [found[name] for name in ("p", "q", "gamma")] == pytest.approx([6.25, 3.74, 15.44], abs=0.02)
    stored = ClientStanding.objects.get(client_id=ids["0001"])
    assert (stored.frequency, round(stored.recency, 2), round(stored.age, 2)) == (2, 30.43, 38.86)
    assert stored.monetary == Decimal("22.345")
    assert ClientStanding.objects.filter(p_alive__gte=0, p_alive__lte=1, expected_value__gte=0).count() == 2357
    assert ClientStanding.objects.filter(expected_purchases__lt=0).count() == 0


def test_says_plainly_that_there_are_too_few_repeat_buyers(clients: list[Any], world: World) -> None:
    fit = fit_standings("contact", at=timezone.now())
    assert (fit.clients, fit.repeating, fit.refusal, fit.parameters) == (6, 6, "few_repeating", {})
    assert set(ClientStanding.objects.values_list("p_alive", "expected_value")) == {(None, None)}
    page = world.client_of("admin").get(f"/contacts/{clients[0].pk}/profile/").content.decode()
    assert "the model needs at least 20 clients that bought again" in page


def test_deals_of_a_day_are_one_purchase(world: World) -> None:
    company = world.add("company", title="Acme")
    for days, amount in ((30, "10"), (5, "20"), (5, "30")):
        win(world, days, amount, company=company)
    fit_standings("company", at=timezone.now())
    stored = ClientStanding.objects.get()
    assert (stored.frequency, stored.monetary) == (1, Decimal(50))


def test_open_lost_deleted_and_recurring_deals_are_no_purchases(world: World) -> None:
    company = world.add("company", title="Acme")
    world.add("deal", title="open", company=company, amount="5")
    world.add("deal", title="lost", company=company, stage="LOSE", amount="5")
    win(world, 5, company=company, is_recurring=True)
    gone = win(world, 5, company=company)
    delete_items(item_types.get("deal"), [gone.pk], actor=world.admin, at=timezone.now())
    fit_standings("company", at=timezone.now())
    assert not ClientStanding.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_contact_left_out_of_scoring_leaves_no_trace() -> None:
    world = World()
    people = [world.add("contact", name=f"P{number}") for number in range(6)]
    for number, person in enumerate(people):
        win(world, 10 + number, contacts=[person.pk])
    fit_standings("contact", at=timezone.now())
    address = f"/contacts/{people[0].pk}/profile/"
    assert "Health score" in world.client_of("admin").get(address).content.decode()
    change(people[0], world, exclude_from_scoring=True)
    assert not ClientStanding.objects.filter(client_id=people[0].pk).exists()
    fit = fit_standings("contact", at=timezone.now())
    assert fit.clients == 5
    assert not ClientStanding.objects.filter(client_id=people[0].pk).exists()
    page = world.client_of("admin").get(address).content.decode()
    assert "This contact is left out of scoring" in page
    assert "Health score" not in page
    assert "likely to buy again" not in page
    change(people[0], world, exclude_from_scoring=False)
    assert fit_standings("contact", at=timezone.now()).clients == 6


@pytest.mark.django_db(transaction=True)
def test_a_deleted_client_leaves_nothing_stored() -> None:
    world = World()
    company = world.add("company", title="Acme")
    win(world, 5, company=company)
    fit_standings("company", at=timezone.now())
    delete_items(item_types.get("company"), [company.pk], actor=world.admin, at=timezone.now())
    assert not ClientStanding.objects.exists()


def test_other_clients_change_only_what_is_compared_with(clients: list[Any], world: World) -> None:
    fit_standings("contact", at=timezone.now())
    own = ("frequency", "recency", "age", "monetary")
    before = list(ClientStanding.objects.filter(client_id=clients[0].pk).values_list(*own))
    for number in range(4):
        win(world, 3, "9000", contacts=[world.add("contact", name=f"Q{number}").pk])
    fit_standings("contact", at=timezone.now())
    after = list(ClientStanding.objects.filter(client_id=clients[0].pk).values_list(*own))
    assert [row[0] for row in before] == [row[0] for row in after]
    assert [row[3] for row in before] == [row[3] for row in after]


def test_own_cut_offs_go_before_fifths(clients: list[Any], world: World) -> None:
    AccountSettings.objects.update(standing={"cut_offs": {"monetary": [1, 2, 3, 4]}})
    fit_standings("contact", at=timezone.now())
    assert set(ClientStanding.objects.values_list("monetary_score", flat=True)) == {5}


def test_runs_as_one_job(clients: list[Any]) -> None:
    fit_later("contact")
    fit_later("contact")
    job = Job.objects.get(name=FIT_JOB)
    run(job.pk)
    assert Job.objects.get().state == Job.State.DONE
    assert StandingFit.objects.get().clients == 6


def test_the_switch_is_a_field_like_others(world: World) -> None:
    contact = world.add("contact", name="Léa", exclude_from_scoring=True)
    assert contact.exclude_from_scoring
    page = world.client_of("admin", "fr").get(f"/contacts/{contact.pk}/").content.decode()
    assert "Exclu de la notation" in page
