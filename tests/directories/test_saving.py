"""Saving the edits of a list: all or none, within the rules, and never over what somebody else saved unseen."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from comptoir.directories.change_set import version_of
from comptoir.directories.models import DirectoryValue
from comptoir.events.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db


def save(world: World, slug: str, *edits: dict[str, Any], version: int = 0, by: str = "admin") -> HttpResponse:
    body = json.dumps({"version": version, "edits": list(edits)})
    address = f"/settings/crm/directories/{slug}/save/"
    answer: HttpResponse = world.client_of(by).post(address, body, "application/json", HTTP_ACCEPT="application/json")
    return answer


def codes(directory: str) -> list[str]:
    return list(
        DirectoryValue.objects.filter(directory=directory).order_by("sort", "id").values_list("code", flat=True)
    )


def value(directory: str, code: str) -> DirectoryValue:
    return DirectoryValue.objects.get(directory=directory, code=code)


def test_edits_of_a_tab_are_saved_together(world: World) -> None:
    answer = save(
        world,
        "source",
        {"op": "add", "key": "n1", "name": "LinkedIn", "colour": "#0a66c2"},
        {"op": "change", "code": "CALL", "name": "Phone"},
        {"op": "order", "codes": ["n1", "CALL"]},
    )
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    first, second = (value("SOURCE", code) for code in codes("SOURCE")[:2])
    assert (first.name, first.colour, first.sort, first.is_system) == ("LinkedIn", "#0a66c2", 10, False)
    assert first.code.startswith("UC_")
    assert len(first.code) == 9
    assert (second.code, second.name, second.sort) == ("CALL", "Phone", 20)


def test_one_event_per_changed_value_in_one_change_set(world: World) -> None:
    save(
        world,
        "source",
        {"op": "change", "code": "CALL", "name": "Phone"},
        {"op": "change", "code": "WEB", "hidden": True},
    )
    events = list(Event.objects.filter(subject="directory:SOURCE"))
    assert {event.changes["code"][0] for event in events} == {"CALL", "WEB"}
    assert len({event.batch for event in events}) == 1
    assert next(e for e in events if "name" in e.changes).changes["name"] == ["", "Phone"]


def test_nothing_is_saved_when_one_edit_is_wrong(world: World) -> None:
    answer = save(
        world, "source", {"op": "change", "code": "CALL", "name": "Phone"}, {"op": "add", "key": "n1", "name": "  "}
    )
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == ["n1"]
    assert value("SOURCE", "CALL").name == ""
    assert version_of("SOURCE") == 0


@pytest.mark.parametrize(
    ("slug", "code"), [("deal-stage", "NEW"), ("deal-stage", "WON"), ("deal-stage", "LOSE"), ("source", "CALL")]
)
def test_protected_values_cannot_be_deleted_and_the_answer_says_why(world: World, slug: str, code: str) -> None:
    answer = save(world, slug, {"op": "delete", "code": code})
    assert answer.status_code == 422
    assert "cannot be deleted" in answer.json()["fields"][code]


def test_a_stage_added_as_second_success_is_refused(world: World) -> None:
    answer = save(world, "deal-stage", {"op": "add", "key": "n1", "name": "Won twice", "semantics": "S"})
    assert answer.status_code == 422


def test_stages_stay_in_their_groups_whatever_order_is_asked(world: World) -> None:
    save(world, "deal-stage", {"op": "order", "codes": ["LOSE", "WON", "EXECUTING", "NEW", "PREPARATION"]})
    assert codes("DEAL_STAGE") == [
        "NEW", "EXECUTING", "PREPARATION", "PREPAYMENT_INVOICE", "FINAL_INVOICE", "WON", "LOSE", "APOLOGY",
    ]  # fmt: skip


def test_restoring_gives_back_the_default_name_in_each_language(world: World) -> None:
    save(world, "deal-stage", {"op": "change", "code": "WON", "name": "Hooray", "names": {"fr": "Hourra"}})
    save(world, "deal-stage", {"op": "change", "code": "WON", "restore": True}, version=1)
    assert (value("DEAL_STAGE", "WON").name, value("DEAL_STAGE", "WON").names) == ("", {})
    for language, name in (("en", "Deal won"), ("fr", "Transaction gagnée")):
        page = world.client_of("admin", language).get("/settings/crm/directories/deal-stage/")
        assert name in page.content.decode()


def test_only_one_value_is_the_default_and_order_does_not_change_it(world: World) -> None:
    save(world, "source", {"op": "change", "code": "WEB", "default": True})
    save(
        world,
        "source",
        {"op": "change", "code": "EMAIL", "default": True},
        {"op": "order", "codes": ["STORE"]},
        version=1,
    )
    assert list(DirectoryValue.objects.filter(directory="SOURCE", is_default=True).values_list("code", flat=True)) == [
        "EMAIL"
    ]


def test_the_default_value_is_chosen_in_new_records_and_none_is_when_there_is_none(world: World) -> None:
    assert world.add("company", title="Before").source == ""
    save(world, "source", {"op": "change", "code": "WEB", "default": True})
    assert world.add("company", title="After").source == "WEB"


def test_somebody_without_the_right_is_refused_and_changes_nothing(world: World) -> None:
    answer = save(world, "source", {"op": "change", "code": "CALL", "name": "Mine"}, by="alice")
    assert answer.status_code == 403
    assert value("SOURCE", "CALL").name == ""
    assert world.client_of("alice").get("/settings/crm/directories/source/").status_code == 403


class TestTwoPeople:
    def test_edits_of_other_values_are_merged(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "CALL", "name": "Phone"})
        answer = save(world, "source", {"op": "change", "code": "WEB", "name": "Site"}, version=0)
        assert answer.status_code == 200
        assert (value("SOURCE", "CALL").name, value("SOURCE", "WEB").name) == ("Phone", "Site")

    def test_the_second_to_save_the_same_value_sees_what_the_first_changed(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "CALL", "name": "Phone"})
        answer = save(world, "source", {"op": "change", "code": "CALL", "name": "Ring"}, version=0)
        assert answer.status_code == 409
        assert answer.json()["version"] == 1
        assert "Phone" in answer.json()["since"][0]["text"]
        assert value("SOURCE", "CALL").name == "Phone"

    def test_who_has_seen_it_may_save_over_it(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "CALL", "name": "Phone"})
        assert save(world, "source", {"op": "change", "code": "CALL", "name": "Ring"}, version=1).status_code == 200
        assert value("SOURCE", "CALL").name == "Ring"


class TestBadInput:
    @pytest.mark.parametrize(
        "name",
        ["", "   ", "x" * 101, "x" * 10_000, "\u202e\u2066", "\x00\x01"],
        ids=["empty", "blank", "101", "10k", "bidi", "control"],
    )
    def test_names_that_cannot_be(self, world: World, name: str) -> None:
        assert save(world, "source", {"op": "change", "code": "WEB", "name": name}).status_code == 422

    def test_markup_and_hidden_characters_in_names_are_only_text(self, world: World) -> None:
        save(world, "source", {"op": "change", "code": "WEB", "name": "<script>alert(1)</script>\u202eabc"})
        page = world.client_of("admin").get("/settings/crm/directories/source/").content.decode()
        assert "<script>alert(1)" not in page
        assert value("SOURCE", "WEB").name == "<script>alert(1)</script>abc"

    @pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "url(x)", "#12345g"])
    def test_foreign_colours(self, world: World, colour: str) -> None:
        assert save(world, "source", {"op": "change", "code": "WEB", "colour": colour}).status_code == 422

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"{",
            b'{"version": "x", "edits": []}',
            b'{"version": 0, "edits": [{"op": "drop"}]}',
            b'{"version": 0, "edits": [{"op": "change", "code": "CALL", "directory": "STATUS"}]}',
            b"\xff\xfe",
            b"[" * 50_000,
        ],
        ids=["empty", "list", "open", "types", "unknown", "more", "encoding", "nested"],
    )
    def test_nonsense_is_a_clear_400(self, world: World, body: bytes) -> None:
        address = "/settings/crm/directories/source/save/"
        answer = world.client_of("admin").post(address, body, "application/json", HTTP_ACCEPT="application/json")
        assert answer.status_code == 400
        assert answer.json()["message"]

    def test_an_unknown_value_or_list(self, world: World) -> None:
        assert save(world, "source", {"op": "change", "code": "NOPE", "name": "x"}).status_code == 422
        assert save(world, "no-such-list", {"op": "change", "code": "CALL", "name": "x"}).status_code == 404

    def test_hiding_a_protected_stage_or_the_default(self, world: World) -> None:
        assert save(world, "deal-stage", {"op": "change", "code": "WON", "hidden": True}).status_code == 422
        assert (
            save(world, "source", {"op": "change", "code": "WEB", "hidden": True, "default": True}).status_code == 422
        )
