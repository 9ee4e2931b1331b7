"""The settings page of directories and what belongs to it, for each of the cast, in both languages."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comptoir.directories.catalogue import catalogue
from comptoir.directories.models import DirectoryValue
from comptoir.directories.writing.edits import Add
from comptoir.directories.writing.save import save_directory
from comptoir.events.models import Event
from comptoir.kit.errors import Forbidden
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.writing import add_pipeline, update_pipeline
from tests.world import World

PAGES = (
    "/settings/crm/directories/deal-stage/",
    "/settings/crm/directories/source/",
    "/settings/crm/directories/?q=web",
    "/settings/crm/directories/history/",
    "/settings/crm/directories/source/history/",
    "/settings/crm/directories/import/",
    "/settings/crm/directories/export/?format=yaml",
    "/settings/crm/directories/source/export/?format=csv",
    "/settings/crm/pipelines/add/",
    "/settings/crm/pipelines/0/",
)
SLUGS = (
    "status", "deal-stage", "quote-status", "source", "contact-type", "company-type", "employees", "industry",
    "deal-type", "honorific", "event-type", "call-list",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("alice", 403), ("bob", 403), ("dave", 403), ("nobody", 302)]
)
def test_only_who_may_change_settings_opens_it(world: World, who: str, status: int, address: str) -> None:
    assert world.client_of(who).get(address).status_code == status


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_directory_has_its_page_in_both_languages(world: World, slug: str, language: str) -> None:
    page = world.client_of("admin", language).get(f"/settings/crm/directories/{slug}/").content.decode()
    assert ("États et listes déroulantes" if language == "fr" else "States and drop-down lists") in page
    assert ("Annuler" if language == "fr" else "Cancel") in page


@pytest.mark.parametrize("slug", ["invoice-status", "nothing", "deal-stage-99"])
def test_a_directory_without_a_page_is_not_found(world: World, slug: str) -> None:
    assert world.client_of("admin").get(f"/settings/crm/directories/{slug}/").status_code == 404


def add_value(world: World, directory: str, name: str, code: str = "", colour: str = "") -> None:
    edit = Add(key=code, name=name, code=code, colour=colour)
    save_directory(catalogue.get(directory), [edit], actor=world.admin, at=timezone.now())


def test_a_name_is_text_whatever_is_in_it(world: World) -> None:
    add_value(world, "SOURCE", "<script>alert(1)</script>")
    page = world.client_of("admin").get("/settings/crm/directories/source/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_number_of_queries_depends_neither_on_values_nor_on_items(world: World) -> None:
    client = world.client_of("admin")
    address = "/settings/crm/directories/source/"
    world.add("deal", source="WEB")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for place in range(5):
        add_value(world, "SOURCE", f"Source {place}")
        world.add("deal", source="WEB")
        world.add("contact", name="Ann", source="CALL")
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 16


def test_a_count_leads_to_the_records_it_counts(world: World) -> None:
    world.add("deal", title="The one", stage="EXECUTING")
    world.add("deal", title="Another", stage="NEW")
    client = world.client_of("admin")
    page = client.get("/settings/crm/directories/deal-stage/").content.decode()
    address = "/deals/?f=stage%3Ain%3AEXECUTING&amp;pipeline=0"
    assert address in page
    shown = client.get(address.replace("&amp;", "&")).content.decode()
    assert "The one" in shown
    assert "Another" not in shown


class TestPipelines:
    ADD = "/settings/crm/pipelines/add/"

    def test_a_new_one_has_the_eight_stages(self, world: World) -> None:
        answer = world.client_of("admin").post(self.ADD, {"name": "Export"})
        made = Pipeline.objects.get(name="Export")
        assert answer.headers["Location"] == f"/settings/crm/directories/deal-stage-{made.pk}/"
        assert DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{made.pk}").count() == 8

    def test_a_copy_has_the_stages_of_the_other_with_its_own_codes(self, world: World) -> None:
        add_value(world, "DEAL_STAGE", "Signature", code="SIGNATURE", colour="#123456")
        world.client_of("admin").post(self.ADD, {"name": "Copy", "copy_from": "0"})
        made = Pipeline.objects.get(name="Copy")
        stages = DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{made.pk}").order_by("sort")
        assert [stage.code.partition(":")[0] for stage in stages] == [f"C{made.pk}"] * 9
        assert stages.get(name="Signature").colour == "#123456"
        assert stages.get(semantics="S").is_system

    def test_a_name_is_needed(self, world: World) -> None:
        answer = world.client_of("admin").post(self.ADD, {"name": "  "})
        assert answer.status_code == 422
        assert "Give the pipeline a name." in answer.content.decode()

    def test_is_renamed_and_moved(self, world: World) -> None:
        first = add_pipeline("deal", "First", actor=world.admin, at=timezone.now())
        second = add_pipeline("deal", "Second", actor=world.admin, at=timezone.now())
        world.client_of("admin").post(f"/settings/crm/pipelines/{second.pk}/", {"name": "Abroad", "after": "0"})
        names = list(Pipeline.objects.filter(item_type="deal").values_list("name", flat=True))
        assert names == ["", "Abroad", first.name]

    def test_an_unchanged_default_keeps_its_name_in_every_language(self, world: World) -> None:
        world.client_of("admin", "fr").post("/settings/crm/pipelines/0/", {"name": "Général", "after": ""})
        assert Pipeline.objects.get(pk=0).name == ""

    def test_only_an_empty_one_is_deleted(self, world: World) -> None:
        made = add_pipeline("deal", "Export", actor=world.admin, at=timezone.now())
        deal = world.add("deal", pipeline=made.pk)
        client = world.client_of("admin")
        refused = client.post(f"/settings/crm/pipelines/{made.pk}/delete/")
        assert refused.status_code == 409
        assert "1 record is in this pipeline" in refused.content.decode()
        type(deal).objects.filter(pk=deal.pk).delete()
        assert client.post(f"/settings/crm/pipelines/{made.pk}/delete/").status_code == 302
        assert not Pipeline.objects.filter(pk=made.pk).exists()
        assert client.post("/settings/crm/pipelines/0/delete/").status_code == 409

    @pytest.mark.parametrize("who", ["alice", "dave"])
    def test_need_the_right_to_change_settings(self, world: World, who: str) -> None:
        assert world.client_of(who).post(self.ADD, {"name": "Mine"}).status_code == 403
        assert world.client_of(who).post("/settings/crm/pipelines/0/delete/").status_code == 403
        with pytest.raises(Forbidden):
            update_pipeline(Pipeline.objects.get(pk=0), name="Mine", actor=world.who(who), at=timezone.now())


class TestLive:
    def ask(self, world: World, who: str, after: object) -> Any:
        return world.client_of(who).get(f"/live/?after={after}")

    def test_tells_what_changed_since(self, world: World) -> None:
        world.add("deal")
        start = self.ask(world, "alice", 0).json()
        assert start["events"] == []
        add_value(world, "SOURCE", "Fair")
        world.add("deal")
        told = self.ask(world, "alice", start["after"]).json()
        assert told == {"after": Event.objects.latest("id").pk, "events": ["deals:changed", "directories:changed"]}
        assert self.ask(world, "alice", told["after"]).json()["events"] == []

    def test_is_one_query(self, world: World) -> None:
        world.add("deal")
        client = world.client_of("admin")
        client.get("/live/?after=1")
        with CaptureQueriesContext(connection) as queries:
            client.get("/live/?after=1")
        assert len([query for query in queries if "events_event" in query["sql"]]) == 1

    @pytest.mark.parametrize("after", ["-1", "x", "1" * 40, "½"])
    def test_refuses_what_is_no_number(self, world: World, after: str) -> None:
        assert self.ask(world, "alice", after).status_code == 400

    def test_is_for_who_has_signed_in(self, world: World) -> None:
        assert self.ask(world, "nobody", 0).status_code == 302


def test_a_value_that_no_list_has_is_shown_as_deleted(world: World) -> None:
    deal = world.add("deal", title="Old one")
    type(deal).objects.filter(pk=deal.pk).update(source="GONE")
    assert "(supprimé) GONE" in world.client_of("admin", "fr").get(f"/deals/{deal.pk}/").content.decode()
