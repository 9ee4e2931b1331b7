"""crm.status.add, update, delete: exact texts, who may, what is left behind."""

from typing import Any

import pytest
from django.utils import timezone

from comptoir.account.models import AccountSettings
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import bump
from comptoir.events.models import Event
from comptoir.items.writing import restore_items
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

DENIED = (400, "", "Access denied.")
IN_USE = (400, "", "There are active items in this status.")
FORCED_ONLY = (
    400, "", 'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".',
)  # fmt: skip
NOT_DELETED = (400, "", "Error on deleting status.")
TAKEN = (400, "ERROR_CORE", "The specified status ID already exists.")
BAD_COLOUR = (400, "ERROR_CORE", "COLOR must be written as #RRGGBB")
SECOND = (400, "ERROR_CORE", "There is a success stage already.")
BAD_CODE = (400, "ERROR_CORE", "STATUS_ID is too long / contains invalid characters")


def add(rest: Rest, **fields: Any) -> Any:
    return rest("crm.status.add", {"fields": {"NAME": "New one", **fields}})


def get(rest: Rest, value_id: int) -> dict[str, Any]:
    return rest("crm.status.get", {"id": value_id}).result


def id_of(directory: str, code: str) -> int:
    return DirectoryValue.objects.get(directory=directory, code=code).pk


@pytest.fixture
def pipeline(rest: Rest) -> int:
    return rest("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export"}}).result["category"]["id"]


def test_adds_a_source(rest: Rest) -> None:
    value_id = add(rest, ENTITY_ID="SOURCE", STATUS_ID="5|OPENLINE", NAME="Chat - shop").result
    assert isinstance(value_id, int)
    assert get(rest, value_id) == {
        "ID": str(value_id), "ENTITY_ID": "SOURCE", "STATUS_ID": "5|OPENLINE", "NAME": "Chat - shop", "NAME_INIT": "",
        "SORT": "10", "SYSTEM": "N", "COLOR": None, "SEMANTICS": None, "CATEGORY_ID": "0",
    }  # fmt: skip
    lead_id = rest("crm.lead.add", {"fields": {"SOURCE_ID": "5|OPENLINE"}}).result
    assert rest("crm.lead.get", {"id": lead_id}).result["SOURCE_ID"] == "5|OPENLINE"


def test_a_stage_gets_its_pipelines_prefix_once(rest: Rest, pipeline: int) -> None:
    directory, prefix = f"DEAL_STAGE_{pipeline}", f"C{pipeline}"
    value_id = add(rest, ENTITY_ID=directory, STATUS_ID="DECISION", SORT=55, COLOR="#00aaff").result
    shown = get(rest, value_id)
    assert (shown["STATUS_ID"], shown["CATEGORY_ID"], shown["SORT"]) == (f"{prefix}:DECISION", str(pipeline), "55")
    assert shown["EXTRA"] == {"SEMANTICS": "process", "COLOR": "#00aaff"}
    assert add(rest, ENTITY_ID=directory, STATUS_ID="DECISION").error == TAKEN
    assert add(rest, ENTITY_ID=directory, STATUS_ID=f"{prefix}:decision").error == TAKEN
    assert isinstance(add(rest, ENTITY_ID=directory, STATUS_ID=f"{prefix}:OTHER").result, int)
    deal_id = rest("crm.deal.add", {"fields": {"CATEGORY_ID": pipeline, "STAGE_ID": f"{prefix}:DECISION"}}).result
    assert rest("crm.deal.get", {"id": deal_id}).result["STAGE_SEMANTIC_ID"] == "P"


def test_failure_stages_may_stand_behind_the_last_one(rest: Rest) -> None:
    value_id = add(rest, ENTITY_ID="DEAL_STAGE", STATUS_ID="TOO_DEAR", SEMANTICS="F", SORT=90).result
    assert get(rest, value_id)["EXTRA"]["SEMANTICS"] == "apology"
    without_sort = add(rest, ENTITY_ID="DEAL_STAGE", STATUS_ID="TOO_LATE", SEMANTICS="F").result
    assert get(rest, without_sort)["SORT"] == "100"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, (400, "", "The field ENTITY_ID is required.\nThe field STATUS_ID is required.")),
        ({"STATUS_ID": "X"}, (400, "", "The field ENTITY_ID is required.")),
        ({"ENTITY_ID": "SOURCE"}, (400, "", "The field STATUS_ID is required.")),
        ({"ENTITY_ID": "NOTHING", "STATUS_ID": "X"}, (400, "", "Specified entity type is not supported.")),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": ""}, (400, "", "The field Title is required.")),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "x" * 101}, (400, "ERROR_CORE", "NAME is too long")),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "call"}, TAKEN),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "x" * 51}, BAD_CODE),
        ({"ENTITY_ID": "STATUS", "STATUS_ID": "x" * 22}, BAD_CODE),
        ({"ENTITY_ID": "STATUS", "STATUS_ID": "É"}, BAD_CODE),
        ({"ENTITY_ID": "QUOTE_STATUS", "STATUS_ID": "x" * 23}, BAD_CODE),
        ({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "A B"}, BAD_CODE),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "COLOR": "red"}, BAD_COLOUR),
        ({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "X", "SEMANTICS": "S"}, SECOND),
        ({"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "X", "SEMANTICS": "Z"}, (400, "", "Error on creating status.")),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "SORT": "many"}, (400, "", "Invalid parameters.")),
        ({"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "SORT": 10**12}, (400, "", "Invalid parameters.")),
        ({"ENTITY_ID": ["SOURCE"], "STATUS_ID": "X"}, (400, "", "Invalid parameters.")),
    ],
)  # fmt: skip
def test_refuses(rest: Rest, fields: dict[str, Any], error: tuple[int, str, str]) -> None:
    before = DirectoryValue.objects.count()
    assert add(rest, **fields).error == error
    assert DirectoryValue.objects.count() == before


def test_refuses_a_stage_in_progress_behind_the_final_one(rest: Rest) -> None:
    status, code, text = add(rest, ENTITY_ID="DEAL_STAGE", STATUS_ID="LATE", SORT=65).error
    assert (status, code) == (400, "")
    assert text.startswith("Cannot create more stages after the final stage")


@pytest.mark.parametrize("params", [{}, {"fields": "x"}, {"fields": 1}])
def test_fields_must_be_an_array(rest: Rest, params: dict[str, Any]) -> None:
    assert rest("crm.status.add", params).error == (400, "", "Parameter 'fields' must be array.")


def test_longest_codes_are_taken(rest: Rest, pipeline: int) -> None:
    longest = 22 - len(f"C{pipeline}:")
    for directory, length in (("STATUS", 21), ("QUOTE_STATUS", 22), ("DEAL_STAGE", 22), ("SOURCE", 50)):
        assert isinstance(add(rest, ENTITY_ID=directory, STATUS_ID="x" * length).result, int)
    directory = f"DEAL_STAGE_{pipeline}"
    assert isinstance(add(rest, ENTITY_ID=directory, STATUS_ID="x" * longest).result, int)
    assert add(rest, ENTITY_ID=directory, STATUS_ID="y" * (longest + 1)).error == BAD_CODE


def test_renames_moves_and_recolours(rest: Rest) -> None:
    won = id_of("DEAL_STAGE", "WON")
    fields = {"NAME": "Order received", "SORT": "61", "COLOR": "#123abc", "SEMANTICS": "F", "STATUS_ID": "X", "ID": 1}
    assert rest("crm.status.update", {"id": won, "fields": fields}).result is True
    shown = get(rest, won)
    assert (shown["NAME"], shown["NAME_INIT"], shown["SORT"]) == ("Order received", "Deal won", "61")
    assert (shown["COLOR"], shown["SEMANTICS"], shown["STATUS_ID"]) == ("#123abc", "S", "WON")
    rest("crm.status.update", {"id": won, "fields": {"COLOR": "#"}})
    assert get(rest, won)["COLOR"] is None


def test_the_default_name_comes_back_and_names_in_other_languages_stay(rest: Rest) -> None:
    won = id_of("DEAL_STAGE", "WON")
    DirectoryValue.objects.filter(pk=won).update(name="Signed", names={"fr": "Signée", "en": "Signed!"})
    bump()
    assert get(rest, won)["NAME"] == "Signed!"
    rest("crm.status.update", {"id": won, "fields": {"NAME": "Won it"}})
    assert get(rest, won)["NAME"] == "Won it"
    rest("crm.status.update", {"id": won, "fields": {"NAME": get(rest, won)["NAME_INIT"]}})
    assert get(rest, won)["NAME"] == "Deal won"
    AccountSettings.objects.update(language="fr")
    assert get(rest, won)["NAME"] == "Signée"


def test_the_default_name_follows_the_language_again(rest: Rest) -> None:
    won = id_of("DEAL_STAGE", "WON")
    rest("crm.status.update", {"id": won, "fields": {"NAME": "Signed"}})
    rest("crm.status.update", {"id": won, "fields": {"NAME": get(rest, won)["NAME_INIT"]}})
    AccountSettings.objects.update(language="fr")
    assert get(rest, won)["NAME"] == "Transaction gagnée"


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"id": "x", "fields": {}}, (400, "", "Invalid identifier.")),
        ({"fields": {}}, (400, "", "Invalid identifier.")),
        ({"id": 999_999, "fields": {}}, (400, "", "Status is not found.")),
        ({"fields": {"NAME": ""}}, (400, "", "Error on updating status.")),
        ({"fields": {"NAME": "x" * 101}}, (400, "", "Error on updating status.")),
        ({"fields": {"COLOR": "red"}}, (400, "", "Error on updating status.")),
        ({"fields": {"SORT": 65}}, (400, "", "Error on updating status.")),
        ({"fields": "x"}, (400, "", "Parameter 'fields' must be array.")),
    ],
)
def test_refuses_changes(rest: Rest, params: dict[str, Any], error: tuple[int, str, str]) -> None:
    value = id_of("DEAL_STAGE", "EXECUTING")
    known = params if error[2] in ("Invalid identifier.", "Status is not found.") else {"id": value, **params}
    assert rest("crm.status.update", known).error == error


def test_deletes_what_nobody_uses(rest: Rest) -> None:
    value_id = id_of("SOURCE", "WEB")
    assert rest("crm.status.delete", {"id": value_id}).result is True
    assert rest("crm.status.get", {"id": value_id}).error == (400, "", "Status is not found.")
    assert rest("crm.status.delete", {"id": value_id}).error == (400, "", "Status is not found.")
    assert rest("crm.status.delete", {"id": "x"}).error == (400, "", "Invalid identifier.")


def test_a_stage_with_a_deal_stays(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs", stage="EXECUTING")
    value_id = id_of("DEAL_STAGE", "EXECUTING")
    for params in ({}, {"FORCED": "Y"}):
        assert rest("crm.status.delete", {"id": value_id, "params": params}).error == IN_USE
    deal.refresh_from_db()
    assert deal.stage == "EXECUTING"


def test_structural_stages_never_go(rest: Rest) -> None:
    for code in ("NEW", "WON", "LOSE"):
        value_id = id_of("DEAL_STAGE", code)
        assert rest("crm.status.delete", {"id": value_id}).error == FORCED_ONLY
        assert rest("crm.status.delete", {"id": value_id, "params": {"FORCED": "Y"}}).error == NOT_DELETED
    assert rest("crm.status.delete", {"id": id_of("DEAL_STAGE", "APOLOGY")}).result is True


def test_a_used_or_system_list_value_goes_only_when_forced(rest: Rest, world: World) -> None:
    lead = world.add("lead", title="Fair", source="TRADE_SHOW")
    used, system = id_of("SOURCE", "TRADE_SHOW"), id_of("SOURCE", "CALL")
    assert rest("crm.status.delete", {"id": used}).error == IN_USE
    assert rest("crm.status.delete", {"id": system}).error == FORCED_ONLY
    for value_id in (used, system):
        assert rest("crm.status.delete", {"id": value_id, "params": {"FORCED": "Y"}}).result is True
    assert rest("crm.lead.get", {"id": lead.pk}).result["SOURCE_ID"] == "TRADE_SHOW"


def test_every_change_is_an_event_that_names_the_list(rest: Rest, world: World) -> None:
    value_id = add(rest, ENTITY_ID="SOURCE", STATUS_ID="FAIR", NAME="Fair").result
    rest("crm.status.update", {"id": value_id, "fields": {"NAME": "Trade fair"}})
    rest("crm.status.update", {"id": value_id, "fields": {"NAME": "Trade fair"}})
    rest("crm.status.delete", {"id": value_id})
    events = list(Event.objects.filter(subject="directory:SOURCE").order_by("id"))
    assert [event.code.rpartition(".")[2] for event in events] == ["added", "changed", "deleted"]
    assert [event.changes["name"] for event in events] == [[None, "Fair"], ["Fair", "Trade fair"], ["Trade fair", None]]
    assert {event.actor_id for event in events} == {world.admin.pk}


def test_only_who_may_change_settings(as_: Callers, world: World) -> None:
    value_id = id_of("SOURCE", "WEB")
    for name in ("alice", "bob", "carol", "dave"):
        caller = as_(name)
        assert add(caller, ENTITY_ID="SOURCE", STATUS_ID="X").error == DENIED
        assert caller("crm.status.update", {"id": value_id, "fields": {"NAME": "X"}}).error == DENIED
        assert caller("crm.status.delete", {"id": value_id}).error == DENIED
        assert caller("crm.status.get", {"id": value_id}).result["STATUS_ID"] == "WEB"
    assert DirectoryValue.objects.filter(pk=value_id).exists()


def test_what_lies_in_the_recycle_bin_comes_back_in_the_first_stage(rest: Rest, world: World) -> None:
    deal = world.add("deal", title="Chairs", stage="EXECUTING")
    value_id = id_of("DEAL_STAGE", "EXECUTING")
    rest("crm.deal.delete", {"id": deal.pk})
    assert rest("crm.status.delete", {"id": value_id}).result is True
    batch = Event.objects.get(code="item.deleted").batch
    assert restore_items(batch, actor=world.admin, at=timezone.now()) == 1
    shown = rest("crm.deal.get", {"id": deal.pk}).result
    assert (shown["STAGE_ID"], shown["STAGE_SEMANTIC_ID"]) == ("NEW", "P")
    history = rest("crm.stagehistory.list", {"entityTypeId": 2, "filter": {"OWNER_ID": deal.pk}}).result["items"]
    assert [row["STAGE_ID"] for row in history] == ["EXECUTING", "NEW"]
    assert Event.objects.get(code="item.restored").changes["stage"] == ["EXECUTING", "NEW"]
