"""Batches: keys, references, halting, limits; the shapes that clients pin."""

import pytest

from comptoir.access.models import User
from tests.rest.conftest import Rest, make_user


@pytest.fixture
def people(alice: User) -> list[User]:
    return [alice, *(make_user(f"user{n}", name=f"Name{n}") for n in range(60))]


def test_answers_named_keys_with_maps(rest: Rest) -> None:
    result = rest("batch", {"cmd": {"me": "user.current", "list": "user.get"}}).result
    assert list(result) == ["result", "result_error", "result_total", "result_next", "result_time"]
    assert list(result["result"]) == ["me", "list"]
    assert result["result_error"] == []
    assert result["result_total"] == {"list": 1}
    assert result["result_next"] == []
    assert list(result["result_time"]) == ["me", "list"]
    assert len(result["result_time"]["me"]) == 8


@pytest.mark.parametrize("cmd", [["profile", "server.time"], {"0": "profile", "1": "server.time"}])
def test_answers_a_list_with_lists(rest: Rest, cmd: object) -> None:
    result = rest("batch", {"cmd": cmd}).result
    assert isinstance(result["result"], list)
    assert len(result["result"]) == 2
    assert isinstance(result["result_time"], list)


def test_answers_keys_that_start_later_with_maps(rest: Rest) -> None:
    result = rest("batch", {"cmd": {"50": "profile", "51": "profile"}}).result
    assert list(result["result"]) == ["50", "51"]


def test_keeps_failures_apart(rest: Rest) -> None:
    result = rest("batch", {"cmd": ["profile", "no.such", "server.time", "batch"]}).result
    assert list(result["result"]) == ["0", "2"]
    assert result["result_error"]["1"] == {"error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"}
    assert result["result_error"]["3"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"
    assert list(result["result_time"]) == ["0", "2"]


def test_is_a_success_when_everything_failed(rest: Rest) -> None:
    result = rest("batch", {"cmd": {"a": "no.such", "b": ""}}).result
    assert result["result"] == []
    assert list(result["result_error"]) == ["a", "b"]


@pytest.mark.parametrize("halt", [1, "1", True, "true"])
def test_halts_at_the_first_failure(rest: Rest, halt: object) -> None:
    result = rest("batch", {"halt": halt, "cmd": ["profile", "no.such", "profile"]}).result
    assert len(result["result"]) == 1
    assert isinstance(result["result"], list)
    assert list(result["result_error"]) == ["1"]


@pytest.mark.parametrize("halt", [0, "0", False, "false", ""])
def test_goes_on_without_halt(rest: Rest, halt: object) -> None:
    assert list(rest("batch", {"halt": halt, "cmd": ["no.such", "profile"]}).result["result"]) == ["1"]


def test_refuses_the_fifty_first_command(rest: Rest) -> None:
    result = rest("batch", {"cmd": ["server.time"] * 52}).result
    assert len(result["result"]) == 50
    assert {key: value["error"] for key, value in result["result_error"].items()} == {
        "50": "ERROR_BATCH_LENGTH_EXCEEDED",
        "51": "ERROR_BATCH_LENGTH_EXCEEDED",
    }


def test_reads_every_form_of_command(rest: Rest) -> None:
    commands = [
        "method.get?name=user.get&",
        "method.get.json?name=user.get",
        {"method": "method.get", "params": {"name": "user.get"}},
        ["method.get", {"name": "user.get"}],
        {"method": "method.get", "params": "name=user.get"},
        "Method.Get?NAME=user.get",
        "method.get?n%61me=user%2Eget&__order=1",
    ]
    result = rest("batch", {"cmd": commands}).result
    assert result["result"] == [{"isExisting": True, "isAvailable": True}] * len(commands)
    assert rest("batch", {"cmd": ["profile?", "profile"]}).result["result_error"] == []


def test_decodes_a_form_batch_twice(rest: Rest) -> None:
    body = b"halt=0&cmd[a]=method.get%3Fname%3Duser%252Eget&cmd[b]=user.get%3FFILTER%255BNAME%255D%3DAlice"
    result = rest.post("batch", body).result
    assert result["result"]["a"]["isExisting"] is True
    assert result["result"]["b"][0]["NAME"] == "Alice"


def test_follows_references(rest: Rest, people: list[User]) -> None:
    commands = {
        "me": "user.current",
        "again": "user.get?FILTER[ID]=$result[me][ID]",
        "encoded": "user.get?FILTER%5BID%5D=%24result%5Bagain%5D%5B0%5D%5BID%5D",
        "part": "method.get?name=user.$result[word]",
        "scalar": "server.time",
        "used": {"method": "user.get", "params": {"FILTER": {"@ID": ["$result[me][ID]", 0]}}},
    }
    result = rest("batch", {"cmd": commands}).result
    me = str(rest.user.pk)
    assert [row["ID"] for row in result["result"]["again"]] == [me]
    assert [row["ID"] for row in result["result"]["encoded"]] == [me]
    assert [row["ID"] for row in result["result"]["used"]] == [me]
    assert result["result"]["part"]["isExisting"] is False


@pytest.mark.parametrize(
    "path",
    [
        *("[no]", "[]", "[me][nothing]", "[me][ID][0]", "[me][__class__][__mro__]", "[time][0]"),
        *("[list][999]", "[list][-1]", "[list][1e3]", "[list][99999999999999999999]", "[list][]"),
        *("[list][__class__]", "[list][0][__dict__]", "[list]" + "[0]" * 2000),
    ],
)
def test_gives_an_empty_text_for_a_path_that_leads_nowhere(rest: Rest, path: str) -> None:
    cmd = {
        "me": "user.current",
        "list": "user.get",
        "time": "server.time",
        "x": f"method.get?name=$result{path}user.get",
    }
    result = rest("batch", {"cmd": cmd, "halt": 1}).result
    assert result["result"]["x"] == {"isExisting": True, "isAvailable": True}


def test_runs_a_chain_past_the_last_page(rest: Rest, people: list[User]) -> None:
    """The chain that b24pysdk sends for a list: most of it points past the end, and nothing may fail."""
    cmd = {"req_0": "user.get?order[ID]=ASC&filter[>ID]=0&start=-1"}
    for n in range(1, 50):
        cmd[f"req_{n}"] = f"user.get?order[ID]=ASC&filter[>ID]=$result[req_{n - 1}][49][ID]&start=-1"
    result = rest("batch", {"cmd": cmd, "halt": 1}).result
    rows = [len(page) for page in result["result"].values()]
    assert rows == [50, 11] + [0] * 48
    assert set(result["result_total"].values()) == {0}
    assert result["result_next"] == []


def test_reports_totals_and_next_pages(rest: Rest, people: list[User]) -> None:
    result = rest("batch", {"cmd": {"a": "user.get", "b": "user.get?start=50", "c": "profile"}}).result
    assert result["result_total"] == {"a": 61, "b": 61}
    assert result["result_next"] == {"a": 50}


def test_refuses_commands_that_are_no_array(rest: Rest) -> None:
    assert rest("batch", {"cmd": "profile"}).error == (400, "", "Parameter 'cmd' must be array.")
    assert rest("batch").result["result"] == []


@pytest.mark.parametrize(
    "command", [None, 5, True, [], {}, {"method": 5}, {"method": None}, [["profile"]], ["profile", 5]]
)
def test_survives_odd_commands(rest: Rest, command: object) -> None:
    result = rest("batch", {"cmd": [command]}).result
    assert len(result["result"]) + len(result["result_error"]) == 1


def test_refuses_only_the_command_that_cannot_be_read(rest: Rest) -> None:
    cmd = {"nul": "profile?a=%00", "deep": "profile?a" + "[b]" * 5000 + "=1", "utf": "profile?a=%ff", "good": "profile"}
    result = rest("batch", {"cmd": cmd}).result
    assert list(result["result"]) == ["good"]
    assert {error["error"] for error in result["result_error"].values()} == {"INVALID_REQUEST"}


def test_a_failed_command_leaves_the_others(rest: Rest) -> None:
    cmd = {
        "one": "crm.deal.add?fields[TITLE]=One",
        "bad": "crm.deal.add?fields[TITLE]=Two&fields[STAGE_ID]=NO_SUCH_STAGE_AT_ALL&fields[OPPORTUNITY]=x",
        "three": {"method": "crm.deal.add", "params": {"fields": {"TITLE": "Three $result[one]"}}},
        "all": "crm.deal.list?select[]=TITLE&order[ID]=ASC",
    }
    result = rest("batch", {"cmd": cmd}).result
    one = result["result"]["one"]
    assert list(result["result_error"]) == ["bad"]
    assert [row["TITLE"] for row in result["result"]["all"]] == ["One", f"Three {one}"]
    assert [row["TITLE"] for row in rest("crm.deal.list").result] == ["One", f"Three {one}"]
