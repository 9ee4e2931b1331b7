"""The history of the lists: on its page and over REST, what can be undone and what cannot any more."""

import uuid
from typing import Any

import pytest

from comptoir.directories.history.reading import change_sets
from comptoir.directories.models import DirectoryValue
from comptoir.events.models import Event
from comptoir.jobs.queue import run
from comptoir.sales.models import Deal
from tests.directories.test_replacing import delete_stage
from tests.directories.test_saving import codes, save, value
from tests.rest.conftest import Rest
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/crm/directories/source/history/"
UNDO = "/settings/crm/directories/undo/{}/"


def rename(world: World, code: str, name: str, version: int) -> uuid.UUID:
    assert save(world, "source", {"op": "change", "code": code, "name": name}, version=version).status_code == 200
    return change_sets("SOURCE")[0].batch


def undo(world: World, batch: uuid.UUID, by: str = "admin") -> int:
    return world.client_of(by).post(UNDO.format(batch), HTTP_ACCEPT="application/json").status_code


def page(world: World, address: str = ADDRESS, language: str = "en") -> str:
    return world.client_of("admin", language).get(address).content.decode()


def test_what_was_undone_says_by_whom_instead_of_offering_it_again(world: World) -> None:
    batch = rename(world, "WEB", "Site", 0)
    assert page(world).count("Undo this") == 1
    assert undo(world, batch) == 204
    shown = page(world)
    assert "Undone by Ada Min on" in shown
    assert "What Ada Min did on" in shown
    assert shown.count("Undo this") == 1
    assert UNDO.format(batch) not in shown
    assert "Annulé par Ada Min le" in page(world, language="fr")
    assert undo(world, batch) == 404


def test_an_undo_can_be_undone_and_then_the_first_change_can_be_undone_again(world: World) -> None:
    batch = rename(world, "WEB", "Site", 0)
    assert undo(world, batch) == 204
    assert undo(world, change_sets("SOURCE")[0].batch) == 204
    assert value("SOURCE", "WEB").name == "Site"
    assert undo(world, batch) == 204
    assert value("SOURCE", "WEB").name == ""


def test_what_is_older_than_thirty_days_is_not_offered(world: World, frozen: Any) -> None:
    batch = rename(world, "WEB", "Site", 0)
    frozen.shift(60 * 60 * 24 * 30 + 1)
    assert "Undo this" not in page(world)
    assert "Older than 30 days" in page(world)
    assert undo(world, batch) == 404


def test_what_changed_again_is_told(world: World) -> None:
    batch = rename(world, "WEB", "Site", 0)
    rename(world, "WEB", "Portal", 1)
    answer = world.client_of("admin").post(UNDO.format(batch), HTTP_ACCEPT="application/json")
    assert answer.status_code == 409
    assert "It was changed again since." in answer.json()["message"]


def test_the_history_is_paged(world: World) -> None:
    for version in range(33):
        rename(world, "WEB", f"Site {version}", version)
    first = page(world)
    assert first.count("directory-history__set") == 30
    assert "Site 32" in first
    before = change_sets("SOURCE", most=30)[-1].number
    assert f"?before={before}" in first
    second = page(world, f"{ADDRESS}?before={before}")
    assert second.count("directory-history__set") == 3
    assert "Latest changes" in second
    assert "Older changes" not in second


def test_every_attribute_is_told_with_before_and_after(world: World) -> None:
    edits = {"name": "Site", "names": {"en": "Web site"}, "colour": "#112233", "default": True}
    save(world, "source", {"op": "change", "code": "WEB", **edits})
    shown = page(world)
    for line in (
        "“Website” was renamed “Site”", "is now called “Web site” in English", "from no colour to #112233",
        "became the default value",
    ):  # fmt: skip
        assert line in shown


def test_an_undo_leaves_an_allowed_order_behind(world: World) -> None:
    save(world, "deal-stage", *({"op": "delete", "code": code} for code in ("PREPARATION", "EXECUTING")))
    batch = change_sets("DEAL_STAGE")[0].batch
    order = ["NEW", "a", "b", "c", "PREPAYMENT_INVOICE", "FINAL_INVOICE"]
    added = ({"op": "add", "key": key, "name": key.upper()} for key in "abc")
    assert save(world, "deal-stage", *added, {"op": "order", "codes": order}, version=1).status_code == 200
    assert undo(world, batch) == 204
    values = DirectoryValue.objects.filter(directory="DEAL_STAGE").order_by("sort", "id")
    ranks = [["P", "S", "F"].index(row.semantics or "P") for row in values]
    assert ranks == sorted(ranks)
    assert codes("DEAL_STAGE")[0] == "NEW"
    assert len(ranks) == 11


def test_a_replacement_killed_in_between_counts_what_both_runs_moved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comptoir.items.writing import replace_choice

    for _place in range(3):
        world.add("deal", stage="EXECUTING")
    monkeypatch.setattr(replace_choice, "BATCH", 2)
    told = delete_stage(world, "EXECUTING", "PREPARATION")
    run(told["jobs"][0])
    merged = Event.objects.get(code="crm.directory.value.merged")
    assert merged.changes["items"] == [None, 3]
    assert Deal.objects.filter(stage="PREPARATION").count() == 3


def test_a_file_of_several_lists_is_one_change_set_and_undone_as_one(world: World) -> None:
    client = world.client_of("admin")
    lines = ["list,code,name,name_en,name_fr,colour,group,hidden,default"]
    for slug, directory in (("source", "SOURCE"), ("deal-type", "DEAL_TYPE")):
        rows = DirectoryValue.objects.filter(directory=directory).order_by("sort", "id")
        lines += [f"{slug},{row.code},{row.code.title()},,,,,," for row in rows]
    told = client.post("/settings/crm/directories/import/", {"content": "\n".join(lines)}).content.decode()
    assert "default name → Web" in told
    client.post("/settings/crm/directories/import/", {"content": "\n".join(lines), "apply": "1"})
    (entry,) = change_sets()
    assert {change.directory for change in entry.changes} == {"SOURCE", "DEAL_TYPE"}
    assert "Sources" in page(world, "/settings/crm/directories/deal-type/history/")
    assert undo(world, entry.batch) == 204
    assert (value("SOURCE", "WEB").name, value("DEAL_TYPE", "SALE").name) == ("", "")


class TestRest:
    def history(self, rest: Rest, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = rest("comptoir.directory.history", params).result
        return found

    def test_tells_before_and_after_and_undoes(self, world: World, rest: Rest) -> None:
        rename(world, "WEB", "Site", 0)
        told = self.history(rest, entityId="SOURCE")[0]
        assert told["canBeUndone"]
        assert told["userId"] == world.admin.pk
        assert told["changes"] == [
            {
                "event": "crm.directory.value.changed", "entityId": "SOURCE", "statusId": "WEB",
                "before": {"name": ""}, "after": {"name": "Site"},
            }
        ]  # fmt: skip
        answer = rest("comptoir.directory.undo", {"id": told["id"]}).result
        assert answer["left"] == []
        assert value("SOURCE", "WEB").name == ""
        undone, first = self.history(rest, entityId="SOURCE")
        assert undone["undoes"] == first["id"]
        assert first["undoneBy"] == undone["id"] == answer["id"]
        assert not first["canBeUndone"]

    def test_pages(self, world: World, rest: Rest) -> None:
        for version in range(52):
            rename(world, "WEB", f"Site {version}", version)
        answer = rest("comptoir.directory.history", {"entityId": "SOURCE"})
        assert (len(answer.result), answer.body["total"], answer.body["next"]) == (50, 52, 50)
        assert len(self.history(rest, entityId="SOURCE", start=50)) == 2

    @pytest.mark.parametrize("number", ["", "x", "0b6f2a52-5d3e-4c7b-9d41-6b1f0f6a7c11"])
    def test_an_unknown_change_set_is_a_400(self, rest: Rest, number: str) -> None:
        assert rest("comptoir.directory.undo", {"id": number}).error[0] == 400

    def test_needs_the_right_to_change_settings(self, world: World, as_: Any) -> None:
        for name in ("comptoir.directory.history", "comptoir.directory.undo"):
            assert as_("alice")(name, {"id": str(uuid.uuid4())}).error[:2] == (403, "ACCESS_DENIED")
