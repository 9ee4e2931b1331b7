"""Parameters in every encoding, through one method that would show them: the parser itself and bad input over HTTP."""

import json

import pytest

from comptoir.kit.errors import CrmError
from comptoir.rest.protocol.params import Params, parse_json
from comptoir.rest.protocol.phparray import Budget, as_list, as_mapping, parse_query
from tests.rest.conftest import Rest


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        ("a[0]=x&a[1]=y", {"a": ["x", "y"]}),
        ("a[5]=x&a[9]=y", {"a": {"5": "x", "9": "y"}}),
        ("a[1]=x&a[0]=y", {"a": {"1": "x", "0": "y"}}),
        ("a[5]=x&a[]=y", {"a": {"5": "x", "6": "y"}}),
        ("a[x]=1&a[]=2", {"a": {"x": "1", "0": "2"}}),
        ("rows[0][ID]=1&rows[1][ID]=2", {"rows": [{"ID": "1"}, {"ID": "2"}]}),
        ("filter%5B%3E%3DID%5D=5", {"filter": {">=ID": "5"}}),
        ("filter[>=DATE]=2026-01-01T00:00:00%2B02:00", {"filter": {">=DATE": "2026-01-01T00:00:00+02:00"}}),
        ("filter[=%TITLE]=A%25", {"filter": {"=%TITLE": "A%"}}),
        ("t=a+b%20c%0A%F0%9F%98%80%26%25", {"t": "a b c\n😀&%"}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a[b]=1&a=2", {"a": "2"}),
        ("&&a=1&=2&", {"a": "1"}),
        ("a", {"a": ""}),
        ("a[b=1&c]d=2", {"a[b": "1", "c]d": "2"}),
        ("a[]=", {"a": [""]}),
        ("a[__class__][__proto__]=1&__init__=2", {"a": {"__class__": {"__proto__": "1"}}, "__init__": "2"}),
    ],
)
def test_reads_php_encoding(query: str, expected: object) -> None:
    assert parse_query(query.encode(), Budget()) == expected


def test_sees_lists_in_maps_and_maps_in_lists() -> None:
    assert as_list({"9": "b", "5": "a"}) == ["a", "b"]
    assert as_list([""]) == []
    assert as_list({}) == []
    assert as_list({"x": 1}) is None
    assert as_list("x") is None
    assert as_mapping(["a", "b"]) == {"0": "a", "1": "b"}
    assert as_mapping([]) == {}
    assert as_mapping("x") is None


def test_compares_top_level_names_without_case() -> None:
    params = Params({"ID": "1", "Fields": {"Title": "x"}}, {"id": "2"})
    assert params["iD"] == "2"
    assert params["FIELDS"] == {"Title": "x"}
    assert len(params) == 2


def test_reads_positional_json() -> None:
    assert parse_json(b"[1, 2]", Budget()) == {"0": 1, "1": 2}
    assert parse_json(b"null", Budget()) == {}
    assert parse_json(b" ", Budget()) == {}


def test_lets_the_body_win(rest: Rest) -> None:
    answer = rest.client.post(rest.url("method.get") + "?NAME=user.get", b"name=nope", content_type=FORM)
    assert answer.json()["result"] == {"isExisting": False, "isAvailable": False}


@pytest.mark.parametrize("content_type", ["application/json", "", "text/plain", "application/x-www-form-urlencoded"])
def test_reads_json_under_any_content_type(rest: Rest, content_type: str) -> None:
    body = '\ufeff{"name": "user.get"}'.encode()
    assert rest.post("method.get", body, content_type).result["isExisting"] is True


def test_reads_multipart(rest: Rest) -> None:
    boundary = "xyz"
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="cmd[a]"\r\n\r\nprofile\r\n--{boundary}--\r\n'
    answer = rest.post("batch", body.encode(), f"multipart/form-data; boundary={boundary}")
    assert answer.result["result"]["a"]["NAME"] == "Alice"


def deep_json(levels: int) -> bytes:
    return b'{"fields":' + b'{"a":' * levels + b"1" + b"}" * levels + b"}"


FORM = "application/x-www-form-urlencoded"
BAD = {
    "20,000 keys": ("&".join(f"f[k{n}]={n}" for n in range(20_000)).encode(), FORM),
    "20,000 keys in JSON": (json.dumps({"f": {f"k{n}": {} for n in range(20_000)}}).encode(), "application/json"),
    "5,000 levels": (b"fields" + b"[a]" * 5000 + b"=1", FORM),
    "5,000 levels in JSON": (deep_json(5000), "application/json"),
    "100 levels in JSON": (deep_json(100), "application/json"),
    "5,000 lists in JSON": (b"[" * 5000 + b"]" * 5000, "application/json"),
    "NUL": (b"a=%00", FORM),
    "NUL in a name": (b"a%00b=1", FORM),
    "NUL in JSON": (b'{"a": {"b\\u0000": 1}}', "application/json"),
    "broken UTF-8": (b"a=%ff%fe", FORM),
    "raw broken UTF-8": (b"a=\xff\xfe", FORM),
    "broken UTF-8 in JSON": (b'{"a": "\xff"}', "application/json"),
    "lone surrogate": (b'{"a": "\\ud800 and so on"}', "application/json"),
    "bad JSON": (b'{"a": ', "application/json"),
    "NaN": (b'{"a": NaN}', "application/json"),
    "a number too large": (b'{"a": 1e999}', "application/json"),
    "a scalar": (b'"hello"', "application/json"),
    "bad multipart": (b"--x\r\nnonsense", "multipart/form-data"),
    "bad UTF-8 in multipart": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_refuses_what_cannot_be_read(rest: Rest, case: str) -> None:
    body, content_type = BAD[case]
    status, error, description = rest.post("profile", body, content_type).error
    assert (status, error) == (400, "INVALID_REQUEST")
    assert description.endswith(".")


def test_refuses_a_body_that_is_too_large(rest: Rest, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert rest.post("profile", b"a=" + b"x" * 2000).error[:2] == (413, "INVALID_REQUEST")


@pytest.mark.parametrize(
    "query", ["a=%00", "a=%ff", "a" + "[b]" * 500 + "=1", "&".join(f"a[{n}]=" for n in range(20_000))]
)
def test_refuses_a_bad_query(rest: Rest, query: str) -> None:
    assert rest.get("profile", query).error[:2] == (400, "INVALID_REQUEST")


def test_survives_the_nested_seeds(rest: Rest, data_folder) -> None:
    seeds = json.loads((data_folder / "security" / "nested_params.json").read_text())
    bodies = [body for group in seeds.values() for body in ([group] if isinstance(group, str) else group)]
    for body in bodies:
        for method in ("profile", "batch", "user.get"):
            answer = rest.post(method, (body if isinstance(body, str) else json.dumps(body)).encode())
            assert answer.status in (200, 400), body[:80]


def test_a_budget_counts_what_is_nested() -> None:
    with pytest.raises(CrmError):
        parse_query(b"a[b]=1&a[c]=2", Budget(3))
