"""Open as a list: the same records in the ordinary list, for every figure that its filters can say."""

import re
from typing import Any

import pytest

from comptoir.account.models import Currency
from comptoir.analytics.metric import Metric, metrics
from tests.world import World

# The figures whose rows an ordinary list can show, always or when no period is asked for.
BY_STAGE = frozenset({
    "won", "won_value", "days_to_win", "lost", "lost_value", "closed", "deals_open", "open_value", "deals_created",
    "invoiced", "invoiced_gross", "invoices_paid", "invoices_cancelled", "cancelled_gross", "invoices_unpaid",
    "unpaid_gross",
})  # fmt: skip
OF_ALL_TIME = frozenset({"deals_alive", "deals_value", "deals_begun", "begun_value"})
DATES = ("2025-04-30", "2025-05-01", "2025-06-30", "2025-07-01", "")


@pytest.fixture
def company(world: World) -> Any:
    """A company with a contact, deals and invoices of every stage on the edges of a quarter, Alice's and Dave's."""
    company = world.add("company", title="Acme")
    contact = world.add("contact", name="Léa", company=company)
    for day in DATES:
        for stage, owner in (("WON", world.alice), ("LOSE", world.dave), ("NEW", world.alice)):
            world.add("deal", title="D", company=company, contacts=[contact.pk], stage=stage, amount="10",
                      begin_date=day, close_date=day, responsible=owner)  # fmt: skip
        world.add("invoice", title="I", company=company, contacts=[contact.pk], amount="10", begin_date=day)
    world.add("deal", title="Template", company=company, contacts=[contact.pk], stage="WON", is_recurring=True)
    return company


def rows_in(response: Any) -> int:
    assert response.status_code == 200
    return len(re.findall(r"<tr data-row", response.content.decode()))


def listed(world: World, client: Any, code: str, user: str = "admin", **query: str) -> tuple[int, int | None]:
    """Return the number of records of the figure and of the list that it offers, None without one."""
    browser = world.client_of(user)
    path = "companies" if client.type_code == "company" else "contacts"
    response = browser.get(f"/{path}/{client.pk}/profile/{code}/", {"period": "ALL", **query})
    found = re.search(r'href="(/(?:deals|invoices|activities)/\?f=[^"]+)"', response.content.decode())
    return rows_in(response), rows_in(browser.get(found[1].replace("&amp;", "&"))) if found else None


@pytest.mark.parametrize("code", sorted(BY_STAGE))
@pytest.mark.parametrize("query", [{}, {"period": "Q-2025-2"}, {"period": "Q-2025-2", "person": "alice"}])
def test_lists_the_same_records(code: str, query: dict[str, str], company: Any, world: World) -> None:
    query = {**query, "person": str(world.alice.pk)} if "person" in query else query
    for client in (company, company.contact_links.get().contact):
        records, found = listed(world, client, code, **query)
        assert found == records, code
    records, found = listed(world, company, code, "alice", **query)
    assert found == records, code


def test_lists_a_part(company: Any, world: World) -> None:
    for part in ({"stage": "WON"}, {"pipeline": "0"}, {"month": "M-2025-05"}, {"quarter": "Q-2025-2", "stage": "WON"}):
        records, found = listed(world, company, "won", **part)
        assert records == found
        assert records > 0
    assert listed(world, company, "invoiced", month="") == (1, 1)


@pytest.mark.parametrize("code", sorted(OF_ALL_TIME))
def test_all_deals_make_a_list_only_without_a_period(code: str, company: Any, world: World) -> None:
    assert listed(world, company, code) == (15, 15)
    assert listed(world, company, code, period="Q-2025-2")[1] is None


def test_a_sum_with_a_record_left_out_offers_no_list(company: Any, world: World) -> None:
    Currency.objects.get_or_create(code="XTS")
    world.add("deal", title="X", company=company, stage="WON", amount="7", currency="XTS", close_date="2025-05-02")
    assert listed(world, company, "won_value")[1] is None
    assert listed(world, company, "won") == (6, 6)


def test_what_no_filter_can_say_offers_no_list(company: Any, world: World) -> None:
    for figure in metrics:
        if isinstance(figure, Metric) and figure.code not in BY_STAGE | OF_ALL_TIME:
            assert listed(world, company, figure.code)[1] is None, figure.code
