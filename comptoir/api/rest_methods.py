"""Operations as methods of REST: the same parameters, the same answer, in the protocol's envelope."""

from collections.abc import Mapping

import msgspec

from comptoir.api.operations import Given, Operation, Parameter
from comptoir.rest.protocol.registry import Call, Family, Method, add_method


def declare_method(
    name: str, summary: str, operation: Operation, *, example: Mapping[str, object] | None = None, part: str = ""
) -> None:
    """Let REST answer an operation; `summary` is a sentence of its reference, which begins with a verb.

    part: the answer is only what stands under this name in the operation's.
    """

    def handler(call: Call) -> object:
        found = operation.answer(_given(call, operation), call.user)
        return msgspec.to_builtins(getattr(found, part) if part else found)

    texts = {code: parameter.text for code, parameter in operation.parameters.items()}
    add_method(
        Method(
            name,
            handler,
            summary,
            family=Family.CAMEL,
            writes=operation.changes,
            params=texts,
            example=example or {},
        )
    )


def _given(call: Call, operation: Operation) -> Given:
    """Return what was sent. Errors: RestError for what is missing or of another kind."""
    for name in operation.needed:
        call.need_id(name) if operation.parameters[name].kind is int else call.need_text(name)
    return Given({name: _value(call, name, parameter) for name, parameter in operation.parameters.items()})


def _value(call: Call, name: str, parameter: Parameter) -> object:
    if parameter.kind is int:
        return call.integer(name)
    if parameter.kind is list:
        return call.names(name)
    return call.mapping(name) if parameter.kind is dict else call.text(name)
