"""Segments name values of lists: shown with their use, rewritten when a value is replaced, put back by an undo."""

import json
import uuid
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import bump
from comptoir.events.models import Event
from comptoir.items.core.item_types import item_types
from comptoir.items.filters.address import read_conditions
from comptoir.items.lists.request import ListRequest
from comptoir.items.lists.segments.changes import SegmentForm, add_segment, change_segment_filter
from comptoir.items.models import Segment
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from tests.directories.test_exchange import apply, exported
from tests.directories.test_saving import save
from tests.query_counts import count_queries
from tests.world import World

pytestmark = pytest.mark.django_db


def asked(*conditions: str, type_code: str = "deal") -> ListRequest:
    return ListRequest(item_types.get(type_code), conditions=read_conditions(conditions))


def keep(world: World, *conditions: str, type_code: str = "deal", sharing: str = "nobody") -> Segment:
    said = SegmentForm("Kept", Segment.Sharing(sharing), None)
    return add_segment(asked(*conditions, type_code=type_code), said, actor=world.alice, at=timezone.now())


def texts(segment: Segment) -> list[str]:
    return QueryDict(Segment.objects.get(pk=segment.pk).query).getlist("f")


def delete(world: World, slug: str, code: str, into: str = "") -> Any:
    return save(world, slug, {"op": "delete", "code": code, "replace_by": into})


def replaced(world: World, slug: str, code: str, into: str) -> uuid.UUID:
    answer = delete(world, slug, code, into)
    assert answer.status_code == 200, answer.content
    jobs = json.loads(answer.content)["jobs"]
    assert jobs
    for job in jobs:
        run(job)
    return uuid.UUID(Job.objects.filter(name="directories.replace_value").latest("id").arguments["batch"])


def undo(world: World, batch: uuid.UUID) -> None:
    answer = world.client_of("admin").post(f"/settings/crm/directories/undo/{batch}/", HTTP_ACCEPT="application/json")
    assert answer.status_code == 204, answer.content
    run(Job.objects.filter(name="directories.put_items_back").latest("id").pk)


def own_source(code: str = "UC_FAIR01") -> str:
    DirectoryValue.objects.create(directory="SOURCE", code=code, name="Fair", sort=900)
    bump()
    return code


def test_the_page_says_how_many_segments_ask_for_a_value(world: World) -> None:
    keep(world, "source:in:WEB,CALL")
    keep(world, "source:not_in:WEB", type_code="lead", sharing="everyone")
    html = world.client_of("admin").get("/settings/crm/directories/source/").content.decode()
    assert "/segments/?directory=SOURCE&amp;value=WEB" in html
    page = world.client_of("admin").get("/segments/?directory=SOURCE&value=WEB").content.decode()
    assert "Segments with “Website”" in page
    assert page.count('class="segment-menu__name"') == 1
    assert "1 private segment of somebody else." in page


def test_only_who_may_change_settings_looks_at_them(world: World) -> None:
    keep(world, "source:in:WEB", sharing="everyone")
    assert world.client_of("alice").get("/segments/?directory=SOURCE&value=WEB").status_code == 403


@pytest.mark.parametrize("query", ["", "?directory=NOPE&value=1", "?directory=SOURCE&value=" + "x" * 5_000])
def test_values_nobody_asks_for(world: World, query: str) -> None:
    answer = world.client_of("admin").get(f"/segments/{query}")
    assert answer.status_code == 200
    assert "No segment asks for this value" in answer.content.decode()


def test_a_replaced_value_is_replaced_in_every_filter(world: World) -> None:
    code = own_source()
    world.add("deal", source=code)
    both = keep(world, f"source:in:{code},WEB", "amount:gte:5")
    negative = keep(world, f"source:not_in:{code}", type_code="lead")
    other = keep(world, "source:in:CALL")
    elsewhere = keep(world, f"title:contains:{code}")
    replaced(world, "source", code, "WEB")
    assert texts(both) == ["source:in:WEB", "amount:gte:5"]
    assert texts(negative) == ["source:not_in:WEB"]
    assert texts(other) == ["source:in:CALL"]
    assert texts(elsewhere) == [f"title:contains:{code}"]


def test_a_value_that_only_a_segment_names_needs_one_that_takes_over(world: World) -> None:
    code = own_source()
    segment = keep(world, f"source:in:{code}")
    answer = delete(world, "source", code)
    assert answer.status_code == 422
    assert code in answer.json()["fields"]
    replaced(world, "source", code, "CALL")
    assert texts(segment) == ["source:in:CALL"]
    assert not DirectoryValue.objects.filter(code=code).exists()


def test_stages_too(world: World) -> None:
    world.add("deal", stage="EXECUTING")
    segment = keep(world, "stage:in:EXECUTING,NEW")
    replaced(world, "deal-stage", "EXECUTING", "PREPARATION")
    assert texts(segment) == ["stage:in:PREPARATION,NEW"]


def test_a_deleted_segment_is_rewritten_too(world: World) -> None:
    code = own_source()
    segment = keep(world, f"source:in:{code}")
    world.client_of("alice").post(f"/deals/segments/{segment.pk}/delete/")
    world.add("deal", source=code)
    replaced(world, "source", code, "WEB")
    assert texts(segment) == ["source:in:WEB"]


def test_the_rewriting_is_a_part_of_the_change_set(world: World) -> None:
    code = own_source()
    segment = keep(world, f"source:in:{code}")
    batch = replaced(world, "source", code, "WEB")
    event = Event.objects.get(batch=batch, subject=f"segment:{segment.pk}")
    assert event.changes["query"] == [f"f=source%3Ain%3A{code}", "f=source%3Ain%3AWEB"]


def test_an_undo_gives_back_the_filters_that_nobody_changed_since(world: World) -> None:
    code = own_source()
    world.add("deal", source=code)
    first, second = keep(world, f"source:in:{code},WEB"), keep(world, f"source:in:{code}")
    batch = replaced(world, "source", code, "WEB")
    change_segment_filter(second, asked("source:in:CALL"), actor=world.alice, at=timezone.now())
    undo(world, batch)
    assert texts(first) == [f"source:in:{code},WEB"]
    assert texts(second) == ["source:in:CALL"]
    assert DirectoryValue.objects.filter(code=code).exists()


def test_an_undo_run_twice_changes_nothing_more(world: World) -> None:
    code = own_source()
    segment = keep(world, f"source:in:{code}")
    batch = replaced(world, "source", code, "WEB")
    undo(world, batch)
    job = Job.objects.filter(name="directories.put_items_back").latest("id")
    count = Event.objects.filter(subject=f"segment:{segment.pk}").count()
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
    run(job.pk)
    assert Event.objects.filter(subject=f"segment:{segment.pk}").count() == count


def test_old_filters_that_nothing_understands_do_no_harm(world: World) -> None:
    code, now = own_source(), timezone.now()
    for query in ("f=nonsense", "f=%00", "f=source%3Ain", "x" * 3_000, "f=source%3Ain%3A" + "a" * 5_000):
        Segment.objects.create(
            item_type="deal", name="Old", query=query, owner=world.alice, created_at=now, updated_at=now
        )
    world.add("deal", source=code)
    replaced(world, "source", code, "WEB")
    assert world.client_of("admin").get("/settings/crm/directories/source/").status_code == 200


def test_an_import_that_would_orphan_a_segment_is_refused(world: World) -> None:
    code = own_source()
    text = exported(world, "csv")
    without = "\n".join(line for line in text.splitlines() if code not in line)
    keep(world, f"source:in:{code}")
    assert apply(world, without) == 422
    assert DirectoryValue.objects.filter(code=code).exists()


def test_the_page_needs_no_more_queries_for_more_segments(world: World) -> None:
    client = world.client_of("admin")
    keep(world, "source:in:WEB")
    client.get("/settings/crm/directories/source/")
    few = count_queries(lambda: client.get("/settings/crm/directories/source/"))
    for _place in range(10):
        keep(world, "source:in:WEB,CALL")
    assert count_queries(lambda: client.get("/settings/crm/directories/source/")) == few
