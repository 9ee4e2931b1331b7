"""Running a method for a caller: its name, scope and transaction, and refusals in its family's wording."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.db import OperationalError, transaction

from comptoir.kit.errors import CrmError
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import RestError, in_rest_terms, insufficient_scope, method_not_found, overloaded
from comptoir.rest.protocol.registry import Method, find_method

LONGEST_NAME = 200
logger = logging.getLogger(__name__)


def run(name: str, call: Call, *, in_batch: bool = False) -> object:
    """Run the named method and return its handler's result.

    Errors: RestError for every refusal; the transaction of a writing method is then rolled back.
    """
    method = allowed_method(name, call, in_batch=in_batch)
    call = replace(call, family=method.family)
    try:
        if not method.writes:
            return method.handler(call)
        with transaction.atomic():
            return method.handler(call)
    except CrmError as error:
        raise in_rest_terms(error, method.family) from error
    except OperationalError as error:
        # The database is busy or away. Nothing of this command is kept, and clients repeat a call after a 503.
        logger.exception("%s: the database did not answer", method.name)
        raise overloaded() from error


def allowed_method(name: str, call: Call, *, in_batch: bool = False) -> Method:
    """Return the method if it exists and the caller's scopes reach it. Errors: RestError, also for the suffix .xml."""
    short = bare_name(name)
    if short.endswith(".xml"):
        raise RestError("INVALID_REQUEST", "Answers in XML are not available: leave the suffix out, or use .json.")
    method = find_method(short)
    if method is None:
        raise method_not_found()
    if in_batch and not method.in_batch:
        raise RestError("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", status=405)
    if not is_in_scope(method, call):
        raise insufficient_scope()
    return method


def may_write(name: str) -> bool:
    """Say whether the named method writes, or runs others that may."""
    method = find_method(bare_name(name))
    return method is not None and (method.writes or not method.in_batch)


def is_in_scope(method: Method, call: Call) -> bool:
    return not method.scope or method.scope in call.auth.scopes


def bare_name(name: str) -> str:
    """Return the name as the registry spells it: lower case, without the suffix .json."""
    return name[:LONGEST_NAME].strip("/ ").lower().removesuffix(".json")
