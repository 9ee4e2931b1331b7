"""The registry as a whole: every method is documented, has an example, and refuses bad input decently."""

import json
from pathlib import Path

import pytest

from comptoir.access.models import User
from comptoir.rest.protocol.reference import with_methods
from comptoir.rest.protocol.registry import METHODS, Method, add_method, find_method
from comptoir.rest.scopes import SCOPES
from tests.rest.conftest import Rest, make_webhook

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rest.md"
ALL = pytest.mark.parametrize("entry", METHODS.all(), ids=lambda entry: entry.name)
ODD: tuple[object, ...] = (
    None,
    "",
    "x'\"\\%_",
    0,
    -1,
    2**70,
    1e300,
    True,
    [],
    {},
    [[]],
    {"a": {"b": [None]}},
    [None, {"x": 1}],
)
NAMES = (
    "id",
    "fields",
    "filter",
    "order",
    "select",
    "start",
    "entityTypeId",
    "rows",
    "params",
    "FILTER",
    "sort",
    "name",
    "cmd",
)


@pytest.fixture
def rest(alice: User) -> Rest:
    """Calls with every scope."""
    make_webhook(alice, scopes=tuple(SCOPES))
    return Rest(alice)


@ALL
def test_is_documented(entry: Method) -> None:
    assert entry.summary[0].isupper()
    assert entry.summary.endswith(".")
    assert entry.scope == "" or entry.scope in SCOPES
    assert {name.lower() for name in entry.example} <= {name.lower() for name in entry.params}
    assert bool(entry.params) == bool(entry.example)


def test_the_reference_is_up_to_date() -> None:
    """Write it with `comptoir docs --write`."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == with_methods(text)


def answers(entry: Method) -> tuple[int, ...]:
    """Return the statuses that a method may answer with; event.* are for applications only."""
    return (403,) if entry.key.startswith("event") else (200, 400)


@ALL
def test_never_breaks(rest: Rest, entry: Method) -> None:
    rest.client.raise_request_exception = True
    assert rest(entry.name, dict(entry.example)).status in answers(entry)
    assert rest(entry.name).status in answers(entry)
    for value in ODD:
        for where in (dict.fromkeys(NAMES, value), dict(entry.example) | dict.fromkeys(entry.params, value)):
            answer = rest(entry.name, where)
            assert answer.status in (200, 400, 403), (value, answer.body)
            assert "result" in answer.body or "error_description" in answer.body


@ALL
def test_survives_the_injection_list(rest: Rest, entry: Method, data_folder: Path) -> None:
    lines = (data_folder / "security" / "filter_injection.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            answer = rest.get(entry.name, f"entityTypeId=2&id=1&{line.replace('#', '%23')}")
            assert answer.status in answers(entry), (line, answer.body)
            assert "password" not in json.dumps(answer.body.get("result"))


def test_names_are_found_in_any_case() -> None:
    assert find_method("USER.Get") is find_method("user.get")
    assert find_method("user.nothing") is None


def test_is_closed_after_the_start() -> None:
    with pytest.raises(RuntimeError):
        add_method(Method("late.method", lambda call: None, "Comes too late."))
