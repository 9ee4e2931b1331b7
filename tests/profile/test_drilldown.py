"""The records behind a number: as many as it says, with its total; sorted, paged, as a list, explained."""

import re
from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.models import Grant, Role
from comptoir.access.permissions import Level
from comptoir.account.models import Currency
from comptoir.account.queries import account
from comptoir.analytics.metric import Metric, metrics
from comptoir.analytics.questions import Question, ask, groups_of, units_of
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import add_items
from tests.analytics.conftest import scope_of
from tests.profile.reading import text_of
from tests.world import World

BOUND = {"kind": "call", "direction": "in", "completed": True}


@pytest.fixture
def company(world: World) -> Any:
    """A company with deals, activities and invoices of every sort, some out of Alice's sight."""
    Currency.objects.get_or_create(code="XTS")
    company = world.add("company", title="Acme")
    deals = [
        world.add("deal", title=f"{stage} {currency}", company=company, stage=stage, amount=amount, currency=currency,
                  close_date="2025-05-20", responsible=owner)
        for stage, currency, amount, owner in [
            ("WON", "EUR", "100", world.alice), ("WON", "XTS", "7", world.alice), ("WON", "EUR", "50", world.dave),
            ("LOSE", "EUR", "1", world.alice), ("NEW", "EUR", "5", world.alice),
        ]
    ]  # fmt: skip
    for values in (
        {},
        {"completed": False},
        {"outcome": "missed"},
        {"kind": "task"},
        {"kind": "email", "direction": "out"},
    ):
        bindings = [(item_types.get("company").type_id, company.pk), *((2, deal.pk) for deal in deals[:2])]
        world.add("activity", **{**BOUND, **values}, title="Talk", bindings=bindings)
    world.add("invoice", title="Bill", company=company, amount="120", begin_date="2025-05-02",
              payments=[{"amount": "20", "day": "2025-05-03"}])  # fmt: skip
    return company


def page(world: World, company: Any, code: str, user: str = "admin", **query: str) -> Any:
    return world.client_of(user).get(f"/companies/{company.pk}/profile/{code}/", query)


def rows_in(response: Any) -> int:
    return len(re.findall(r"<tr data-row", response.content.decode()))


@pytest.mark.parametrize("user", ["admin", "alice"])
def test_lists_as_many_as_each_number_says(user: str, company: Any, world: World) -> None:
    viewer = world.who(user)
    for figure in metrics:
        if not isinstance(figure, Metric):
            continue
        scope = scope_of(company, viewer)  # type: ignore[arg-type]
        response = page(world, company, figure.code, user)
        assert rows_in(response) == figure.rows(scope).count(), figure.code
        assert "same count and same total as on the profile" in text_of(response), figure.code


def test_the_total_at_the_foot_is_the_number(company: Any, world: World) -> None:
    assert "Total €150" in text_of(page(world, company, "won_value"))
    assert "Total €100" in text_of(page(world, company, "won_value", "alice"))
    assert "Total €20" in text_of(page(world, company, "paid_gross"))


@pytest.mark.parametrize("code", ["conversion", "load", "win_rate", "average_won", "time_to_win", "on_time_rate"])
def test_a_rate_opens_with_its_two_terms(code: str, company: Any, world: World) -> None:
    figure = metrics.get(code)
    for term in figure.terms:  # type: ignore[union-attr]
        response = page(world, company, code, term=term.code)
        assert rows_in(response) == term.rows(scope_of(company, world.admin)).count()
        assert all(str(each.label) in text_of(response) for each in figure.terms)  # type: ignore[union-attr]


def test_the_load_names_the_deal_of_each_activity_and_sorts_by_it(company: Any, world: World) -> None:
    table = page(world, company, "load", order="deals").content.decode()
    assert re.search(r'<th scope="col"[^>]*>\s*<a [^>]*order=-deals[^>]*>\s*Deal\b', table)
    deals = re.findall(r'<td data-place="second">\s*<a [^>]*href="/deals/\d+/"[^>]*>\s*(.+?)\s*</a>', table)
    assert deals == ["WON EUR"] * 2 + ["WON XTS"] * 2


def test_a_part_lists_its_own(company: Any, world: World) -> None:
    assert rows_in(page(world, company, "activities", channel="email")) == 1
    assert rows_in(page(world, company, "activities", channel="call", direction="out")) == 0
    assert rows_in(page(world, company, "pairs", pipeline="0")) == 4


@pytest.mark.parametrize(
    ("order", "first"), [("", "WON EUR"), ("-amount", "WON EUR"), ("amount", "WON XTS"), ("title", "WON EUR")]
)
def test_sorts(order: str, first: str, company: Any, world: World) -> None:
    html = page(world, company, "won", "alice", order=order).content.decode()
    assert re.findall(r"data-row-link>([^<]+)<", html)[0] == first


@pytest.mark.parametrize("order", ["nothing", "-responsible__password", "role", "-", "a" * 3000])
def test_an_unknown_order_is_the_usual_one(order: str, company: Any, world: World) -> None:
    assert rows_in(page(world, company, "won", order=order)) == 3


def test_every_column_sorts(company: Any, world: World) -> None:
    for code in ("won", "activities", "pairs", "invoiced", "paid_gross"):
        html = page(world, company, code).content.decode()
        for order in re.findall(r"order=(-?\w+)", html):
            assert page(world, company, code, order=order).status_code == 200


def test_pages_of_a_hundred_with_the_total_of_all(company: Any, world: World) -> None:
    rows = [{"title": f"D{n}", "company": company.pk, "stage": "WON", "amount": "1"} for n in range(120)]
    add_items(item_types.get("deal"), rows, actor=world.admin, at=timezone.now())
    first, second = (page(world, company, "won_value", page=number) for number in ("1", "2"))
    assert (rows_in(first), rows_in(second)) == (100, 22)
    assert all("Total €270" in text_of(response) for response in (first, second))
    for strange in ("0", "-1", "x", "9" * 40):
        assert page(world, company, "won_value", page=strange).status_code == 200


def test_shows_both_currencies_only_where_they_differ(company: Any, world: World) -> None:
    assert "Account's currency" in text_of(page(world, company, "won"))
    assert "Account's currency" not in text_of(page(world, company, "lost"))


def test_tells_the_role_of_the_contact(world: World) -> None:
    main, second = world.add("contact", name="Main"), world.add("contact", name="Second")
    world.add("deal", title="D", contacts=[main.pk, second.pk], stage="WON")
    client = world.client_of("admin")
    for contact, role in ((main, "main"), (second, "secondary")):
        assert role in text_of(client.get(f"/contacts/{contact.pk}/profile/won/"))


@pytest.mark.parametrize(
    ("code", "query", "status"),
    [
        ("nothing", {}, 404),
        ("won", {"period": "soon"}, 400),
        ("won", {"channel": "call"}, 400),
        ("pairs", {"pipeline": "x"}, 400),
        ("won", {"pipeline": "9" * 30}, 400),
        ("activities", {"channel": "'; DROP"}, 400),
        ("activities", {"channel": "call", "direction": "up"}, 400),
        ("won", {"stage": "WON", "person": ""}, 200),
        ("won", {"stage": "GONE"}, 200),
        ("won", {"stage": "\x00"}, 400),
        ("won", {"person": "-1"}, 400),
        ("won", {"month": "M-2025-05"}, 200),
        ("won", {"month": "soon"}, 400),
        ("load", {"month": "M-2025-05"}, 400),
        ("conversion", {"term": "nothing"}, 200),
    ],
)
def test_answers_any_question(code: str, query: dict[str, str], status: int, company: Any, world: World) -> None:
    assert page(world, company, code, **query).status_code == status
    assert page(world, company, f"{code}/explained", **query).status_code in (status, 200)


def test_explains_a_number(company: Any, world: World) -> None:
    words = text_of(page(world, company, "conversion/explained"))
    assert "3 Won deals 2 Activities × 100 = 150.00%" in words
    assert "1 planned, not completed" in words
    assert "1 lost deals" in words
    assert "Definition conversion, version 1" in words
    assert "there are some" not in words
    assert "there are some" in text_of(page(world, company, "conversion/explained", "alice"))


def test_every_figure_explains_itself(company: Any, world: World) -> None:
    for figure in metrics:
        response = page(world, company, f"{figure.code}/explained")
        assert response.status_code == 200
        assert str(figure.meaning) in text_of(response), figure.code


def test_full_totals_say_that_more_is_counted_than_listed(company: Any, world: World) -> None:
    role = Role.objects.create(name="Totals")
    Grant.objects.create(role=role, subject="client_totals", operation="read", level=Level.ALL)
    world.alice.roles.add(role)
    assert "€150" in text_of(world.client_of("alice").get(f"/companies/{company.pk}/profile/"))
    response = page(world, company, "won_value", "alice")
    assert "Total €100" in text_of(response)
    assert "the profile's figure also counts records that you may not open" in text_of(response)
    words = text_of(world.client_of("alice").get(f"/companies/{company.pk}/profile/"))
    assert "The figures also count records that you may not open." in words


def test_every_group_is_a_part(company: Any, world: World) -> None:
    with timezone.override(account().zone):
        check_every_group(company, world)


def check_every_group(company: Any, world: World) -> None:
    for figure in metrics:
        if not isinstance(figure, Metric):
            continue
        scope = scope_of(company, world.admin)
        for by in (*groups_of(figure), *(["quarter"] if units_of(figure) else [])):
            asked = Question(figure, scope.period, by)
            points = [point for point in ask(scope, [asked]).points(asked) if point.value]
            assert sum(point.value or 0 for point in points) == figure.value(scope), figure.code
            for point in points[:2]:
                response = page(world, company, figure.code, **{by: point.key})
                assert rows_in(response) == figure.rows(scope, {by: point.key}).count() > 0, (figure.code, point)
                assert "same count and same total as on the profile" in text_of(response)


def test_the_columns_are_read_in_a_fixed_number_of_queries(
    company: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    client = world.client_of("admin")
    for code, most in (("won", 9), ("activities", 13), ("pairs", 13), ("invoiced", 10)):
        with django_assert_max_num_queries(most):
            client.get(f"/companies/{company.pk}/profile/{code}/?period=ALL")
