"""The registry of REST methods: declared once, then found by the dispatcher, `batch`, `methods` and docs/rest.md.

An app declares its methods in `<app>/rest.py`, which its `apps.py` imports in `ready()`:

    @method("crm.status.list", scope="crm", summary="Lists the values of directories.",
            params={"filter": "conditions, for example ENTITY_ID", "order": "field and direction"},
            example={"filter": {"ENTITY_ID": "SOURCE"}})
    def status_list(call: Call) -> Page:
        where = parse_classic(call.mapping("filter"))
        rows = statuses_matching(call.user, where, parse_order(call.mapping("order"), call.family))
        return page_of(rows, call.start, encode_statuses)

    @method("crm.status.delete", scope="crm", summary="Deletes a value.", writes=True, example={"id": 7})
    def status_delete(call: Call) -> bool:
        delete_value(call.need_id(), actor=call.user, at=call.at)
        return True

    @method("crm.item.get", scope="crm", family=Family.CAMEL, ...)     # symbolic error codes

A handler returns what stands under `result`: any mix of None, bool, numbers, text, lists, dicts, or a `Page`
for lists. A dict whose keys come from users is wrapped in `php_array` (envelope.py). Refusals: raise any CrmError
(it is put into the family's wording) or a RestError with the exact code (errors.py). `writes=True` runs the
handler in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from comptoir.kit.registry import Registry
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.paging import Page

__all__ = ["METHODS", "Call", "Family", "Handler", "Method", "Page", "add_method", "find_method", "method"]

Handler: TypeAlias = Callable[[Call], object]
AnyHandler = TypeVar("AnyHandler", bound=Handler)


@dataclass(frozen=True, slots=True)
class Method:
    """A REST method. `scope` "" means that any credential may call it."""

    name: str
    handler: Handler
    summary: str
    scope: str = "crm"
    family: Family = Family.CLASSIC
    writes: bool = False
    in_batch: bool = True
    params: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.name.lower()


METHODS: Registry[Method] = Registry("REST methods", lambda entry: entry.key)


def method(
    name: str,
    *,
    summary: str,
    scope: str = "crm",
    family: Family = Family.CLASSIC,
    writes: bool = False,
    in_batch: bool = True,
    params: Mapping[str, str] | None = None,
    example: Mapping[str, object] | None = None,
) -> Callable[[AnyHandler], AnyHandler]:
    """Declare the decorated function as the handler of a method; see the module's text."""

    def declare(handler: AnyHandler) -> AnyHandler:
        add_method(
            Method(name, handler, summary, scope, family, writes, in_batch, params=params or {}, example=example or {})
        )
        return handler

    return declare


def add_method(entry: Method) -> Method:
    """Declare a method whose handler is made in a loop, such as crm.deal.get and crm.lead.get from one function."""
    return METHODS.add(entry)


def find_method(name: str) -> Method | None:
    """Return the method of that name, in any case; None for an unknown one."""
    return METHODS.find(name.lower())
