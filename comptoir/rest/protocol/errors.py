"""Refusals of the protocol: the exact `error`, text and HTTP status that existing clients compare.

There are three families of wording (spec: rest, section 4): CLASSIC (crm.deal.*, crm.status.* …: `error` is empty and
the text decides), CAMEL (crm.item.*, crm.category.*: symbolic codes) and USER (user.*, department.*).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from comptoir.kit.errors import BadRequest, CrmError, Forbidden, Invalid, NotFound


class Family(enum.Enum):
    """The wording that a method uses for its refusals."""

    CLASSIC = "classic"
    CAMEL = "camel"
    USER = "user"


class RestError(CrmError):
    """A refusal that is sent word for word. `error` may be empty; `extra` adds keys to the answer."""

    def __init__(
        self, error: str, description: str, *, status: int = 400, extra: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(description or " ", code=error, status=status)
        self.description = description
        self.extra = dict(extra or {})


# --- The system's own refusals ---------------------------------------------------------------------------------------


def invalid_request(description: str, status: int = 400) -> RestError:
    """Return the refusal of a request that cannot be read: broken encoding, too deep, too large."""
    return RestError("INVALID_REQUEST", description, status=status)


def method_not_found() -> RestError:
    return RestError("ERROR_METHOD_NOT_FOUND", "Method not found!", status=404)


def no_auth() -> RestError:
    return RestError("NO_AUTH_FOUND", "Wrong authorization data", status=401)


def invalid_token() -> RestError:
    return RestError("invalid_token", "Unable to get application by token", status=401)


def invalid_credentials() -> RestError:
    # The vendor's table of system errors says 403; the tests of its Python SDK against live portals pin 401.
    return RestError("INVALID_CREDENTIALS", "Invalid request credentials", status=401)


def inactive_user() -> RestError:
    return RestError("authorization_error", "Unable to authorize user", status=401)


def insufficient_scope() -> RestError:
    return RestError(
        "insufficient_scope", "The request requires higher privileges than provided by the webhook token", status=401
    )


def wrong_auth_type() -> RestError:
    return RestError(
        "WRONG_AUTH_TYPE",
        "Current authorization type is denied for this method Application context required",
        status=403,
    )


def overloaded() -> RestError:
    return RestError("OVERLOAD_LIMIT", "The server is busy. Try again in a moment.", status=503)


# --- Refusals of methods ---------------------------------------------------------------------------------------------


def classic_error(description: str, error: str = "", status: int = 400) -> RestError:
    """Return a refusal of the classic family: empty `error`, and a text that clients match on."""
    return RestError(error, description, status=status)


def camel_error(error: str, description: str, status: int = 400) -> RestError:
    """Return a refusal of the controller family, such as INVALID_ARG_VALUE."""
    return RestError(error, description, status=status)


def invalid_argument(description: str) -> RestError:
    return RestError("INVALID_ARG_VALUE", description)


def missing_parameter(name: str, family: Family) -> RestError:
    """Return the refusal of a parameter that is absent or of a wrong type."""
    if family is Family.CAMEL:
        # Clients match this wording, take it for final and do not repeat the call.
        return RestError("100", f"Could not find value for parameter {{{name}}}")
    if family is Family.USER:
        return RestError("ERROR_ARGUMENT", f"Argument '{name}' is null or empty", extra={"argument": name})
    if name.lower() == "id":
        return RestError("", "ID is not defined or invalid.")
    return RestError("", f"The parameter {name} is invalid or not defined.")


def not_an_array(name: str, family: Family) -> RestError:
    """Return the refusal of a parameter that should have been an object or a list."""
    if family is Family.CLASSIC:
        return RestError("", f"Parameter '{name}' must be array.")
    return missing_parameter(name, family)


def not_found(family: Family, description: str = "") -> RestError:
    """Return the refusal of a record that does not exist or that this user may not see."""
    if family is Family.CAMEL:
        return RestError("NOT_FOUND", description or "Element not found")
    return RestError("", description or "Not found")


def access_denied(family: Family) -> RestError:
    if family is Family.CLASSIC:
        return RestError("", "Access denied.")
    return RestError("ACCESS_DENIED", "Access denied", status=403)


def in_rest_terms(error: CrmError, family: Family) -> RestError:
    """Return a refusal of the product in the wording of a family; a RestError stays as it is."""
    if isinstance(error, RestError):
        return error
    text = _text(error)
    if isinstance(error, NotFound):
        return not_found(family)
    if isinstance(error, Forbidden):
        return access_denied(family)
    if family is not Family.CAMEL:
        return RestError("ERROR_CORE", text)
    if isinstance(error, Invalid) and error.fields:
        return RestError("CRM_FIELD_ERROR_VALUE_NOT_VALID", text)
    if isinstance(error, BadRequest):
        return invalid_argument(text)
    return RestError("0", text)


def _text(error: CrmError) -> str:
    if not error.fields:
        return str(error.message)
    return " ".join(f"{code}: {message}" for code, message in error.fields.items())
