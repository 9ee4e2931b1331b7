"""The parameters of a request: query string and body, in every encoding that clients use, merged into one mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from comptoir.rest.protocol.errors import RestError, invalid_request
from comptoir.rest.protocol.phparray import Budget, Value, as_mapping, check_tree, parse_pairs, parse_query

BOM = b"\xef\xbb\xbf"
UNREADABLE = (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent, UnicodeError)


class Params(Mapping[str, Value]):
    """Top-level parameters. Their names ignore case (`FILTER`, `filter`); names inside them do not."""

    def __init__(self, *sources: Mapping[str, Value]) -> None:
        self._values: dict[str, Value] = {}
        self._names: dict[str, str] = {}
        for source in sources:
            for name, value in source.items():
                self._values[name.lower()] = value
                self._names[name.lower()] = name

    def __getitem__(self, name: str) -> Value:
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        """Yield the names as the client spelt them."""
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._values)

    def without(self, name: str) -> Params:
        """Return the parameters but for one."""
        return Params({each: value for each, value in self.items() if each.lower() != name})


def read_params(request: HttpRequest) -> Params:
    """Return the parameters of a request; the body wins over the query.

    Errors: INVALID_REQUEST for broken UTF-8, NUL, bad JSON, more than 64 levels or 10,000 values; 413 for a body
    that is too large.
    """
    budget = Budget()
    query = parse_query(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"), budget)
    return Params(query, _read_body(request, budget))


def _read_body(request: HttpRequest, budget: Budget) -> dict[str, Value]:
    if request.content_type == "multipart/form-data":
        return _read_multipart(request, budget)
    try:
        body = request.body.removeprefix(BOM)
    except RequestDataTooBig as error:
        raise _too_large() from error
    # Some clients send JSON as application/x-www-form-urlencoded, curl's default.
    if "json" in (request.content_type or "") or body.lstrip()[:1] in (b"{", b"["):
        return parse_json(body, budget)
    return parse_query(body, budget)


def _read_multipart(request: HttpRequest, budget: Budget) -> dict[str, Value]:
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except RequestDataTooBig as error:
        raise _too_large() from error
    except UNREADABLE as error:
        raise invalid_request("The multipart body cannot be read.") from error
    # Django decodes multipart fields with errors="replace": this character stands for a byte that is not UTF-8.
    if any("\ufffd" in name or "\ufffd" in value for name, value in fields):
        raise invalid_request("The request is not valid UTF-8.")
    return parse_pairs(fields, budget)


def parse_json(body: bytes, budget: Budget) -> dict[str, Value]:
    """Return the top level of a JSON body; a list is read as an object with its indexes as names."""
    if not body.strip():
        return {}
    try:
        tree: Value = msgspec.json.decode(body)
    except RecursionError as error:
        raise invalid_request("Parameters are nested too deeply.") from error
    except UnicodeDecodeError as error:
        raise invalid_request("The request is not valid UTF-8.") from error
    except msgspec.MsgspecError as error:
        raise invalid_request(f"The body is not valid JSON: {error}.") from error
    check_tree(tree, budget)
    found = {} if tree is None else as_mapping(tree)
    if found is None:
        raise invalid_request("A JSON body must be an object or a list.")
    return found


def _too_large() -> RestError:
    return invalid_request("The request is too large.", status=413)
