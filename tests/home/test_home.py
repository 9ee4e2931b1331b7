"""The home page: what is due, what is in progress, where the month stands."""

from comptoir.sales.queries import month_so_far, open_by_stage
from tests.clock import moment
from tests.world import World


def test_what_is_due_by_day_with_what_it_is_about(world: World, frozen: object) -> None:
    company = world.add("company", title="Cancity")
    for title, due in (
        ("Late call", "2025-05-30T09:00"),
        ("Call today", "2025-06-02T18:00"),
        ("Call tomorrow", "2025-06-03T09:00"),
        ("Next month", "2025-07-01T09:00"),
    ):
        world.add("activity", title=title, kind="call", deadline=due, bindings=[(4, company.pk)])
    html = world.client_of("alice").get("/").content.decode()
    places = [html.index(word) for word in ("Late call", "Call today", "Call tomorrow")]
    assert places == sorted(places)
    assert "Next month" not in html
    assert "Cancity" in html


def test_figures_are_the_readers_own(world: World, frozen: object) -> None:
    for amount, stage, owner in (
        (100, "NEW", world.alice),
        (50, "NEW", world.alice),
        (7, "NEW", world.dave),
        (1000, "WON", world.alice),
    ):
        world.add("deal", amount=amount, stage=stage, responsible=owner, close_date="2025-06-01")
    [stage] = open_by_stage(world.admin, world.alice)
    assert (stage.stage.name, stage.count, stage.amount) == ("New", 2, 150)
    month = month_so_far(world.admin, moment("2025-06-02 10:00"), world.alice)
    assert (month.amount, month.count, month.days) == (1000, 1, [1000, 1000])
    html = world.client_of("alice").get("/").content.decode()
    assert "€150" in html
    assert "€1,000" in html


def test_the_month_is_compared_with_the_same_days(world: World) -> None:
    # Won on 10 May, 20 May and 5 June; on 12 June May counts until the 12th.
    for day, amount in (("2025-05-10", 100), ("2025-05-20", 200), ("2025-06-05", 300)):
        world.add("deal", amount=amount, stage="WON", close_date=day)
    month = month_so_far(world.admin, moment("2025-06-12 10:00"))
    assert (month.amount, month.before_amount, month.count, month.before_count) == (300, 100, 1, 1)
    assert (len(month.days), len(month.days_before)) == (12, 31)
    assert month.days_before[-1] == 300


def test_who_has_nothing_of_their_own_sees_everybodys(world: World) -> None:
    world.add("deal", amount=4321)
    assert "€4,321" in world.client_of("admin").get("/").content.decode()
    assert "€4,321" not in world.client_of("admin").get("/?who=me").content.decode()
    assert "€4,321" not in world.client_of("dave").get("/").content.decode()


def test_nothing_at_all_says_so(world: World) -> None:
    html = world.client_of("admin").get("/").content.decode()
    assert "Nothing to do" in html
    assert "No open deals." in html
