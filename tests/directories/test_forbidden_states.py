"""Ways by which a list could end in a state that the rules forbid, each of them closed at every door that has it."""

import uuid
from typing import Any

import pytest
import yaml
from django.utils import timezone

from comptoir.directories.history.reading import history_of
from comptoir.directories.models import DirectoryState, DirectoryValue
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import item_types
from comptoir.items.errors import InvalidItem
from comptoir.items.writing import update_item
from comptoir.kit.memo import remembering
from comptoir.sales.models import Deal
from tests.directories.state import everything
from tests.directories.test_exchange import IMPORT, apply, exported
from tests.directories.test_replacing import delete_stage
from tests.directories.test_saving import codes, save
from tests.directories.test_status_writing import NOT_DELETED, add, id_of
from tests.rest.conftest import Rest
from tests.world import World

pytestmark = pytest.mark.django_db
NOT_UPDATED = (400, "", "Error on updating status.")
INVISIBLE = ["\u200d", "\u2800\u3164", "\u0301"]


def test_a_failure_stage_stands_behind_success_whatever_sort_is_asked(rest: Rest) -> None:
    add(rest, ENTITY_ID="DEAL_STAGE", STATUS_ID="TOO_DEAR", SEMANTICS="F", SORT=10)
    assert codes("DEAL_STAGE")[-3:] == ["LOSE", "APOLOGY", "TOO_DEAR"]


@pytest.mark.parametrize(("code", "sort"), [("WON", 50), ("WON", 70), ("LOSE", 60), ("APOLOGY", 10), ("EXECUTING", 60)])
def test_no_stage_leaves_its_group_by_its_sort(rest: Rest, code: str, sort: int) -> None:
    before = everything()
    answer = rest("crm.status.update", {"id": id_of("DEAL_STAGE", code), "fields": {"SORT": sort}})
    assert answer.error == NOT_UPDATED
    assert everything() == before


class TestTheValueThatTakesOver:
    """Items are on their way to it: it may not go before they have come."""

    def test_is_not_deleted_by_the_page(self, world: World) -> None:
        world.add("deal", title="Boat", stage="EXECUTING")
        delete_stage(world, "EXECUTING", "PREPARATION")
        before = everything()
        answer = save(world, "deal-stage", {"op": "delete", "code": "PREPARATION"}, version=1)
        assert answer.status_code == 422
        assert "being replaced by this one" in answer.json()["fields"]["PREPARATION"]
        assert everything() == before

    @pytest.mark.parametrize("params", [{}, {"FORCED": "Y"}])
    def test_is_not_deleted_over_rest(self, world: World, rest: Rest, params: dict[str, Any]) -> None:
        world.add("lead", title="Fair", source="WEB")
        save(world, "source", {"op": "delete", "code": "WEB", "replace_by": "EMAIL"})
        before = everything()
        answer = rest("crm.status.delete", {"id": id_of("SOURCE", "EMAIL"), "params": params})
        assert answer.error == NOT_DELETED
        assert everything() == before


class TestAValueThatIsBeingReplaced:
    """Its items are on their way to another one: nobody changes it any more, through whatever door."""

    @pytest.fixture
    def leaving(self, world: World) -> dict[str, list[Any]]:
        world.add("lead", title="Fair", source="WEB")
        save(world, "source", {"op": "delete", "code": "WEB", "replace_by": "EMAIL"})
        return everything()

    def test_is_not_changed_by_the_page(self, world: World, leaving: dict[str, list[Any]]) -> None:
        answer = save(world, "source", {"op": "change", "code": "WEB", "name": "Portal"}, version=1)
        assert "being replaced" in answer.json()["fields"]["WEB"]
        assert everything() == leaving

    @pytest.mark.parametrize("fields", [{"NAME": "Portal"}, {"COLOR": "#123456"}, {"SORT": 500}])
    def test_is_not_changed_over_rest(self, rest: Rest, leaving: dict[str, list[Any]], fields: dict[str, Any]) -> None:
        answer = rest("crm.status.update", {"id": id_of("SOURCE", "WEB"), "fields": fields})
        assert answer.error == NOT_UPDATED
        assert everything() == leaving

    @pytest.mark.parametrize("params", [{}, {"FORCED": "Y"}])
    def test_is_not_deleted_over_rest(self, rest: Rest, leaving: dict[str, list[Any]], params: dict[str, Any]) -> None:
        answer = rest("crm.status.delete", {"id": id_of("SOURCE", "WEB"), "params": params})
        assert answer.error == NOT_DELETED
        assert everything() == leaving


def test_a_new_value_cannot_be_called_like_an_old_one_while_it_is_edited(world: World) -> None:
    before = everything()
    gone, added = {"op": "delete", "code": "WEB"}, {"op": "add", "key": "WEB", "name": "Another"}
    answer = save(world, "source", gone, added)
    assert answer.status_code == 422
    assert everything() == before


def test_a_value_of_ones_own_has_no_default_name_to_restore(world: World) -> None:
    save(world, "source", {"op": "add", "key": "n", "name": "Fair"})
    own = DirectoryValue.objects.get(name="Fair").code
    assert save(world, "source", {"op": "change", "code": own, "restore": True}, version=1).status_code == 422
    assert DirectoryValue.objects.get(code=own).name == "Fair"


def test_names_are_kept_in_our_languages_only(world: World) -> None:
    answer = save(world, "source", {"op": "change", "code": "WEB", "names": {"xx" * 500: "Site"}})
    assert answer.status_code == 422
    assert DirectoryValue.objects.get(directory="SOURCE", code="WEB").names == {}


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_name_that_shows_nothing_is_none(world: World, rest: Rest, name: str) -> None:
    before = everything()
    assert save(world, "source", {"op": "change", "code": "WEB", "name": name}).status_code == 422
    assert add(rest, ENTITY_ID="SOURCE", STATUS_ID="X", NAME=name).status == 400
    assert rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": name}}).status == 400
    assert everything() == before


def test_a_file_makes_names_exactly_what_it_says(world: World) -> None:
    save(world, "source", {"op": "change", "code": "WEB", "names": {"en": "The site", "fr": "Le site"}})
    text = exported(world, "csv").replace(",WEB,,The site,Le site,", ",WEB,Site,,,").replace(
        ",WEB,,Le site,The site,", ",WEB,Site,,,"
    )  # fmt: skip
    assert ",WEB,Site,,," in text
    assert apply(world, text) == 302
    value = DirectoryValue.objects.get(directory="SOURCE", code="WEB")
    assert (value.name, value.names) == ("Site", {})
    assert "Nothing to change" in world.client_of("admin").post(IMPORT, {"content": text}).content.decode()


def test_a_file_names_one_default_at_most(world: World) -> None:
    before = everything()
    lines = [line + "yes" if line.startswith(("source,WEB", "source,CALL")) else line
             for line in exported(world, "csv").splitlines()]  # fmt: skip
    assert apply(world, "\n".join(lines) + "\n") == 422
    assert everything() == before


def test_an_undo_makes_no_second_default(world: World) -> None:
    save(world, "source", {"op": "change", "code": "CALL", "default": True})
    save(world, "source", {"op": "change", "code": "WEB", "default": True}, version=1)
    batch = history_of("SOURCE")[0].batch
    save(world, "source", {"op": "change", "code": "EMAIL", "default": True}, version=2)
    world.client_of("admin").post(f"/settings/crm/directories/undo/{batch}/")
    assert list(DirectoryValue.objects.filter(is_default=True).values_list("code", flat=True)) == ["EMAIL"]


def test_a_file_with_blanks_and_empty_names_changes_nothing_the_second_time(world: World) -> None:
    document = yaml.safe_load(exported(world, "yaml"))
    document["lists"]["source"][0] |= {"name": "  Phone ", "names": {"fr": " ", "en": ""}, "colour": "#"}
    text = yaml.safe_dump(document)
    assert apply(world, text) == 302
    assert DirectoryValue.objects.get(directory="SOURCE", code="CALL").name == "Phone"
    assert "Nothing to change" in world.client_of("admin").post(IMPORT, {"content": text}).content.decode()


def another_process_deletes(directory: str, code: str) -> None:
    """What a process does whose changes this one's memory does not know of."""
    DirectoryValue.objects.filter(directory=directory, code=code).delete()
    DirectoryState.objects.update(version=uuid.uuid4())


def test_a_code_that_went_after_it_was_read_is_not_stored(world: World) -> None:
    deal = world.add("deal", source="CALL")
    with remembering():
        assert sources.choices.find("SOURCE", "WEB")
        another_process_deletes("SOURCE", "WEB")
        with pytest.raises(InvalidItem):
            world.add("deal", source="WEB")
        with pytest.raises(InvalidItem):
            update_item(item_types.get("deal"), deal.pk, {"source": "WEB"}, actor=world.admin, at=timezone.now())
    assert [row.source for row in Deal.objects.all()] == ["CALL"]
