"""Batches: up to 50 commands in one request, run in order and independently, with references to earlier results.

`$result[key][path]` in a value is replaced by what an earlier command has returned there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from django.db import transaction

from comptoir.account.queries import account
from comptoir.rest.protocol.call import Call, scalar_text
from comptoir.rest.protocol.dispatch import bare_name, run
from comptoir.rest.protocol.envelope import Stopwatch, failure, php_array
from comptoir.rest.protocol.errors import Family, RestError, not_an_array, overloaded
from comptoir.rest.protocol.paging import Page
from comptoir.rest.protocol.params import Params
from comptoir.rest.protocol.phparray import Budget, Value, as_mapping, check_tree, parse_query
from comptoir.rest.protocol.registry import find_method

MAX_COMMANDS = 50
REFERENCE = re.compile(r"\$result((?:\[[^\[\]]*\])+)")
STEP = re.compile(r"\[([^\[\]]*)\]")


@dataclass(slots=True)
class Outcome:
    """The five maps of a batch's answer, keyed as `cmd`; a failed command appears in `result_error` only."""

    result: dict[str, object] = field(default_factory=dict)
    result_error: dict[str, object] = field(default_factory=dict)
    result_total: dict[str, object] = field(default_factory=dict)
    result_next: dict[str, object] = field(default_factory=dict)
    result_time: dict[str, object] = field(default_factory=dict)

    def add(self, key: str, answer: object, timing: Mapping[str, object]) -> None:
        self.result_time[key] = timing
        if not isinstance(answer, Page):
            self.result[key] = answer
            return
        self.result[key] = answer.result
        if answer.total is not None:
            self.result_total[key] = answer.total
        if answer.next is not None:
            self.result_next[key] = answer.next

    def as_answer(self) -> dict[str, object]:
        return {
            "result": php_array(self.result),
            "result_error": php_array(self.result_error),
            "result_total": php_array(self.result_total),
            "result_next": php_array(self.result_next),
            "result_time": php_array(self.result_time),
        }


def run_batch(call: Call) -> dict[str, object]:
    """Run the commands of `cmd`; with `halt` stop at the first failure.

    A batch that writes is one transaction with a savepoint for each command: a failed command leaves nothing behind
    and the others stay. If the database goes away in between, nothing of the batch is kept and clients can repeat it.
    """
    commands = _commands(call)
    outcome = Outcome()
    with transaction.atomic() if any(map(_writes, commands.values())) else nullcontext():
        _run_commands(commands, call, outcome)
    return outcome.as_answer()


def _run_commands(commands: dict[str, Value], call: Call, outcome: Outcome) -> None:
    watch, budget = Stopwatch.start(call.at, account().zone), Budget()
    for number, (key, command) in enumerate(commands.items()):
        watch = watch.restart()
        try:
            answer = _run_command(number, command, call, outcome, budget)
        except RestError as error:
            # The transaction is broken, not only this command: later ones would fail with a misleading error.
            if transaction.get_connection().needs_rollback:
                raise overloaded() from error
            outcome.result_error[key] = failure(error)
            if call.flag("halt"):
                break
        else:
            outcome.add(key, answer, watch.reading())


def _writes(command: Value) -> bool:
    method = find_method(bare_name(_name_of(command)))
    return method is not None and method.writes


def _commands(call: Call) -> dict[str, Value]:
    value = call.params.get("cmd")
    commands = {} if value is None or value == "" else as_mapping(value)
    if commands is None:
        raise not_an_array("cmd", Family.CLASSIC)
    return commands


def _run_command(number: int, command: Value, call: Call, outcome: Outcome, budget: Budget) -> object:
    if number >= MAX_COMMANDS:
        raise RestError("ERROR_BATCH_LENGTH_EXCEEDED", f"Max batch length exceeded: {MAX_COMMANDS} commands")
    name, params = read_command(command, budget)
    resolved = {key: resolve_references(value, outcome.result) for key, value in params.items()}
    return run(name, replace(call, params=Params(resolved)), in_batch=True)


def read_command(command: Value, budget: Budget) -> tuple[str, dict[str, Value]]:
    """Return method and parameters of a command: `method?query`, {"method", "params"} or [method, params]."""
    if isinstance(command, str):
        return _name_of(command), parse_query(command.partition("?")[2].encode(), budget)
    pair = as_mapping(command) or {}
    params = pair.get("params", pair.get("1"))
    if isinstance(params, str):
        return _name_of(command), parse_query(params.encode(), budget)
    check_tree(params, budget)
    return _name_of(command), as_mapping(params) or {}


def _name_of(command: Value) -> str:
    if isinstance(command, str):
        return command.partition("?")[0]
    pair = as_mapping(command) or {}
    name = pair.get("method", pair.get("0"))
    return name if isinstance(name, str) else ""


def resolve_references(value: Value, results: Mapping[str, object]) -> Value:
    """Return the value with every reference replaced; a reference to nothing becomes an empty text.

    Steps are keys of maps and indexes of lists, never attributes: `__class__` is a key like any other.
    """
    if isinstance(value, str):
        return _resolve_text(value, results) if "$result[" in value else value
    if isinstance(value, list):
        return [resolve_references(item, results) for item in value]
    if isinstance(value, dict):
        return {key: resolve_references(item, results) for key, item in value.items()}
    return value


def _resolve_text(text: str, results: Mapping[str, object]) -> Value:
    if whole := REFERENCE.fullmatch(text):
        return _as_value(_find_result(whole[1], results))
    return REFERENCE.sub(lambda match: _as_text(_find_result(match[1], results)), text)


def _find_result(path: str, results: Mapping[str, object]) -> object:
    found: object = results
    for step in STEP.findall(path):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list | tuple) and step.isascii() and step.isdigit() and len(step) < 10:
            found = found[int(step)] if int(step) < len(found) else None
        else:
            return None
    return found


def _as_value(found: object) -> Value:
    if isinstance(found, bool | int | float | str | list | dict):
        return found
    return "" if found is None else str(found)


def _as_text(found: object) -> str:
    if isinstance(found, bool | int | float | str):
        return scalar_text(found)
    return "" if found is None or isinstance(found, list | dict | tuple) else str(found)
