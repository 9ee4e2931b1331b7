"""comptoir doctor: finds nothing in a sound portal, finds each thing that is broken, mends what can be mended."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from comptoir.activities.models import ActivityBinding
from comptoir.clients.models import Company
from comptoir.events.models import Event, PendingEvent
from comptoir.imports.models import ImportRun
from comptoir.items.models import ContactPoint, StageChange
from comptoir.jobs.models import Job
from comptoir.ops.id_counters import set_counter
from comptoir.sales.models import Deal
from comptoir.search.models import SearchEntry
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def doctor(*arguments: str) -> tuple[list[dict[str, Any]], int]:
    out, status = io.StringIO(), 0
    try:
        call_command("doctor", "--json", *arguments, stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def break_search(world: World) -> None:
    SearchEntry.objects.filter(item_type=2).delete()
    SearchEntry.objects.create(item_type=4, item_id=987654, title="ghost", text="ghost")
    SearchEntry.objects.filter(item_type=4).first()


def break_links(world: World) -> None:
    ActivityBinding.objects.create(
        activity=world.add("activity", kind="call", bindings=[[2, Deal.objects.get().pk]]), item_type=2, item_id=987654
    )


def break_points(world: World) -> None:
    ContactPoint.objects.create(item_type=4, item_id=987654, kind="PHONE", value="1", normal="1")


def break_amount(world: World) -> None:
    Deal.objects.update(account_amount=Decimal("1.23"))


def set_event_aside(world: World) -> None:
    event = Event.objects.order_by("pk").first()
    PendingEvent.objects.create(event=event, reader="search", attempts=8, error="boom", set_aside_at=timezone.now())


def hang_a_job(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=1)
    Job.objects.create(
        name="sales.recompute_open_amounts",
        state=Job.State.RUNNING,
        created_at=long_ago,
        started_at=long_ago,
        heartbeat_at=long_ago,
    )


def set_the_clock_back(world: World) -> None:
    ahead = timezone.now() + timedelta(days=1)
    Job.objects.create(
        name="sales.recompute_open_amounts", state=Job.State.RUNNING, created_at=ahead, heartbeat_at=ahead
    )


def set_a_counter_back(world: World) -> None:
    world.add("company", title="Another")
    set_counter(connection, Company, 1)


def keep_a_history(world: World) -> None:
    StageChange.objects.create(
        item_type=2, item_id=987654, type=1, stage="NEW", semantics="P", at=timezone.now(), actor=None
    )


def invent_a_stage(world: World) -> None:
    Deal.objects.update(stage="NOWHERE")


def invent_a_currency(world: World) -> None:
    Company.objects.update(currency="XXQ")


def lose_a_file(world: World) -> None:
    ImportRun.objects.create(
        item_type="deal", name="a.csv", file="lost.csv", created_by=world.admin, created_at=timezone.now()
    )


MENDED = {
    break_search: "search",
    break_links: "orphans",
    break_points: "orphans",
    break_amount: "amounts",
    set_event_aside: "events",
    hang_a_job: "jobs",
    set_the_clock_back: "jobs",
    set_a_counter_back: "counters",
}
LEFT = {
    keep_a_history: "orphans",
    invent_a_stage: "codes",
    invent_a_currency: "currencies",
    lose_a_file: "files",
}


@pytest.fixture
def sound(world: World) -> World:
    company = world.add("company", title="Atelier")
    world.add("deal", title="Boat", company=company, amount=Decimal("100.50"))
    assert doctor() == ([], 0)
    return world


@pytest.mark.parametrize("damage", MENDED, ids=lambda damage: damage.__name__)
def test_mends_what_can_be_mended(damage: Callable[[World], None], sound: World) -> None:
    damage(sound)
    found, status = doctor()
    assert (status, {each["check"] for each in found}) == (1, {MENDED[damage]})
    assert doctor() == (found, 1), "without --fix nothing is changed"
    mended, status = doctor("--fix")
    assert (status, [each["mended"] for each in mended]) == (0, [True] * len(found))
    assert doctor() == ([], 0)


@pytest.mark.parametrize("damage", LEFT, ids=lambda damage: damage.__name__)
def test_leaves_what_a_person_has_to_decide(damage: Callable[[World], None], sound: World) -> None:
    damage(sound)
    found, status = doctor("--fix")
    assert (status, {each["check"] for each in found}) == (1, {LEFT[damage]})
    assert not any(each["mendable"] or each["mended"] for each in found)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_null_character_that_postgresql_would_refuse(sound: World) -> None:
    Company.objects.update(comments="a\0b")
    (found,), status = doctor()
    assert (found["check"], status) == ("null_characters", 1)
    assert doctor("--fix")[1] == 0
    assert {row.comments for row in Company.objects.all()} == {"ab"}


def test_speaks_the_language_of_the_account(sound: World) -> None:
    hang_a_job(sound)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    assert "✗ les travaux avancent" in out.getvalue()
    assert "→ --fix le répare" in out.getvalue()
