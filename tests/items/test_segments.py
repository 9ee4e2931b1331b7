"""Segments: a list's filter kept under a name, with its count, for oneself, a department or everyone."""

import re
import sys
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.utils import timezone

from comptoir.access.models import Department, User
from comptoir.events.models import Event
from comptoir.items.models import Segment
from comptoir.sales.models import Deal
from tests.items.test_list import titles
from tests.markup import markup_of
from tests.query_counts import count_queries, expect_queries
from tests.world import World

WEB = "f=source%3Ain%3AWEB"


def save(world: World, user: str = "alice", query: str = WEB, path: str = "deals", **values: str) -> Any:
    posted = {"name": "From the web", "sharing": "nobody", "query": query, **values}
    return world.client_of(user).post(f"/{path}/segments/new/", posted)


def saved(world: World, user: str = "alice", query: str = WEB, **values: str) -> Segment:
    answer = save(world, user, query, **values)
    assert answer.status_code == 302, answer.content
    return Segment.objects.latest("id")


def page(world: World, address: str, user: str = "alice", language: str = "en") -> str:
    answer = world.client_of(user, language).get(address)
    assert answer.status_code == 200, answer.content
    return unescape(markup_of(answer))


def counts(world: World, user: str = "alice") -> dict[int, str]:
    html = page(world, "/deals/segments/counts/", user)
    return {int(id): count for id, count in re.findall(r"data-segment-count='(\d+)'\]\">([^<]*)<", html)}


def names(html: str) -> list[str]:
    return re.findall(r'segment-menu__name"><span class="truncate">([^<]*)<', html)


class TestSaving:
    def test_keeps_the_filter_and_opens_it_with_its_count(self, world: World) -> None:
        world.add("deal", title="Web deal", source="WEB")
        world.add("deal", title="Other deal", source="CALL")
        segment = saved(world)
        html = page(world, f"/deals/?segment={segment.pk}")
        assert titles(html) == ["Web deal"]
        assert "Source: Website" in html
        assert names(html) == ["From the web"]
        assert counts(world) == {segment.pk: "1"}

    def test_keeps_search_sorting_pipeline_grouping_and_when_wanted_the_columns(self, world: World) -> None:
        query = "q=pump&order=-amount&pipeline=0&group=source"
        assert saved(world, query=query).query == "q=pump&order=-amount&pipeline=0&group=source"
        columns = saved(world, query="columns=title%2Camount", columns="on").query
        assert columns == "columns=title%2Camount"
        assert saved(world, query="columns=title%2Camount").query == ""

    def test_a_quick_view_becomes_a_condition(self, world: World) -> None:
        segment = saved(world, query="view=mine")
        assert segment.query == "f=responsible%3Ain%3Ame"
        world.add("deal", title="Alice's")
        world.add("deal", title="Bob's", responsible=world.bob)
        assert titles(page(world, f"/deals/?segment={segment.pk}")) == ["Alice's"]

    def test_me_is_whoever_opens_it(self, world: World) -> None:
        world.add("deal", title="Alice's")
        world.add("deal", title="Bob's", responsible=world.bob)
        segment = saved(world, query="view=mine", sharing="everyone")
        assert titles(page(world, f"/deals/?segment={segment.pk}", "bob")) == ["Bob's"]

    def test_writes_one_event(self, world: World) -> None:
        segment = saved(world)
        event = Event.objects.get(subject=f"segment:{segment.pk}")
        assert (event.code, event.actor) == ("segment.added", world.alice)
        assert event.changes["name"] == [None, "From the web"]

    @pytest.mark.parametrize("path", ["contacts", "companies", "leads", "deals", "quotes", "invoices"])
    def test_works_in_every_list(self, world: World, path: str) -> None:
        assert save(world, "admin", "q=x", path).status_code == 302
        assert names(page(world, f"/{path}/", "admin")) == ["From the web"]

    def test_is_told_in_french(self, world: World) -> None:
        saved(world, "admin", sharing="everyone")
        html = page(world, f"/deals/?segment={Segment.objects.get().pk}", "admin", "fr")
        assert "partagé avec tout le monde" in html
        assert "Supprimer le segment" in html
        assert "Partagé avec" in page(world, "/deals/segments/new/", "admin", "fr")

    def test_names_are_text(self, world: World) -> None:
        segment = saved(world, name="<script>alert(1)</script>\u202e  x")
        assert segment.name == "<script>alert(1)</script> x"
        html = world.client_of("alice").get(f"/deals/?segment={segment.pk}").content.decode()
        assert "<script>alert" not in html

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": " \u200b\n"}, "name"),
            ({"name": "x" * 10_000}, "name"),
            ({"sharing": ""}, "sharing"),
            ({"sharing": "world"}, "sharing"),
            ({"sharing": "department:"}, "sharing"),
            ({"sharing": "department:999999"}, "sharing"),
            ({"sharing": "department:9999999999999999999999"}, "sharing"),
            ({"sharing": "department:<script>"}, "sharing"),
        ],
    )
    def test_refuses_what_makes_no_sense_and_says_where(self, world: World, values: dict[str, str], field: str) -> None:
        posted = {"name": "Name", "sharing": "nobody", "query": WEB, **values}
        answer = world.client_of("alice").post("/deals/segments/new/", posted, HTTP_ACCEPT="application/json")
        assert answer.status_code == 422
        assert list(answer.json()["fields"]) == [field]
        assert not Segment.objects.exists()

    @pytest.mark.parametrize(
        "query",
        [
            "f=nonsense",
            "f=unknown:in:1",
            "f=amount:gte:lots",
            "f=amount:between:1",
            "f=source:like:%",
            "&".join(f"f=amount:gte:{place}" for place in range(31)),
            "f=" + "x" * 30_000,
            "segment=1&f=a:in:%00",
        ],
    )
    def test_a_filter_that_is_not_understood_is_refused(self, world: World, query: str) -> None:
        answer = save(world, query=query)
        assert answer.status_code in (302, 400, 404, 422)
        assert answer.status_code != 302 or Segment.objects.get().query in ("", "f=amount%3Abetween%3A1")

    def test_too_many_conditions_with_those_of_the_quick_view(self, world: World) -> None:
        query = "view=won&" + "&".join(f"f=amount:gte:{place}" for place in range(30))
        assert save(world, query=query).status_code == 422

    def test_a_hundred_a_list_are_enough(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.modules["comptoir.items.lists.segments.changes"], "MOST", 2)
        saved(world)
        saved(world)
        assert save(world).status_code == 422

    def test_needs_the_right_to_read_such_records(self, world: World) -> None:
        guest = world.user("guest")
        assert world.client_of(guest).post("/deals/segments/new/", {"name": "X"}).status_code == 403
        assert world.client_of(guest).get("/deals/segments/new/").status_code == 403
        assert world.client_of(guest).get("/deals/segments/counts/").status_code == 403


class TestSharing:
    def reaches(self, world: World, segment: Segment) -> set[str]:
        return {
            name
            for name in ("admin", "alice", "bob", "carol", "dave")
            if world.client_of(name).get(f"/deals/?segment={segment.pk}").status_code == 200
            and names(page(world, "/deals/", name)) == ["From the web"]
        }

    def everybody(self, world: World) -> None:
        for name in ("admin", "alice", "bob", "carol", "dave"):
            world.who(name)

    def test_with_nobody_it_is_the_owners_alone(self, world: World) -> None:
        self.everybody(world)
        assert self.reaches(world, saved(world)) == {"alice"}

    def test_with_everyone(self, world: World) -> None:
        self.everybody(world)
        found = self.reaches(world, saved(world, sharing="everyone"))
        assert found == {"admin", "alice", "bob", "carol", "dave"}

    def test_with_a_department(self, world: World) -> None:
        self.everybody(world)
        found = self.reaches(world, saved(world, sharing=f"department:{world.sales.pk}"))
        assert found == {"admin", "alice", "bob", "carol"}

    def test_with_a_department_above_it_reaches_those_below(self, world: World) -> None:
        self.everybody(world)
        found = self.reaches(world, saved(world, sharing=f"department:{world.company.pk}"))
        assert found == {"admin", "alice", "bob", "carol", "dave"}

    def test_not_with_the_department_above(self, world: World) -> None:
        team = world.department("Team", parent=world.sales)
        User.objects.filter(pk=world.bob.pk).update(department=team)
        self.everybody(world)
        assert self.reaches(world, saved(world, sharing=f"department:{team.pk}")) == {"admin", "alice", "bob"}

    def test_a_dissolved_department_shares_with_nobody(self, world: World) -> None:
        self.everybody(world)
        team = world.department("Team", parent=world.sales)
        segment = saved(world, sharing=f"department:{team.pk}")
        Department.objects.get(pk=team.pk).delete()
        assert self.reaches(world, segment) == {"admin", "alice"}
        assert "only you have it" in page(world, "/deals/")

    def test_shows_each_reader_only_their_own_records(self, world: World) -> None:
        world.add("deal", title="Alice's", source="WEB")
        world.add("deal", title="Dave's", source="WEB", responsible=world.dave)
        segment = saved(world, sharing="everyone")
        assert titles(page(world, f"/deals/?segment={segment.pk}", "dave")) == ["Dave's"]
        assert counts(world, "dave") == {segment.pk: "1"}
        assert counts(world, "admin") == {segment.pk: "2"}

    def test_says_whose_it_is(self, world: World) -> None:
        saved(world, sharing="everyone")
        assert "Alice Arnaud’s, shared with everyone" in page(world, "/deals/", "dave")


class TestChanging:
    def test_the_owner_renames_and_shares(self, world: World) -> None:
        segment = saved(world)
        answer = world.client_of("alice").post(
            f"/deals/segments/{segment.pk}/", {"name": "Web", "sharing": f"department:{world.sales.pk}"}
        )
        assert answer.headers["Location"] == f"/deals/?segment={segment.pk}"
        segment.refresh_from_db()
        assert (segment.name, segment.sharing, segment.department) == ("Web", "department", world.sales)
        event = Event.objects.filter(subject=f"segment:{segment.pk}").latest("id")
        assert event.code == "segment.changed"
        assert set(event.changes) == {"name", "sharing", "department_id"}

    def test_an_edited_filter_is_saved_or_dropped(self, world: World) -> None:
        world.add("deal", title="Web", source="WEB")
        world.add("deal", title="Called", source="CALL")
        segment = saved(world)
        edited = f"/deals/?f=source%3Ain%3ACALL&segment={segment.pk}&edited=1"
        html = page(world, edited)
        assert titles(html) == ["Called"]
        assert "Save the changes" in html
        assert titles(page(world, f"/deals/?segment={segment.pk}")) == ["Web"]
        query = edited.partition("?")[2]
        world.client_of("alice").post(f"/deals/segments/{segment.pk}/filter/", {"query": query})
        html = page(world, f"/deals/?segment={segment.pk}")
        assert titles(html) == ["Called"]
        assert "Save the changes" not in html

    def test_links_of_an_open_segment_keep_it_short_until_it_is_edited(self, world: World) -> None:
        segment = saved(world)
        world.add("deal", source="WEB")
        html = page(world, f"/deals/?segment={segment.pk}")
        assert f'href="/deals/?segment={segment.pk}&panel=filter"' in html
        assert f"/deals/?f=source%3Ain%3AWEB&order=title&segment={segment.pk}&edited=1" in html
        # The last condition removed: an edited segment without a filter, not the segment again.
        assert f'href="/deals/?segment={segment.pk}&edited=1" aria-label="Remove the condition' in html
        world.add("deal", title="Called", source="CALL")
        assert "Called" in titles(page(world, f"/deals/?segment={segment.pk}&edited=1"))

    def test_the_search_box_keeps_the_conditions_of_the_segment(self, world: World) -> None:
        segment = saved(world)
        html = page(world, f"/deals/?segment={segment.pk}")
        form = html[html.index("list-bar__find") :]
        pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[: form.index("</form>")])
        assert pairs == [("f", "source:in:WEB"), ("segment", str(segment.pk)), ("edited", "1")]

    def test_the_filter_panel_edits_the_open_segment(self, world: World) -> None:
        segment = saved(world)
        answer = world.client_of("alice").get(
            "/deals/filter/",
            {"query": f"segment={segment.pk}", "place": "0", "field-0": "source", "op-0": "not_in", "value-0": "WEB"},
        )
        assert answer.headers["Location"] == (
            f"/deals/?f=source%3Anot_in%3AWEB&segment={segment.pk}&edited=1&panel=filter"
        )

    def test_deleting_offers_the_way_back(self, world: World) -> None:
        segment = saved(world)
        client = world.client_of("alice")
        assert client.post(f"/deals/segments/{segment.pk}/delete/").headers["Location"] == "/deals/"
        html = client.get("/deals/").content.decode()
        assert names(html) == []
        assert f"/deals/segments/{segment.pk}/restore/" in html
        assert client.get(f"/deals/?segment={segment.pk}").status_code == 404
        assert client.post(f"/deals/segments/{segment.pk}/restore/").status_code == 302
        assert names(client.get("/deals/").content.decode()) == ["From the web"]

    CHANGES = ("", "filter/", "delete/")

    @pytest.mark.parametrize("what", CHANGES)
    def test_other_people_cannot_change_a_shared_one(self, world: World, what: str) -> None:
        segment = saved(world, sharing="everyone")
        posted = {"name": "Mine now", "sharing": "nobody", "query": ""}
        answer = world.client_of("bob").post(f"/deals/segments/{segment.pk}/{what}", posted)
        assert answer.status_code == 403
        assert self.state(segment) == ("From the web", WEB, "everyone", None)
        html = page(world, f"/deals/?segment={segment.pk}&edited=1", "bob")
        assert "Delete the segment" not in html
        assert "Save the changes" not in html
        assert "Save as another" in html

    @pytest.mark.parametrize("what", [*CHANGES, "restore/"])
    def test_other_peoples_private_ones_do_not_exist(self, world: World, what: str) -> None:
        segment = saved(world)
        posted = {"name": "Mine now", "sharing": "nobody", "query": ""}
        for user in ("bob", "carol", "dave", "admin"):
            assert world.client_of(user).post(f"/deals/segments/{segment.pk}/{what}", posted).status_code == 404
            assert world.client_of(user).get(f"/deals/segments/{segment.pk}/").status_code == 404
        assert self.state(segment) == ("From the web", WEB, "nobody", None)

    @pytest.mark.parametrize("what", CHANGES)
    def test_who_may_change_settings_changes_shared_ones(self, world: World, what: str) -> None:
        segment = saved(world, sharing="everyone")
        posted = {"name": "Tidied", "sharing": "everyone", "query": "f=source%3Ain%3ACALL"}
        assert world.client_of("admin").post(f"/deals/segments/{segment.pk}/{what}", posted).status_code == 302

    def test_of_another_list_is_not_found(self, world: World) -> None:
        segment = saved(world)
        assert world.client_of("alice").get(f"/leads/?segment={segment.pk}").status_code == 404
        assert world.client_of("alice").post(f"/leads/segments/{segment.pk}/delete/").status_code == 404

    @pytest.mark.parametrize("number", ["0", "-1", "999999", "x", "", "9" * 40, "<script>", "1 OR 1=1"])
    def test_numbers_out_of_the_air(self, world: World, number: str) -> None:
        assert world.client_of("alice").get("/deals/", {"segment": number}).status_code == 404

    @pytest.mark.parametrize("what", ["filter/", "delete/", "restore/"])
    def test_changes_are_posted(self, world: World, what: str) -> None:
        segment = saved(world)
        assert world.client_of("alice").get(f"/deals/segments/{segment.pk}/{what}").status_code == 405

    def test_who_has_not_signed_in_is_sent_away(self, world: World) -> None:
        segment = saved(world)
        answer: HttpResponse = world.client_of(None).get(f"/deals/?segment={segment.pk}")  # type: ignore[assignment]
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")

    def state(self, segment: Segment) -> tuple[str, str, str, object]:
        segment.refresh_from_db()
        return segment.name, segment.query, segment.sharing, segment.deleted_at


class TestOldOnes:
    def old(self, world: World, query: str) -> Segment:
        now = timezone.now()
        return Segment.objects.create(
            item_type="deal", name="Old", query=query, owner=world.alice, created_at=now, updated_at=now
        )

    def test_fields_that_are_gone_are_named_and_the_rest_still_holds(self, world: World) -> None:
        world.add("deal", title="Web", source="WEB")
        world.add("deal", title="Called", source="CALL")
        segment = self.old(world, f"f=ghost%3Ain%3A1&{WEB}")
        html = page(world, f"/deals/?segment={segment.pk}")
        assert titles(html) == ["Web"]
        assert "This segment also asks for “ghost”, which no longer exists" in html
        assert counts(world) == {segment.pk: "1"}

    @pytest.mark.parametrize(
        "query",
        [
            "f=nonsense",
            "f=amount%3Agte%3Alots",
            "f=title%3Abetween%3A1%2C2%2C3",
            "f=%3Cscript%3E%3Ain%3A1",
            "pipeline=99",
            "f=company%3Agt%3Ax",
            "&".join(f"f=ghost{place}%3Ain%3A1" for place in range(40)),
            "f=source%3Ain%3A%00",
        ],
    )
    def test_what_is_not_understood_does_not_break_the_page(self, world: World, query: str) -> None:
        segment = self.old(world, query)
        html = world.client_of("alice").get(f"/deals/?segment={segment.pk}").content.decode()
        assert "<script>:in" not in html
        assert world.client_of("alice").get("/deals/segments/counts/").status_code == 200
        assert world.client_of("alice").get("/deals/").status_code == 200

    def test_a_deleted_pipeline_is_named(self, world: World) -> None:
        segment = self.old(world, "pipeline=99")
        assert "also asks for “Pipeline”" in page(world, f"/deals/?segment={segment.pk}")

    def test_an_unknown_grouping_or_sorting_is_left_out(self, world: World) -> None:
        world.add("deal", title="Any")
        segment = self.old(world, "group=ghost&order=ghost&columns=ghost")
        assert titles(page(world, f"/deals/?segment={segment.pk}")) == ["Any"]

    def test_saving_the_changes_heals_it(self, world: World) -> None:
        segment = self.old(world, f"f=ghost%3Ain%3A1&{WEB}")
        world.client_of("alice").post(f"/deals/segments/{segment.pk}/filter/", {"query": f"segment={segment.pk}"})
        segment.refresh_from_db()
        assert segment.query == WEB


class TestCounts:
    def test_stop_at_the_cap_of_lists(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("comptoir.items.lists.segments.reading.COUNTED", 2)
        monkeypatch.setattr("comptoir.items.lists.segments.views.COUNTED", 2)
        for _place in range(4):
            world.add("deal", source="WEB")
        segment = saved(world)
        assert counts(world) == {segment.pk: "2+"}

    def test_equal_the_list_behind_each(self, world: World) -> None:
        for place in range(9):
            world.add("deal", title=f"Deal {place}", source=("WEB", "CALL", "")[place % 3], amount=place * 100)
        for query in (WEB, "f=source%3Aempty", "f=amount%3Agte%3A400&f=source%3Anot_in%3AWEB", "view=mine", ""):
            saved(world, query=query)
        found = counts(world)
        assert len(found) == 5
        for id, count in found.items():
            assert len(titles(page(world, f"/deals/?segment={id}"))) == int(count)

    def test_neither_the_list_nor_the_counts_need_more_queries_for_more_segments(self, world: World) -> None:
        world.add("deal", source="WEB")
        client = world.client_of("carol")
        addresses = ["/deals/", "/deals/segments/counts/"]

        def measured() -> list[int]:
            for address in addresses:
                client.get(address)
            return [count_queries(lambda a=address: client.get(a)) for address in addresses]  # type: ignore[misc]

        saved(world, "carol")
        few = measured()
        for place in range(12):
            saved(world, "carol", query=f"f=amount%3Agte%3A{place}", sharing="everyone")
        assert measured() == few
        for address, count in zip(addresses, few, strict=True):
            expect_queries(f"segments: {address}, carol", count)

    def test_many_long_filters_are_counted_all_the_same(self, world: World) -> None:
        world.add("deal", source="WEB")
        codes = "%2C".join(f"UC_{place:06}" for place in range(1_500))
        for _place in range(12):
            saved(world, query=f"f=source%3Anot_in%3A{codes}")
        assert list(counts(world).values()) == ["1"] * 12

    def test_deleted_records_do_not_count(self, world: World) -> None:
        deal = world.add("deal", source="WEB")
        segment = saved(world)
        Deal.objects.filter(pk=deal.pk).update(deleted_at=timezone.now())
        assert counts(world) == {segment.pk: "0"}


def test_the_form_shows_what_is_kept(world: World) -> None:
    query = urlencode({"query": f"{WEB}&q=pump&group=stage"})
    html = page(world, f"/deals/segments/new/?{query}")
    for text in ("Source: Website", "Search: pump", "Grouped by stage"):
        assert text in html


def test_the_file_of_a_segment_holds_its_records(world: World) -> None:
    world.add("deal", title="Web", source="WEB")
    world.add("deal", title="Called", source="CALL")
    segment = saved(world, "admin")
    answer: Any = world.client_of("admin").get(f"/deals/export/?format=csv&segment={segment.pk}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Web" in text
    assert "Called" not in text
