"""The block on the tab and its explanation: figures that open their records, within the viewer's sight."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.models import Grant
from comptoir.access.permissions import Level
from comptoir.account.models import AccountSettings
from comptoir.analytics.metric import metrics
from comptoir.analytics.subjects import ClientSubject
from comptoir.events.models import Event
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from comptoir.jobs.models import Job
from comptoir.kit.memo import remembering
from comptoir.profile.comparison.peers import peer_groups
from comptoir.profile.models import StandingFit
from comptoir.profile.sections.standing.fit_standings import FIT_JOB
from comptoir.profile.sections.standing.reading import client_standing
from tests.analytics.conftest import scope_of
from tests.profile.reading import text_of
from tests.world import World

CDNOW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "p": 6.25, "q": 3.74, "gamma": 15.44}
FIFTHS = {"recency": [30, 60, 90, 120], "frequency": [1, 2, 3, 4], "monetary": [100, 200, 300, 400]}
PLAIN = {"months": "24", "weight_rhythm": "30", "weight_contacts": "20", "weight_payments": "20", "weight_alive": "30"}


def day(days_ago: int) -> str:
    return (timezone.now() - timedelta(days=days_ago)).date().isoformat()


@pytest.fixture
def company(world: World) -> Any:
    """Three wins of 100, 250 and 50; an invoice of 120 paid 4 days late and one of 80 overdue."""
    company = world.add("company", title="Acme")
    for days, amount in ((100, "100"), (70, "250"), (10, "50")):
        world.add("deal", title="D", company=company, stage="WON", amount=amount, close_date=day(days))
    invoice = {"company": company, "title": "F", "begin_date": day(60)}
    world.add("invoice", amount="120", close_date=day(30), stage="DT31_1:P", **{**invoice, "payments": [
        {"amount": "120", "day": day(26)}]})  # fmt: skip
    world.add("invoice", amount="80", close_date=day(5), **invoice)
    StandingFit.objects.create(
        client_type="company", parameters=CDNOW, cut_offs=FIFTHS, clients=55, repeating=30, computed_at=timezone.now()
    )
    return company


def test_shows_segment_value_payments_and_health(company: Any, world: World) -> None:
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    for words in (
        "Promising client",
        "3 won deals",
        "€400",
        "fitted to 55 clients",
        "4.0 days",
        "late",
        "€80",
        "out of 100",
    ):
        assert words in page, words
    french = text_of(world.client_of("admin", "fr").get(f"/companies/{company.pk}/profile/"))
    for words in ("Situation du client", "Client prometteur", "Indice de santé", "Comportement de paiement"):
        assert words in french, words


def test_its_figures_are_those_of_the_metrics(company: Any, world: World) -> None:
    def ask(code: str, client: Any) -> Any:
        return metrics.get(code).value(scope_of(client, world.admin))

    standing = client_standing(scope_of(company, world.admin), is_scored=True)
    assert standing.won_value == ask("won_value", company)
    assert standing.won_deals == ask("won", company)
    assert standing.paid == ask("paid_gross", company)
    assert standing.payments.exposure == ask("unpaid_gross", company)
    assert standing.payments.overdue == ask("overdue_gross", company)
    assert standing.payments.overdue_invoices == ask("overdue", company)


def test_every_address_of_the_block_opens(company: Any, world: World) -> None:
    client = world.client_of("admin")
    page = client.get(f"/companies/{company.pk}/profile/").content.decode()
    block = page.split('class="standing"')[1].split('class="profile-widgets"')[0].split("profile-foot")[0]
    addresses = {part.split('"')[0].replace("&amp;", "&") for part in block.split('href="')[1:]}
    assert len(addresses) > 8
    for address in addresses:
        assert client.get(address.split("#")[0]).status_code == 200, address


@pytest.mark.parametrize(
    ("user", "status"), [("admin", 200), ("alice", 200), ("bob", 200), ("carol", 200), ("dave", 404), ("nobody", 302)]
)
def test_who_gets_the_explanation(user: str, status: int, company: Any, world: World) -> None:
    assert world.client_of(user).get(f"/companies/{company.pk}/profile/standing/").status_code == status


def test_the_explanation_puts_the_figures_in(company: Any, world: World) -> None:
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/standing/"))
    for words in ("2 purchases after the first", "r = 0.243", "BG/NBD", "Gamma-Gamma", "Fitted on", "30 of which"):
        assert words in page, words


def test_a_hidden_deal_changes_nothing_for_somebody_without_the_right(company: Any, world: World) -> None:
    def block() -> str:
        page = text_of(world.client_of("alice").get(f"/companies/{company.pk}/profile/standing/"))
        return page.split("Everything here")[1]

    before = block()
    world.add(
        "deal", title="Secret", company=company, stage="WON", amount="99999", close_date=day(1), responsible=world.dave
    )
    world.add("invoice", title="S", company=company, amount="777", close_date=day(1), responsible=world.dave)
    assert block() == before
    assert client_standing(scope_of(company, world.admin), is_scored=True).won_value == 100_399


def test_full_client_totals_count_everything(company: Any, world: World) -> None:
    world.add("deal", title="S", company=company, stage="WON", amount="600", close_date=day(1), responsible=world.dave)
    assert client_standing(scope_of(company, world.alice), is_scored=True).won_value == 400
    role = world.alice.roles.get()
    Grant.objects.create(role=role, subject="client_totals", operation="read", level=Level.ALL)
    viewer = type(world.alice).objects.get(pk=world.alice.pk)
    assert client_standing(scope_of(company, viewer), is_scored=True).won_value == 1000


def test_the_filter_of_the_responsible_does_not_govern_it(company: Any, world: World) -> None:
    scope = scope_of(company, world.admin, "D7", responsible=world.dave.pk)
    assert client_standing(scope, is_scored=True).won_value == 400


def test_costs_the_same_whatever_the_number_of_records(
    company: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    scope = scope_of(company, world.admin)
    with remembering(), django_assert_max_num_queries(7) as first:
        client_standing(scope, is_scored=True)
    for number in range(4):
        world.add("deal", title="D", company=company, stage="WON", amount="3", close_date=day(number))
        world.add("invoice", title="F", company=company, amount="3")
    with remembering(), django_assert_max_num_queries(7) as second:
        client_standing(scope, is_scored=True)
    assert len(first) == len(second)


def test_a_stale_fit_is_done_again_by_a_job(company: Any, world: World) -> None:
    address = f"/companies/{company.pk}/profile/"
    world.client_of("admin").get(address)
    assert not Job.objects.filter(name=FIT_JOB).exists()
    StandingFit.objects.update(computed_at=timezone.now() - timedelta(days=2))
    world.client_of("admin").get(address)
    assert Job.objects.get(name=FIT_JOB).arguments == {"client_type": "company"}


def test_without_a_fit_nothing_is_forecast(company: Any, world: World) -> None:
    StandingFit.objects.all().delete()
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    assert "The model is being fitted to your clients" in page
    assert "No segment: scores compare with at least 5 clients" in page


def test_a_client_without_deals_and_invoices_has_no_block(world: World) -> None:
    company = world.add("company", title="New")
    world.add("activity", kind="call", direction="in", completed=True, bindings=[(4, company.pk)])
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/"))
    assert "Health score" not in page
    assert world.client_of("admin").get(f"/companies/{company.pk}/profile/standing/").status_code == 200


def test_an_administrator_weighs_the_parts(company: Any, world: World) -> None:
    client = world.client_of("admin")
    assert "Rhythm of purchases" in text_of(client.get("/settings/crm/standing/"))
    answer = client.post("/settings/crm/standing/", {**PLAIN, "weight_alive": "100", "months": "12"})
    assert answer.status_code == 302
    kept = AccountSettings.objects.get().standing
    assert (kept["weights"]["alive"], kept["months"]) == (100, 12)
    assert "standing" in Event.objects.filter(code="account.changed").get().changes
    assert 'value="100"' in client.get("/settings/crm/standing/").content.decode()


def test_refuses_what_cannot_be_and_keeps_what_was_typed(world: World) -> None:
    client = world.client_of("admin")
    answer = client.post("/settings/crm/standing/", {**PLAIN, "months": "many", "recency_1": "<script>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write a whole number of months from 3 to 120." in page
    assert "&lt;script&gt;" in page
    assert AccountSettings.objects.get().standing == {}


@pytest.mark.parametrize("user", ["alice", "bob", "carol", "dave"])
def test_only_holders_of_the_right_choose(user: str, world: World) -> None:
    client = world.client_of(user)
    assert client.get("/settings/crm/standing/").status_code == 403
    assert client.post("/settings/crm/standing/", PLAIN).status_code == 403
    assert client.post("/settings/crm/standing/fit/").status_code == 403


def test_fits_at_once_by_the_button(world: World) -> None:
    assert world.client_of("admin").post("/settings/crm/standing/fit/").status_code == 302
    assert Job.objects.filter(name=FIT_JOB).count() == 2


def test_where_no_client_ever_left_nothing_is_said_of_who_still_buys(company: Any, world: World) -> None:
    StandingFit.objects.update(parameters={**CDNOW, "a": 0.0001, "b": 100.0})
    rated = client_standing(scope_of(company, world.admin), is_scored=True).rated
    assert rated is not None
    assert (rated.p_alive, rated.health.is_rescaled) == (None, True)
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/standing/"))
    assert "finds none that left for good" in page


def test_folded_it_reads_nothing_and_can_be_opened_again(company: Any, world: World) -> None:
    client = world.client_of("alice")
    address = f"/companies/{company.pk}/profile/"
    client.post(f"{address}fold/", {"section": "standing", "folded": "1"})
    assert "Health score" not in text_of(client.get(address))
    client.post(f"{address}fold/", {"section": "standing", "folded": ""})
    assert "Health score" in text_of(client.get(address))


def test_the_tab_of_a_past_day_shows_the_standing_of_that_day(company: Any, world: World) -> None:
    page = text_of(world.client_of("admin").get(f"/companies/{company.pk}/profile/standing/?as_of={day(1)}"))
    assert "Everything here" in page


def test_a_contact_left_out_of_scoring_is_nobodys_peer(world: World) -> None:
    one, other = (world.add("contact", name=name, type="CLIENT") for name in "AB")
    assert peer_groups(ClientSubject("contact", one.pk), one, 0)
    (group, *_more) = peer_groups(ClientSubject("contact", one.pk), one, 0)
    update_item(
        item_types.get("contact"), other.pk, {"exclude_from_scoring": True}, actor=world.admin, at=timezone.now()
    )
    other.refresh_from_db()
    assert list(group.rows(scope_of(one, world.admin)).values_list("pk", flat=True)) == [one.pk]
    assert peer_groups(ClientSubject("contact", other.pk), other, 0) == []
