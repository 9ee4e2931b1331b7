"""The profile of a past day is what it showed on that day, whatever happened since."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from comptoir.account.models import Currency, CurrencyRate
from comptoir.analytics.metric import metrics
from comptoir.analytics.scope import Scope
from comptoir.analytics.time_travel import WrittenInThePast
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items, restore_items, update_item
from comptoir.kit.period import parse_period
from comptoir.profile.request import evening
from comptoir.profile.time_travel import as_it_was
from comptoir.sales.models import Deal
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.profile.reading import text_of
from tests.world import World

FIRST_DAY = moment("2025-03-03 12:00")
PERIODS = ("ALL", "M0", "R-2025-03-05-2025-03-09")
DEAL, ACTIVITY, CONTACT, COMPANY, INVOICE = (
    item_types.get(code) for code in ("deal", "activity", "contact", "company", "invoice")
)


class Story:
    """A company with a contact, and something that happens to them every day."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, Random(seed)
        Currency.objects.get_or_create(code="USD")
        CurrencyRate.objects.create(currency_id="USD", since=FIRST_DAY.date(), rate="0.9", nominal=1)
        self.company, self.other = (world.add("company", title=title) for title in ("Acme", "Other"))
        self.contact = world.add("contact", last_name="Ada", companies=[self.company.pk])
        self.deals: list[Any] = []
        self.activities: list[Any] = []
        self.invoices: list[Any] = []
        self.deleted: list[Any] = []
        for _ in range(3):
            self.add_deal()
            self.add_activity()
            self.add_invoice()

    # --- What can happen ---------------------------------------------------------------------------------------------
    def add_deal(self) -> None:
        values = {
            "title": "Deal", "company": self.random.choice([self.company, self.other]), "contacts": [self.contact.pk],
            "amount": str(self.random.randint(-50, 500)), "currency": self.random.choice(["EUR", "USD"]),
            "stage": self.random.choice(["NEW", "WON", "LOSE"]),
        }  # fmt: skip
        self.deals.append(self.world.add("deal", **values))

    def move_deal(self) -> None:
        self._change(DEAL, self.deals, stage=self.random.choice(["NEW", "PREPARATION", "WON", "LOSE"]))

    def change_amount(self) -> None:
        self._change(DEAL, self.deals, amount=str(self.random.randint(1, 900)))

    def give_deal_away(self) -> None:
        self._change(DEAL, self.deals, company=self.random.choice([self.company.pk, self.other.pk]))

    def change_deal_contacts(self) -> None:
        self._change(DEAL, self.deals, contacts=self.random.choice([[], [self.contact.pk]]))

    def add_activity(self) -> None:
        owner = self.random.choice([self.company, self.contact])
        bindings = [(item_types.get(owner.type_code).type_id, owner.pk)]
        if self.deals and self.random.random() < 0.7:
            bindings.append((DEAL.type_id, self.random.choice(self.deals).pk))
        values = {"kind": self.random.choice(["call", "email", "task"]), "completed": self.random.random() < 0.6}
        self.activities.append(self.world.add("activity", title="Talk", bindings=bindings, **values))

    def complete_activity(self) -> None:
        self._change(ACTIVITY, self.activities, completed=self.random.random() < 0.7)

    def bind_elsewhere(self) -> None:
        owner = self.random.choice([self.company, self.contact, self.other])
        self._change(ACTIVITY, self.activities, bindings=[(item_types.get(owner.type_code).type_id, owner.pk)])

    def add_invoice(self) -> None:
        values = {"title": "Bill", "company": self.company, "amount": str(self.random.randint(1, 300))}
        self.invoices.append(self.world.add("invoice", begin_date=timezone.localdate().isoformat(), **values))

    def pay(self) -> None:
        day = timezone.localdate().isoformat()
        self._change(INVOICE, self.invoices, payments=[{"amount": str(self.random.randint(1, 99)), "day": day}])

    def move_invoice(self) -> None:
        stages = [stage.code for stage in sources.choices.values(INVOICE.stages_of(1))]
        self._change(INVOICE, self.invoices, stage=self.random.choice(stages))

    def change_company_of_contact(self) -> None:
        self._change(CONTACT, [self.contact], companies=self.random.choice([[], [self.company.pk], [self.other.pk]]))

    def change_contacts_of_company(self) -> None:
        self._change(COMPANY, [self.company], contacts=self.random.choice([[], [self.contact.pk]]))

    def delete_something(self) -> None:
        item_type, items = self.random.choice([(DEAL, self.deals), (ACTIVITY, self.activities)])
        if items:
            item = items.pop(self.random.randrange(len(items)))
            batch = delete_items(item_type, [item.pk], actor=self.world.admin, at=timezone.now())
            self.deleted.append((batch, items, item))

    def restore_something(self) -> None:
        if self.deleted:
            batch, items, item = self.deleted.pop()
            restore_items(batch, actor=self.world.admin, at=timezone.now())
            items.append(item)

    def _change(self, item_type: Any, items: list[Any], **values: Any) -> None:
        if items:
            item = self.random.choice(items)
            update_item(item_type, item.pk, values, actor=self.world.admin, at=timezone.now())

    HAPPENINGS = (
        add_deal, move_deal, move_deal, change_amount, give_deal_away, change_deal_contacts, add_activity,
        complete_activity, bind_elsewhere, add_invoice, pay, move_invoice, change_company_of_contact,
        change_contacts_of_company, delete_something, restore_something,
    )  # fmt: skip

    def live_a_day(self) -> None:
        for happening in self.random.choices(self.HAPPENINGS, k=3):
            happening(self)


def figures(story: Story, **scope: Any) -> dict[tuple[str, str, str], Any]:
    """Return every figure of the company and of its contact for some periods."""
    return {
        (client.type_code, period, figure.code): figure.value(scope_of(client, story.world.admin, period, **scope))
        for client in (story.company, story.contact)
        for period in PERIODS
        for figure in metrics
    }


@pytest.mark.parametrize("seed", range(3))
def test_shows_a_past_day_as_it_was_shown_then(seed: int, world: World) -> None:
    then: list[dict[tuple[str, str, str], Any]] = []
    with time_machine.travel(FIRST_DAY, tick=False) as clock:
        story = Story(world, seed)
        for _day in range(12):
            story.live_a_day()
            then.append(figures(story))
            clock.shift(timedelta(days=1))
        for place, shown in enumerate(then):
            assert _as_shown(story, FIRST_DAY + timedelta(days=place)) == shown, f"day {place}"


def _as_shown(story: Story, noon: datetime) -> dict[tuple[str, str, str], Any]:
    found, day = {}, noon.date()
    for client in (story.company, story.contact):
        base = scope_of(client, story.world.admin)
        with as_it_was(base.client, evening(day) + timedelta(microseconds=1)):
            for period in PERIODS:
                scope = replace(base, period=parse_period(period, day), as_of=noon)
                for figure in metrics:
                    found[client.type_code, period, figure.code] = figure.value(scope)
    return found


@pytest.fixture
def won_in_april(world: World) -> Any:
    """A company whose deal of 100 was won on 10 April; in May it was made 900; another deal came in June."""
    with time_machine.travel(moment("2025-04-01 09:00"), tick=False) as clock:
        company = world.add("company", title="Acme")
        deal = world.add("deal", title="First", company=company, amount="100")
        clock.move_to(moment("2025-04-10 10:00"))
        update_item(DEAL, deal.pk, {"stage": "WON"}, actor=world.admin, at=timezone.now())
        clock.move_to(moment("2025-05-02 10:00"))
        update_item(DEAL, deal.pk, {"amount": "900"}, actor=world.admin, at=timezone.now())
        clock.move_to(moment("2025-06-02 10:00"))
        world.add("deal", title="Second", company=company, amount="7", stage="WON")
    return company


@time_machine.travel(moment("2025-06-15 12:00"), tick=False)
def test_says_that_it_is_a_past_day_and_what_came_later(won_in_april: Any, world: World) -> None:
    client = world.client_of("admin")
    words = text_of(client.get(f"/companies/{won_in_april.pk}/profile/", {"as_of": "2025-04-30"}))
    assert "As it was at the end of" in words
    assert "1 record that was first entered later is not in it" in words
    assert "€100" in words
    assert "€900" not in words
    assert "€907" in text_of(client.get(f"/companies/{won_in_april.pk}/profile/"))


@time_machine.travel(moment("2025-06-15 12:00"), tick=False)
@pytest.mark.parametrize(
    ("day", "deals", "total"), [("2025-04-09", 0, "€0"), ("2025-04-10", 1, "€100"), ("2025-05-02", 1, "€900")]
)
def test_opens_the_records_of_that_day(day: str, deals: int, total: str, won_in_april: Any, world: World) -> None:
    response = world.client_of("admin").get(f"/companies/{won_in_april.pk}/profile/won_value/", {"as_of": day})
    assert response.content.decode().count("<tr data-row") == deals
    assert f"Total {total}" in text_of(response)


@time_machine.travel(moment("2025-06-15 12:00"), tick=False)
def test_leaves_today_as_it_is(won_in_april: Any, world: World) -> None:
    before = list(Deal.objects.order_by("pk").values())
    world.client_of("admin").get(f"/companies/{won_in_april.pk}/profile/", {"as_of": "2025-04-30"})
    assert list(Deal.objects.order_by("pk").values()) == before


def test_saves_nothing_while_it_shows_the_past(world: World) -> None:
    company = world.add("company", title="Acme")
    scope: Scope = scope_of(company, world.admin)
    with pytest.raises(WrittenInThePast), transaction.atomic(), as_it_was(scope.client, timezone.now()):
        Deal.objects.update(title="Lost")
    assert Deal.objects.count() == 0


@time_machine.travel(moment("2025-06-15 12:00"), tick=False)
@pytest.mark.parametrize("day", ["2025-06-16", "yesterday", "2025-02-30", "0001-01-01", "9999-12-31", "<script>"])
def test_refuses_a_day_that_is_not_past(day: str, won_in_april: Any, world: World) -> None:
    response = world.client_of("admin").get(f"/companies/{won_in_april.pk}/profile/", {"as_of": day})
    assert response.status_code == 400
    assert "Choose one from the calendar" in text_of(response)


@time_machine.travel(moment("2025-06-15 12:00"), tick=False)
def test_shows_the_past_within_ones_own_sight(won_in_april: Any, world: World) -> None:
    alice, address = world.client_of("alice"), f"/companies/{won_in_april.pk}/profile/won_value/"
    assert "Total €100" in text_of(alice.get(address, {"as_of": "2025-04-30"}))
    first = Deal.objects.get(title="First")
    update_item(DEAL, first.pk, {"responsible": world.dave.pk}, actor=world.admin, at=timezone.now())
    assert "Total €0" in text_of(alice.get(address, {"as_of": "2025-04-30"}))
