"""The description of our interface, OpenAPI 3.1: made of the declared addresses and of the shapes of their answers."""

from collections.abc import Iterable, Mapping

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from msgspec import Struct

from comptoir.api.addresses import Address, addresses
from comptoir.api.operations import Operation
from comptoir.api.views import answer

TITLE = "Comptoir: figures of clients"
INTRODUCTION = (
    "Counts are numbers, money is text (exact decimals of the account's currency), rates are numbers with up to four "
    "decimals; null is no data. Only what the caller may see is counted."
)
REFUSALS = {
    "400": "A parameter is not understood.",
    "401": "Nobody has signed in.",
    "403": "The right is missing.",
    "404": "Unknown, or out of sight.",
    "422": "A value cannot be kept.",
}


class Refusal(Struct):
    code: str
    message: str
    fields: dict[str, str]


class Refused(Struct):
    error: Refusal


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """Send the description; it holds no data, so nobody has to sign in."""
    return answer(description(addresses))


def description(declared: Iterable[Address]) -> dict[str, object]:
    known = list(declared)
    shapes = {
        shape
        for each in known
        for operation in each.operations.values()
        for shape in (operation.gives, operation.takes)
    }
    ordered = sorted((shape for shape in (*shapes, Refused) if shape is not None), key=lambda shape: shape.__name__)
    _schemas, components = msgspec.json.schema_components(ordered, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": "1", "description": INTRODUCTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"webhook": []}, {"session": []}],
        "paths": {
            each.path: {method: _operation(each, method, one) for method, one in each.operations.items()}
            for each in known
        },
        "components": {
            "schemas": components,
            "securitySchemes": {
                "webhook": {"type": "http", "scheme": "bearer", "description": "The token of a webhook, scope crm."},
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            },
        },
    }


def _operation(address: Address, method: str, operation: Operation) -> dict[str, object]:
    path = [_parameter(name, "path", "", part.schema, True) for name, part in address.varying.items()]
    query = [
        _parameter(name, "query", operation.parameters[name].text, {"type": "string"}, name in operation.needed)
        for name in address.in_query(operation)
    ]
    said: dict[str, object] = {
        "summary": operation.summary,
        "operationId": f"{method}_{address.path.strip('/').replace('/', '_').replace('-', '_')}".translate(
            str.maketrans("", "", "{}")
        ),
        "parameters": [*path, *query],
        "responses": {"200": _content("The answer.", operation.gives), **_refusals()},
    }
    if operation.takes is not None:
        said["requestBody"] = {"required": True, **_body(operation.takes)}
    return said


def _parameter(name: str, place: str, text: str, schema: Mapping[str, object], needed: bool) -> dict[str, object]:
    said = {"name": name, "in": place, "required": needed, "schema": dict(schema)}
    return {**said, "description": text} if text else said


def _refusals() -> dict[str, object]:
    return {status: _content(text, Refused) for status, text in REFUSALS.items()}


def _content(text: str, shape: type[object]) -> dict[str, object]:
    return {"description": text, **_body(shape)}


def _body(shape: type[object]) -> dict[str, object]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}}
